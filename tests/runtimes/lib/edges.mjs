// Edge runtimes: workerd as wrangler bundles for it, and Vercel's as its build does.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { EdgeRuntime } from 'edge-runtime';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const versionOf = (name) => require(`${name}/package.json`).version;

/** workerd; from August 2026 on its compatibility dates turn `nodejs_compat` on by themselves. */
const workerd = (name, compatibility_date, nodeCompat) => ({
  name,
  version: () => versionOf('workerd'),
  async run(folder, cases) {
    const { unstable_startWorker } = await import('wrangler');
    process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
    const config = join(folder, `wrangler-${compatibility_date}.json`);
    const settings = { name: 'suite', main: 'worker.mjs', compatibility_date, send_metrics: false };
    writeFileSync(config, JSON.stringify(settings));
    const dev = { server: { hostname: '127.0.0.1', port: 0 }, inspector: false, logLevel: 'warn', persist: false };
    const worker = await unstable_startWorker({ config, dev });
    try {
      const answered = await ask((body) => worker.fetch('http://suite.test/', { method: 'POST', body }), cases);
      if (answered.node !== nodeCompat) throw new Error(`nodejs_compat is ${answered.node ? 'on' : 'off'}`);
      return answered;
    } finally {
      await worker.dispose();
    }
  },
});

async function ask(fetch, cases) {
  const wrong = await fetch('{}');
  if (wrong.status !== 400) throw new Error(`{} was answered ${wrong.status}: ${await wrong.text()}`);
  const response = await fetch(JSON.stringify(cases));
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/** As Vercel builds edge functions: `…?module` becomes a global that holds the compiled module. */
const moduleAsGlobal = {
  name: 'wasm?module',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -'?module'.length)),
      namespace: 'module',
    }));
    onLoad({ filter: /.*/, namespace: 'module' }, () => ({ contents: 'export default globalThis.wasm_core;' }));
  },
};

async function bundled(folder, entry, conditions) {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    target: 'es2022',
    conditions,
    plugins: [moduleAsGlobal],
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

const coreBytes = (folder) => readFileSync(join(folder, 'node_modules/@fairlead/core/dist/core.wasm'));

const vercel = {
  name: 'Vercel edge',
  version: () => versionOf('edge-runtime'),
  async run(folder, cases) {
    const wasm_core = new WebAssembly.Module(coreBytes(folder));
    const runtime = new EdgeRuntime({
      // In production neither text nor bytes may be compiled.
      codeGeneration: { strings: false, wasm: false },
      extend: (context) => Object.assign(context, { wasm_core }),
      initialCode: await bundled(folder, 'edge_function.mjs', ['edge-light', 'import']),
    });
    return ask((body) => runtime.dispatchFetch('http://suite.test/', { method: 'POST', body }), cases);
  },
};

const unknown = {
  name: 'a runtime without a loader, by init()',
  version: () => versionOf('edge-runtime'),
  async run(folder, cases) {
    const initialCode = await bundled(folder, 'given.mjs', ['import']);
    const runtime = new EdgeRuntime({ codeGeneration: { strings: false, wasm: true }, initialCode });
    return JSON.parse(await runtime.context.run(coreBytes(folder), JSON.stringify(cases)));
  },
};

export const edges = [
  workerd('workerd with nodejs_compat', '2026-11-01', true),
  workerd('workerd without nodejs_compat', '2026-08-03', false),
  vercel,
  unknown,
];
