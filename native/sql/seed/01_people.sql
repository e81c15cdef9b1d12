-- Two yachts and who sails on them. tools/demo/people.json lists the same people.

insert into tenants (tenant_id, name, related_alpha, created_at) values
  ('5a1c0000-0000-4000-8000-000000000001', 'Halcyon', 0.5, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000002', 'Stormpetrel', 0, '2026-01-05 08:00Z')
on conflict do nothing;

insert into memberships (tenant_id, user_id, display_name, role, revoked_at, created_at) values
  ('5a1c0000-0000-4000-8000-000000000001', '5a1c0001-0000-4000-8000-000000000001', 'Mateo Ruiz', 'crew', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000001', '5a1c0001-0000-4000-8000-000000000002', 'Ingrid Solberg', 'chief_engineer', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000001', '5a1c0001-0000-4000-8000-000000000003', 'Tom Ashworth', 'chief_officer', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000001', '5a1c0001-0000-4000-8000-000000000004', 'Clara Nyström', 'chief_steward', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000001', '5a1c0001-0000-4000-8000-000000000005', 'Paul Deschamps', 'purser', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000001', '5a1c0001-0000-4000-8000-000000000006', 'Eleanor Whitby', 'captain', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000001', '5a1c0001-0000-4000-8000-000000000007', 'Farid Haddad', 'manager', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000002', '5a1c0002-0000-4000-8000-000000000001', 'Kaia Lindqvist', 'crew', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000002', '5a1c0002-0000-4000-8000-000000000002', 'Dougal McRae', 'chief_engineer', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000002', '5a1c0002-0000-4000-8000-000000000003', 'Sofia Marchetti', 'chief_officer', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000002', '5a1c0002-0000-4000-8000-000000000004', 'Amara Okafor', 'chief_steward', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000002', '5a1c0002-0000-4000-8000-000000000005', 'Henrik Baas', 'purser', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000002', '5a1c0002-0000-4000-8000-000000000006', 'Joaquim Tavares', 'captain', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000002', '5a1c0002-0000-4000-8000-000000000007', 'Beatrice Lang', 'manager', null, '2026-01-05 08:00Z'),
  ('5a1c0000-0000-4000-8000-000000000001', '5a1c0001-0000-4000-8000-000000000008', 'Rory Flynn', 'crew', '2026-08-31 16:00Z', '2026-01-05 08:00Z')
on conflict do nothing;

insert into feature_flags (tenant_id, flag_name, enabled, canary_percentage, created_at)
select tenant_id, flag_name, enabled, percentage, '2026-01-05 08:00Z'
from tenants, (values ('email_summaries', true, 100), ('related_shadow', true, 5), ('twin_chat', false, 0)) as flag (flag_name, enabled, percentage)
where tenant_id in ('5a1c0000-0000-4000-8000-000000000001', '5a1c0000-0000-4000-8000-000000000002')
on conflict do nothing;

-- For the other scripts of this transaction: the yachts by a short name, and who holds which role.
create temporary table if not exists demo_yachts on commit drop as
select lower(name) as yacht, tenant_id from tenants
where tenant_id in ('5a1c0000-0000-4000-8000-000000000001', '5a1c0000-0000-4000-8000-000000000002');
create temporary table if not exists demo_people on commit drop as
select tenant_id, role, user_id from memberships join demo_yachts using (tenant_id) where revoked_at is null;
