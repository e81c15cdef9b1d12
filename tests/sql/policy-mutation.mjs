// Takes away each row level security policy in turn, and opens each one that members have to all rows,
// in a database of its own, and runs the isolation checks until one fails. Ends with 1 if any policy
// can go or be opened without a check turning red.
//
//   node tests/sql/policy-mutation.mjs [--verbose]
import { addFixtures, isolationChecks } from './isolation.mjs';
import { openDatabase } from './support/database.mjs';

const verbose = process.argv.includes('--verbose');

/** Every policy with the statement that makes it. format() writes nothing for a missing expression. */
const readPolicies = (db) => db.owner`
  select p.polname as name, p.polrelid::regclass::text as table, p.polcmd as command, roles.names as roles,
         format('create policy %I on %s as %s for %s to %s%s%s', p.polname, p.polrelid::regclass,
                case when p.polpermissive then 'permissive' else 'restrictive' end,
                case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
                roles.names, ' using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
                ' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') as statement
  from pg_policy p,
       lateral (select string_agg(quote_ident(rolname), ', ') as names from pg_roles where oid = any (p.polroles)) as roles
  order by 2, 1`;

/** The first check that fails, those of the policy's own table before the others; null if all pass. */
async function firstFailure(db, checks, table) {
  const near = checks.filter((check) => check.table === table);
  const far = checks.filter((check) => check.table !== table);
  for (const check of [...near, ...far]) {
    try {
      await check.run(db);
    } catch (error) {
      return { check: check.name, error };
    }
  }
  return null;
}

async function requireAllPass(db, checks, when) {
  const broken = await firstFailure(db, checks);
  if (broken) throw new Error(`"${broken.check}" fails ${when}: ${broken.error.message}`);
}

const drop = ({ name, table }) => `drop policy "${name}" on ${table}`;

function open({ name, table, command }) {
  const using = command === 'a' ? '' : ' using (true)';
  const check = command === 'r' || command === 'd' ? '' : ' with check (true)';
  return `alter policy "${name}" on ${table}${using}${check}`;
}

/** Everything to try: `{policy, what, statement}`. */
function mutationsOf(policies) {
  const dropped = policies.map((policy) => ({ policy, what: 'taken away', statement: drop(policy) }));
  const opened = policies
    .filter(({ roles }) => roles === 'authenticated')
    .map((policy) => ({ policy, what: 'opened to all rows', statement: open(policy) }));
  return [...dropped, ...opened];
}

async function mutate(db, checks, { policy, what, statement }) {
  await db.owner.unsafe(statement);
  const failure = await firstFailure(db, checks, policy.table);
  if (what !== 'taken away') await db.owner.unsafe(drop(policy));
  await db.owner.unsafe(policy.statement);
  if (verbose) console.log(`${policy.table}.${policy.name} ${what}: ${failure ? failure.check : 'UNNOTICED'}`);
  return failure !== null;
}

async function mutateAll(db) {
  const checks = await isolationChecks(db);
  await requireAllPass(db, checks, 'with all policies in place');
  const mutations = mutationsOf(await readPolicies(db));
  let unnoticed = 0;
  for (const mutation of mutations) {
    if (await mutate(db, checks, mutation)) continue;
    unnoticed++;
    console.error(`Nothing noticed: policy ${mutation.policy.name} of ${mutation.policy.table}, ${mutation.what}.`);
  }
  await requireAllPass(db, checks, 'after all policies were put back');
  console.log(`${mutations.length} changes of policies, ${checks.length} checks: ${unnoticed} unnoticed`);
  return mutations.length > 0 && unnoticed === 0;
}

const db = await openDatabase();
try {
  await addFixtures(db);
  process.exitCode = (await mutateAll(db)) ? 0 : 1;
} finally {
  await db.close();
}
