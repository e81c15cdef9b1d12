// The local model server as a process of its own, which writes down each answer that it gives.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { answers } from '../../../tools/lib/net.mjs';
import { freePort } from './ports.mjs';
import { Program } from './program.mjs';

const kAnswered = 200;

export class ModelServer {
  /** @returns a server on this machine's address `host` that answers `delayMs` late, as a large model does */
  static async start(folder, { delayMs = 0, name = 'model', host = '127.0.0.1' } = {}) {
    const model = new ModelServer();
    model.log = path.join(folder, `${name}-asks.jsonl`);
    model.port = await freePort();
    model.address = `http://${host}:${model.port}`;
    model.program = new Program(['node', 'tools/model-server/server.mjs'], {
      env: {
        FAIRLEAD_MODEL_ADDRESS: host,
        FAIRLEAD_MODEL_PORT: String(model.port),
        FAIRLEAD_MODEL_LOG: model.log,
      },
      log: path.join(folder, `${name}.log`),
    });
    const up = await answers(`${model.address}/health`, { gaveUp: () => model.program.over });
    if (!up) throw new Error(`The model server does not answer; see ${folder}`);
    if (delayMs > 0) await model.meet({ fault: 'slow', delay_ms: delayMs });
    return model;
  }

  /** What the next calls meet; the faults are those of tools/model-server/faults.mjs. */
  async meet(fault) {
    await fetch(`${this.address}/control`, { method: 'POST', body: JSON.stringify(fault) });
  }

  /** All calls that were answered well: {job, lease, ask}, from the server's own log. */
  asks() {
    if (!existsSync(this.log)) return [];
    const lines = readFileSync(this.log, 'utf8').split('\n').filter(Boolean);
    return lines
      .map((line) => JSON.parse(line))
      .filter(({ status, request_id }) => status === kAnswered && request_id)
      .map(({ request_id }) => {
        const [job, lease, ask] = request_id.split('.');
        return { job, lease, ask };
      });
  }

  stop() {
    return this.program.stop();
  }
}
