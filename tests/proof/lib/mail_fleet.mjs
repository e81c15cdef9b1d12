// What the proof of the mails runs: a scratch database, the local model server as a program, and the
// shipped program for all else.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

import postgres from 'postgres';

import { answers } from '../../../tools/lib/net.mjs';
import { makeScratchDatabase } from '../../../tools/lib/scratch_database.mjs';
import { childEnvironment, root } from '../../../tools/lib/settings.mjs';

const kModel = 'fairlead-extractive-summary-1';
const kMostRuns = 300;

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const linesOf = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

export class MailFleet {
  #program = process.env.FAIRLEAD_PROGRAM ?? path.join(root, 'build/release/native/fairlead');
  #folder;
  #database;
  #model;

  /** `folder` is for what the model server logs. */
  static async open(folder) {
    const fleet = new MailFleet();
    fleet.#folder = folder;
    fleet.#database = await makeScratchDatabase({ seeded: false });
    fleet.sql = postgres(fleet.#database.url('worker'), { max: 2, onnotice: () => undefined });
    fleet.owner = postgres(fleet.#database.url('owner'), { max: 1, onnotice: () => undefined });
    await fleet.#startModel();
    return fleet;
  }

  async #startModel() {
    const port = await freePort();
    this.modelUrl = `http://127.0.0.1:${port}`;
    const env = childEnvironment({ FAIRLEAD_MODEL_PORT: String(port), FAIRLEAD_MODEL_LOG: this.#effectsFile });
    const options = { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] };
    this.#model = spawn('node', ['tools/model-server/server.mjs'], options);
    if (!(await answers(`${this.modelUrl}/health`))) throw new Error('The model server does not answer.');
  }

  async close() {
    this.#model?.kill();
    await this.sql.end();
    await this.owner.end();
    await this.#database.drop();
  }

  /** A mail account of a tenant of its own; gives its id. */
  newAccount() {
    return this.owner.begin(async (sql) => {
      await sql`set local role fairlead_admin`;
      const [tenant] = await sql`insert into tenants (name) values ('MY Proof') returning tenant_id`;
      const [account] = await sql`
        insert into credentials (tenant_id, provider, address)
        values (${tenant.tenant_id}, 'imap', 'bridge@proof.example') returning account_id`;
      return account.account_id;
    });
  }

  #run(args, env = {}) {
    const settings = { FAIRLEAD_WORKER_URL: this.#database.url('worker'), ...env };
    const options = { env: childEnvironment(settings), encoding: 'utf8', maxBuffer: 1 << 28 };
    const { status, signal, stdout, stderr, error } = spawnSync(this.#program, args, options);
    if (error) throw error;
    // 0 done, 1 done with failures: both are orderly.
    if (signal || status > 1)
      throw new Error(`${args.join(' ')} ended with ${signal ?? status}: ${stderr.slice(-2000)}`);
    return { stdout, log: linesOf(stderr) };
  }

  /** Imports a Maildir, each mail with its job; gives the import's own report. */
  import(account, maildir) {
    const args = ['mail', 'import', '--account', account, '--maildir', maildir, '--json'];
    return JSON.parse(this.#run(args, { WORKER_MODE: 'true' }).stdout);
  }

  /** Asks the model server to fail, or not to any more. */
  async setFaults(plan) {
    const body = plan && JSON.stringify(plan);
    const response = await fetch(`${this.modelUrl}/control`, { method: plan ? 'POST' : 'DELETE', body });
    if (!response.ok) throw new Error(await response.text());
  }

  /**
   * `work queue --once` until no job waits, the clock put forward to the next one's time between two runs.
   *
   * @returns the lines that the workers logged, and in how many runs
   */
  async work(env = {}) {
    const log = [];
    for (let runs = 1; runs <= kMostRuns; runs++) {
      log.push(...this.#run(['work', 'queue', '--once', '--json'], { ...this.#workerSettings(), ...env }).log);
      const [{ waiting }] = await this.sql`select count(*)::integer as waiting from ai_jobs where status = 'queued'`;
      if (waiting === 0) return { log, runs };
      await this.sql`update provider_state set retry_at = clock_timestamp() where breaker <> 'closed'`;
      await this.sql`update ai_jobs set run_after = clock_timestamp() where status = 'queued'`;
    }
    throw new Error(`Jobs still wait after ${kMostRuns} runs.`);
  }

  #workerSettings() {
    return {
      AI_BASE_URL: `${this.modelUrl}/v1`,
      AI_MODEL: kModel,
      AI_PROVIDER: 'mistral',
      AI_PROMPT_USD: '0.1',
      AI_COMPLETION_USD: '0.3',
      MISTRAL_API_KEY: 'none-is-needed',
    };
  }

  get #effectsFile() {
    return path.join(this.#folder, 'effects.jsonl');
  }

  /** What the model server answered since the last call, by its own log. */
  takeEffects() {
    const effects = existsSync(this.#effectsFile) ? linesOf(readFileSync(this.#effectsFile, 'utf8')) : [];
    truncateSync(this.#effectsFile);
    return effects;
  }
}
