// A PostgreSQL of its own: a cluster below a temporary folder, on a port of its own, with the schema
// in its database `fairlead`. It is killed and started again at will; fsync and synchronous_commit
// are on. Passwords are made anew for each run.
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import postgres from 'postgres';

import { programs } from '../../../tools/lib/postgres.mjs';
import { Program } from './program.mjs';

export const asRoot = process.getuid() === 0;
/** What a command starts with that PostgreSQL's user is to run. */
export const asOwner = asRoot
  ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--reset-env', '--']
  : [];
/** Of every role that may log in. */
export const password = randomBytes(24).toString('base64url');
export const kRoles = {
  superuser: 'postgres',
  owner: 'fairlead_owner',
  edge: 'fairlead_edge',
  worker: 'fairlead_worker',
};

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
    rmSync(this.data, { recursive: true, force: true });
  }
}

function killIfThere(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
