-- The cluster's roles. Run by a superuser, as often as wanted; sets no passwords (`alter role …
-- password` does that afterwards). Nobody here is a superuser or passes by row level security.
--
--   fairlead_owner    login   owns the database and all objects; used by `fairlead db migrate`
--   fairlead_admin    -       provisioning: demo data, tenants, members; the owner sets this role
--   fairlead_edge     login   the HTTP functions; can do nothing before it sets one of the next two
--   authenticated     -       a member, as the transaction's request.jwt.claims say
--   anon              -       nobody in particular; is granted nothing
--   fairlead_worker   login   the native workers
--   fairlead_definer  -       owns the SECURITY DEFINER functions, with policies of its own
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('fairlead_owner',   'login inherit'),
      ('fairlead_admin',   'nologin noinherit'),
      ('fairlead_edge',    'login noinherit'),
      ('fairlead_worker',  'login inherit'),
      ('fairlead_definer', 'nologin noinherit'),
      ('authenticated',    'nologin noinherit'),
      ('anon',             'nologin noinherit')) as role (name, attributes)
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = wanted.name) then
      execute format('create role %I', wanted.name);
    end if;
    execute format('alter role %I with %s nosuperuser nocreatedb nocreaterole noreplication nobypassrls',
                   wanted.name, wanted.attributes);
  end loop;
end
$$;

grant fairlead_admin, fairlead_definer to fairlead_owner;
grant authenticated, anon to fairlead_edge;

-- A request that hangs must not hold locks: the edge's own limit is 30 s.
alter role fairlead_edge set statement_timeout = '25s';
alter role fairlead_edge set idle_in_transaction_session_timeout = '25s';
-- No transaction of a worker waits for anything but the database. One that does was left behind by a
-- host that is cut off, and while it holds a lock that every claim needs, no worker claims.
alter role fairlead_worker set idle_in_transaction_session_timeout = '3s';
