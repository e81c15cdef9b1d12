// The temporary folder of a run's clusters. The schema is made once, in a cluster that all others are
// copies of.
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { programs } from '../../../tools/lib/postgres.mjs';
import { root } from '../../../tools/lib/settings.mjs';
import { Cluster, asOwner, asRoot, kRoles, password } from './cluster.mjs';
import { freePort } from './ports.mjs';
import { shipped } from './shipped.mjs';

const kConfiguration = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 200
fsync = on
synchronous_commit = on
full_page_writes = on
log_line_prefix = '%m [%p] %q%u '
jit = off
timezone = 'UTC'
`;

function runAsOwner(command) {
  const [first, ...rest] = [...asOwner, ...command];
  execFileSync(first, rest, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
}

/** The folder that holds the clusters of one run, and what new ones are copied from. */
export class ClusterFolder {
  #template = null;

  constructor() {
    this.folder = mkdtempSync(path.join(os.tmpdir(), 'fairlead-chaos-'));
    if (asRoot) chownSync(this.folder, ...['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres']))));
    chmodSync(this.folder, 0o755);
    process.on('exit', () => this.remove());
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A new cluster with the schema, not started. `name` is new in this folder. */
  async copy(name, log) {
    this.#template ??= this.#makeTemplate(log);
    const data = path.join(this.folder, name);
    runAsOwner(['cp', '-a', await this.#template, data]);
    return new Cluster(data, { port: await freePort(), log });
  }

  async #makeTemplate(log) {
    const data = path.join(this.folder, 'template');
    const passwordFile = path.join(this.folder, 'password');
    writeFileSync(passwordFile, password, { mode: 0o644 });
    const how = ['-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'scram-sha-256', '-k', '-N'];
    runAsOwner([path.join(programs(), 'initdb'), '-D', data, ...how, `--pwfile=${passwordFile}`]);
    rmSync(passwordFile);
    appendFileSync(path.join(data, 'postgresql.conf'), kConfiguration);
    // Hosts of their own, in network namespaces, are let in by password too.
    appendFileSync(path.join(data, 'pg_hba.conf'), 'host all,replication all 0.0.0.0/0 scram-sha-256\n');
    const cluster = new Cluster(data, { port: await freePort(), log });
    try {
      await cluster.start();
      await makeSchema(cluster);
    } finally {
      await cluster.stop();
    }
    return data;
  }
}

async function makeSchema(cluster) {
  const read = (file) => readFileSync(path.join(root, 'native/sql', file), 'utf8');
  const postgresDatabase = cluster.connect('superuser', { database: 'postgres' });
  await postgresDatabase.unsafe(read('roles.sql'));
  const logins = Object.values(kRoles).filter((role) => role !== 'postgres');
  await postgresDatabase.unsafe(logins.map((role) => `alter role ${role} password '${password}';`).join('\n'));
  await postgresDatabase.unsafe('create database fairlead owner fairlead_owner');
  await postgresDatabase.end();
  await cluster.sql('superuser').unsafe(read('database.sql'));
  execFileSync(shipped, ['db', 'migrate'], {
    env: { ...process.env, FAIRLEAD_OWNER_URL: cluster.url('owner') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
