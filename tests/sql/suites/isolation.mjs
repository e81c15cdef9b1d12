import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { isolationChecks, tables } from '../isolation.mjs';
import { db } from '../support/shared.mjs';

const checks = await isolationChecks(db);

describe('isolation', () => {
  test('every table is checked', async () => {
    const rows = await db.owner`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and relname <> 'schema_version' order by relname`;
    assert.deepEqual(rows.map(({ relname }) => relname).sort(), tables);
  });
  for (const { name, run } of checks) test(name, () => run(db));
});
