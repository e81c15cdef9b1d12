-- What the demo data leaves out, so that every table has rows of both yachts. Run as fairlead_admin.

insert into signing_keys (tenant_id, key_id, user_id, public_key, label)
select tenant_id, 'device-' || role, user_id, rpad(replace(user_id::text, '-', ''), 43, 'A'), 'Phone'
from memberships where role in ('captain', 'chief_engineer') and revoked_at is null;

insert into idempotency_keys (tenant_id, action, key, user_id, payload_hash, status, result)
select tenant_id, 'receive_part', 'fixture', user_id, repeat('a', 64), 201, '{}' from memberships where role = 'captain';
insert into signature_nonces (tenant_id, nonce, signer_id, action)
select tenant_id, 'fixture-nonce-0001', user_id, 'adjust_stock' from memberships where role = 'captain';

insert into ai_jobs (job_type, account_id, gmail_message_id, status, run_after)
select 'email_summarize_v1', account_id, gmail_message_id, 'queued', clock_timestamp() - interval '1 minute' from emails;
insert into ai_jobs (tenant_id, job_type, dedupe_key) select tenant_id, 'source_ingestion', 'fixture' from tenants;
insert into ai_jobs (tenant_id, job_type, dedupe_key, status, attempts, last_error_code, last_error_at, finished_at)
select tenant_id, 'source_ingestion', 'fixture of a dead one', 'dead', 5, 'MODEL_FAILED', clock_timestamp(), clock_timestamp() from tenants;
insert into ai_running (tenant_id, id, job_type, lease)
select tenant_id, id, job_type, lease from ai_jobs where status = 'dead';
insert into ai_shares (tenant_id, job_type, pass) select tenant_id, 'deep_scrub', 0 from tenants;
insert into ai_turns (job_type) values ('deep_scrub');
insert into ai_leaders (what, holder, until) values ('fixture', 'host-1', clock_timestamp());
insert into ai_cron (tenant_id, name, schedule, job_type) select tenant_id, 'fixture', '0 3 * * *', 'deep_scrub' from tenants;
insert into email_ai_summaries (tenant_id, account_id, gmail_message_id, prompt_version, summary_json, model, tokens)
select tenant_id, account_id, gmail_message_id, '1', '{"overview": "A mail.", "urgency": "low", "action_items": []}', 'fixture', 12 from emails;
insert into job_checkpoints (tenant_id, job_id, step, lease, state)
select tenant_id, id, 'fetched', 1, '{}' from ai_jobs;
insert into ai_spending (tenant_id, job_id, lease, job_type, provider, model, asks, prompt_tokens, completion_tokens, cost_usd)
select tenant_id, id, 1, job_type, 'fixture', 'fixture', 1, 10, 2, 0 from ai_jobs;
insert into mail_folders (tenant_id, account_id, folder, uid_validity, last_uid)
select tenant_id, account_id, 'INBOX', 1, 1 from credentials;
insert into provider_state (provider) values ('fixture');

insert into twins (tenant_id, id, owner_id, name)
select tenant_id, name_uuid('fixture/twin'), user_id, 'Deck assistant' from memberships where role = 'captain';
insert into sources (tenant_id, id, twin_id, kind, title, body_text)
select tenant_id, name_uuid('fixture/source'), id, 'text', 'Deck orders', 'Rinse after use.' from twins where id = name_uuid('fixture/twin');
insert into source_chunks (tenant_id, id, source_id, chunk_no, chunk_hash, body, tokens)
select tenant_id, name_uuid('fixture/chunk'), id, 0, repeat('b', 64), body_text, 4 from sources where id = name_uuid('fixture/source');
insert into source_logs (tenant_id, source_id, level, event)
select tenant_id, id, 'info', 'added' from sources where id = name_uuid('fixture/source');
insert into conversations (tenant_id, id, twin_id, user_id)
select tenant_id, name_uuid('fixture/conversation'), id, owner_id from twins where id = name_uuid('fixture/twin');
insert into messages (tenant_id, conversation_id, message_no, author, body)
select tenant_id, id, 1, 'member', 'How?' from conversations where id = name_uuid('fixture/conversation');
insert into verified_answers (tenant_id, twin_id, question, answer, verified_by)
select tenant_id, id, 'How?', 'With fresh water.', owner_id from twins where id = name_uuid('fixture/twin');
insert into graph_nodes (tenant_id, id, twin_id, kind, label)
select tenant_id, name_uuid('fixture/node/' || label), id, 'thing', label
from twins, (values ('deck'), ('water')) as node (label) where id = name_uuid('fixture/twin');
insert into graph_edges (tenant_id, twin_id, from_node_id, to_node_id, relation)
select tenant_id, id, name_uuid('fixture/node/deck'), name_uuid('fixture/node/water'), 'needs' from twins where id = name_uuid('fixture/twin');
insert into graph_extractions (tenant_id, source_kind, source_id, twin_id, prompt_version, model, prompt_tokens,
                               completion_tokens, cost_usd, asks)
select m.tenant_id, 'message', m.id, c.twin_id, '1', 'fixture', 10, 2, 0, 1
from messages m join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
where c.id = name_uuid('fixture/conversation');

insert into embedding_models (embedding_model_id, embedding_dimensions, embedding_version)
values ('fixture', 3, '1'), ('fixture', 4, '2');
insert into embedding_vectors (tenant_id, source_table, source_id, model_version_id, embedding, embedding_model_id,
                               embedding_dimensions, embedding_version, content_hash, source_updated_at, doc_id)
select w.tenant_id, 'pms_work_orders', w.id, m.model_version_id, '[1,0,0]', 'fixture', 3, '1', repeat('c', 64), w.updated_at, w.id
from pms_work_orders w, embedding_models m where m.label = 'fixture/3/1' and w.number <= 3;
insert into embedding_vectors (tenant_id, source_table, source_id, model_version_id, embedding, embedding_model_id,
                               embedding_dimensions, embedding_version, content_hash, source_updated_at, doc_id)
select a.tenant_id, 'pms_attachments', a.id, m.model_version_id, '[0,1,0]', 'fixture', 3, '1', repeat('c', 64), a.updated_at, a.id
from pms_attachments a, embedding_models m where m.label = 'fixture/3/1' and a.deleted_at is null and a.equipment_id is not null;
insert into embedding_runs (tenant_id, model_version_id, plan)
select t.tenant_id, m.model_version_id, '{}' from tenants t, embedding_models m where m.label = 'fixture/3/1';
insert into embedding_migrations (migration_id, from_model_version_id, to_model_version_id, store)
select name_uuid('fixture/migration'), a.model_version_id, b.model_version_id, 'pgvector'
from embedding_models a, embedding_models b where a.label = 'fixture/3/1' and b.label = 'fixture/4/2';
insert into embedding_migration_ranges (tenant_id, migration_id, source_table, range_no, first_id, last_id)
select tenant_id, name_uuid('fixture/migration'), 'pms_parts', 0, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'
from tenants;
insert into embedding_tombstones (tenant_id, source_table, source_id)
select tenant_id, 'pms_notes', name_uuid('fixture/gone') from tenants;
