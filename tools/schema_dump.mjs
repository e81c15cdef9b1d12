// tools/schema-dump [--check]: writes native/sql/schema.sql, the schema that all migrations give, or
// with --check fails where the file is not that. The same migrations give the same bytes each time.
//
// Dumps of another major version of PostgreSQL are worded otherwise; with one of those --check says so
// and compares nothing.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { programs } from './lib/postgres.mjs';
import { makeScratchDatabase } from './lib/scratch_database.mjs';
import { root, shown } from './lib/settings.mjs';

const file = path.join(root, 'native/sql/schema.sql');

/** pg_dump's text without what differs between machines and minor versions. */
function dump(url) {
  // Newer minor versions write \restrict with a random key unless given one.
  const text = execFileSync(
    path.join(programs(), 'pg_dump'),
    ['--schema-only', '--restrict-key=fairlead', `--dbname=${url}`],
    {
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    },
  );
  const major = text.match(/^-- Dumped from database version (\d+)/m)[1];
  const body = text
    .replace(/^-- Dumped .*\n/gm, '')
    .replace(/^\\(un)?restrict .*\n/gm, '')
    .replace(/\n{3,}/g, '\n\n');
  const head = `-- The schema that the migrations give, as PostgreSQL ${major} dumps it. Made by tools/schema-dump; do not edit.\n`;
  return { major, text: `${head}${body.trim()}\n` };
}

/** The first line in which two texts differ, for the message. */
function firstDifference(had, made) {
  const [before, after] = [had.split('\n'), made.split('\n')];
  const at = after.findIndex((line, i) => line !== before[i]);
  const line = at < 0 ? after.length : at;
  return `line ${line + 1}:\n  - ${before[line] ?? ''}\n  + ${after[line] ?? ''}`;
}

function check({ major, text }) {
  const had = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const of = had.match(/as PostgreSQL (\d+) dumps it/)?.[1] ?? major;
  if (of !== major) {
    console.log(`${shown(file)} was taken with PostgreSQL ${of}, here is ${major}: not compared.`);
  } else if (had === text) {
    console.log(`${shown(file)} is what the migrations give.`);
  } else {
    console.error(
      `${shown(file)} is not what the migrations give, from ${firstDifference(had, text)}\nRun tools/schema-dump and commit the file.`,
    );
    process.exitCode = 1;
  }
}

const [option] = process.argv.slice(2);
if (option !== undefined && option !== '--check') {
  console.error('Usage: tools/schema-dump [--check]');
  process.exit(2);
}
const database = await makeScratchDatabase({ seeded: false });
try {
  const dumped = dump(database.url('owner'));
  if (option) check(dumped);
  else {
    writeFileSync(file, dumped.text);
    console.log(`${shown(file)} is written.`);
  }
} finally {
  await database.drop();
}
