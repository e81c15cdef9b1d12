// A database of its own for tests and for the schema's dump: made, migrated, seeded, dropped.
//
// Addresses come from the environment (FAIRLEAD_SUPERUSER_URL, …_OWNER_URL, …_EDGE_URL, …_WORKER_URL),
// else from .data/secrets.env. With FAIRLEAD_PROGRAM set that program migrates and seeds; without it
// the files of native/sql are applied as it would apply them.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import postgres from 'postgres';

import { secrets } from './secrets.mjs';
import { root } from './settings.mjs';

const folder = path.join(root, 'native/sql');
const kVersionTable = `create table schema_version (
  version integer primary key, name text not null, checksum text not null,
  applied_at timestamptz not null default clock_timestamp())`;

function addressOf(role, database) {
  const name = `FAIRLEAD_${role.toUpperCase()}_URL`;
  const url = new URL(process.env[name] ?? secrets()[name]);
  if (database) url.pathname = `/${database}`;
  return url.href;
}

const read = (file) => readFileSync(path.join(folder, file), 'utf8');
const scripts = (below = '') =>
  readdirSync(path.join(folder, below))
    .filter((name) => /^\d+_.*\.sql$/.test(name))
    .sort()
    .map((name) => path.join(below, name));

/** Runs `work` with a connection and closes it. */
async function connected(url, work) {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function applyMigrations(sql) {
  await sql.unsafe(kVersionTable);
  for (const file of scripts()) {
    const text = read(file);
    const checksum = createHash('sha256').update(text).digest('hex');
    await sql.begin(async (transaction) => {
      await transaction.unsafe(text);
      await transaction`insert into schema_version (version, name, checksum) values (${parseInt(file, 10)}, ${file}, ${checksum})`;
    });
  }
}

function applySeeds(sql) {
  return sql.begin(async (transaction) => {
    await transaction`set local role fairlead_admin`;
    for (const file of scripts('seed')) await transaction.unsafe(read(file));
  });
}

/** `db migrate` or `db seed` by the program, or the same by hand. */
async function work(name, byHand, ownerUrl) {
  const program = process.env.FAIRLEAD_PROGRAM;
  if (!program) return connected(ownerUrl, byHand);
  const env = { ...process.env, FAIRLEAD_OWNER_URL: ownerUrl };
  execFileSync(program, ['db', name], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/**
 * Makes a database owned by fairlead_owner with the schema in it.
 *
 * @param options.seeded whether it gets the demo tenants
 * @returns its name; `url(role)` for superuser, owner, edge or worker; `seed()`, again if it was
 *   seeded before; and `drop()`
 */
export async function makeScratchDatabase({ seeded = true } = {}) {
  const name = `fairlead_test_${randomBytes(6).toString('hex')}`;
  const superuser = (database, statement) =>
    connected(addressOf('superuser', database), (sql) => sql.unsafe(statement));
  const drop = () => superuser(undefined, `drop database if exists "${name}" with (force)`);
  const seed = () => work('seed', applySeeds, addressOf('owner', name));
  await superuser(undefined, `create database "${name}" owner fairlead_owner`);
  try {
    await superuser(name, read('database.sql'));
    await work('migrate', applyMigrations, addressOf('owner', name));
    if (seeded) await seed();
  } catch (error) {
    await drop();
    throw error;
  }
  return { name, url: (role) => addressOf(role, name), seed, drop };
}
