// A PostgreSQL of its own: a cluster below a temporary folder, on a port of its own, with the schema
// in its database `fairlead`. It is killed and started again at will; fsync and synchronous_commit
// are on. Passwords are made anew for each run.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import postgres from 'postgres';

import { programs } from '../../../tools/lib/postgres.mjs';
import { root } from '../../../tools/lib/settings.mjs';
import { freePort } from './ports.mjs';
import { Program } from './program.mjs';
import { shipped } from './shipped.mjs';

const asRoot = process.getuid() === 0;
const asOwner = asRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--reset-env', '--'] : [];
const password = randomBytes(24).toString('base64url');
const kRoles = { superuser: 'postgres', owner: 'fairlead_owner', edge: 'fairlead_edge', worker: 'fairlead_worker' };
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

export class Cluster {
  #process = null;
  #clients = new Map();
  #started = [];

  constructor(data, { port, log }) {
    Object.assign(this, { data, port, log });
  }

  /** The address for a role: superuser, owner, edge, worker. */
  url(role, { host = '127.0.0.1', port = this.port, database = 'fairlead' } = {}) {
    return `postgres://${kRoles[role]}:${password}@${host}:${port}/${database}`;
  }

  /** One more connection, to be ended by whoever opened it. */
  connect(role, { database, max = 1 } = {}) {
    return postgres(this.url(role, { database }), { max, onnotice: () => undefined, connect_timeout: 5 });
  }

  /** A connection that is shared, and opened anew where it broke. */
  sql(role) {
    if (!this.#clients.has(role)) this.#clients.set(role, this.connect(role));
    return this.#clients.get(role);
  }

  /**
   * Starts it and waits until it lets in; after a kill it first recovers what was committed.
   *
   * @param options.settings PostgreSQL's, by name; options.env further environment; as the last time
   *   where left out
   */
  async start(options) {
    if (options) this.#started = options;
    const { settings = {}, env = {} } = this.#started;
    const flags = Object.entries({ port: this.port, ...settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const command = [
      ...asOwner,
      'env',
      '-C',
      '/',
      ...variables,
      path.join(programs(), 'postgres'),
      '-D',
      this.data,
      ...flags,
    ];
    const giveUp = Date.now() + 60_000;
    while (Date.now() < giveUp) {
      // Processes of the server killed before may still hold its memory: it ends at once then.
      if (!this.#process || this.#process.over) this.#process = new Program(command, { log: this.log });
      if (await this.#letsIn()) return;
      await sleep(50);
    }
    throw new Error(`PostgreSQL did not start within a minute: ${this.log}`);
  }

  async #letsIn() {
    const sql = this.connect('superuser', { database: 'postgres' });
    try {
      await sql`select 1`;
      return true;
    } catch {
      return false;
    } finally {
      await sql.end({ timeout: 1 }).catch(() => undefined);
    }
  }

  /** SIGKILL to all of its processes at once, as a machine that loses its power ends them. */
  async kill() {
    const { pid } = this.#process;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    this.#process.signal('SIGKILL');
    for (const child of children) killIfThere(Number(child));
    await this.#process.gone;
  }

  /** Ends it in order; its connections are closed. */
  async stop() {
    await Promise.all([...this.#clients.values()].map((sql) => sql.end({ timeout: 1 }).catch(() => undefined)));
    this.#clients.clear();
    if (!this.#process || this.#process.over) return;
    this.#process.signal('SIGCONT');
    this.#process.signal('SIGINT');
    await this.#process.gone;
  }

  remove() {
    if (existsSync(this.data)) rmSync(this.data, { recursive: true, force: true });
  }
}

function killIfThere(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
