-- The local model server's embedding model serves both yachts. What it is to embed, the worker finds.

insert into embedding_models (embedding_model_id, embedding_dimensions, embedding_version, price_per_million_tokens, max_input_tokens,
                              created_at)
select 'energetic-embeddings-en', 512, '0.2.0', 0, 2048, '2026-01-05 08:00Z'
where not exists (select from embedding_models where label = 'energetic-embeddings-en/512/0.2.0');

insert into embedding_serving (tenant_id, model_version_id, cut_over_at, created_at)
select y.tenant_id, m.model_version_id, '2026-01-05 08:00Z', '2026-01-05 08:00Z'
from demo_yachts y, embedding_models m
where m.label = 'energetic-embeddings-en/512/0.2.0'
on conflict do nothing;
