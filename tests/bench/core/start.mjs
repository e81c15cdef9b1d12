// From the start of a process to its first answer: in workerd, with the package bundled as for a
// deployment, and in Node.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { leastOf } from '../measure.mjs';
import { row } from '../rows.mjs';

const here = fileURLToPath(new URL('start/', import.meta.url));
const workerd = createRequire(import.meta.url).resolve('workerd/bin/workerd');

const kWorkers = ['empty', 'ours', 'cedar'];
const kRounds = 25;
const kMostBeyondEmpty = 6;

/** Bundles a worker into a folder; gives the names of its WebAssembly modules, copied beside it. */
async function bundle(name, folder) {
  const { outputFiles } = await build({
    entryPoints: [path.join(here, `${name}.mjs`)],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['workerd', 'worker'],
    loader: { '.json': 'text', '.wasm': 'copy' },
    assetNames: '[name]-[hash]',
  });
  for (const { path: file, contents } of outputFiles) writeFileSync(file, contents);
  return outputFiles.map(({ path: file }) => path.basename(file)).filter((file) => file.endsWith('.wasm'));
}

function configuration(name, modules) {
  const wasm = modules.map((file) => `, (name = "./${file}", wasm = embed "${file}")`).join('');
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = "${name}.mjs", esModule = embed "${name}.mjs")${wasm}],
  compatibilityDate = "2026-08-01"
);`;
}

/** Milliseconds from the start of workerd to the whole first answer, which must be `true`. */
async function firstAnswer(file) {
  const began = performance.now();
  const child = spawn(workerd, ['serve', '--control-fd=3', file], { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
  try {
    const [line] = await new Promise((resolve, reject) => {
      child.stdio[3].once('data', (bytes) => resolve(bytes.toString().split('\n')));
      child.once('exit', (status) => reject(new Error(`workerd ended with ${status}.`)));
    });
    const answer = await fetch(`http://127.0.0.1:${JSON.parse(line).port}/`);
    if ((await answer.text()) !== 'true') throw new Error(`The worker answers ${answer.status}.`);
    return performance.now() - began;
  } finally {
    child.removeAllListeners('exit').kill();
  }
}

async function isolates() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairlead-bench-'));
  try {
    const works = {};
    for (const name of kWorkers) {
      const file = path.join(folder, `${name}.capnp`);
      writeFileSync(file, configuration(name, await bundle(name, folder)));
      works[name] = () => firstAnswer(file);
    }
    return await leastOf(works, kRounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const kFirstVerdict = {
  ours: `import { readFileSync } from 'node:fs';
    const [registry, request] = [process.argv[1], process.argv[2]].map((file) => readFileSync(file, 'utf8'));
    const began = performance.now();
    const { Registry } = await import('@fairlead/core/action');
    if (!Registry.load(registry).evaluate(JSON.parse(request)).allowed) process.exit(1);
    console.log(performance.now() - began);`,
  cedar: `import { readFileSync } from 'node:fs';
    const [registry, request] = [process.argv[1], process.argv[2]].map((file) => readFileSync(file, 'utf8'));
    const { callOf, policiesOf } = await import(process.argv[3]);
    const staticPolicies = policiesOf(JSON.parse(registry));
    const began = performance.now();
    const { default: cedar } = await import('@cedar-policy/cedar-wasm/nodejs');
    cedar.preparsePolicySet('registry', { staticPolicies });
    const call = { ...callOf(JSON.parse(request), 'part'), preparsedPolicySetId: 'registry' };
    if (cedar.statefulIsAuthorized(call).response.decision !== 'allow') process.exit(1);
    console.log(performance.now() - began);`,
};

/** Milliseconds from the import to the first verdict, in a Node of its own. */
function firstVerdict(script) {
  const at = (name) => fileURLToPath(new URL(name, import.meta.url));
  const args = [at('../../../edge/registry/actions.json'), at('request.json'), at('cedar.mjs')];
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script, ...args], { encoding: 'utf8' }));
}

export async function start() {
  const spawned = await isolates();
  const imported = await leastOf(
    { ours: () => firstVerdict(kFirstVerdict.ours), cedar: () => firstVerdict(kFirstVerdict.cedar) },
    kRounds,
  );
  const unit = 'ms';
  const most = Number((spawned.empty + kMostBeyondEmpty).toFixed(1));
  return [
    row('start: workerd, spawn to first verdict', {
      ours: spawned.ours,
      peer: spawned.empty,
      peerName: 'empty worker',
      unit,
      target: { most },
    }),
    row('start: workerd, spawn to first verdict', { ours: spawned.ours, peer: spawned.cedar, peerName: 'Cedar', unit }),
    row('start: Node, import to first verdict', { ours: imported.ours, peer: imported.cedar, peerName: 'Cedar', unit }),
  ];
}
