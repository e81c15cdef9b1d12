// Builds dist/: the compiled TypeScript, and beside it the wasm files that CMake made by the presets
// wasm-abi and wasm-embind.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = new URL('.', import.meta.url);
const dist = new URL('dist/', here);
const builds = new URL('../../build/', here);
const modules = ['action', 'rank', 'schema', 'token'];
const files = [
  'wasm-abi/wasm/abi/core.wasm',
  ...modules.flatMap((name) => [`wasm-embind/wasm/embind/${name}.mjs`, `wasm-embind/wasm/embind/${name}.wasm`]),
];

const missing = files.filter((file) => !existsSync(new URL(file, builds)));
if (missing.length > 0) {
  console.error(`build/${missing[0]} is missing: run "npm run build:wasm" at the root first.`);
  process.exit(1);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
for (const file of files) {
  copyFileSync(new URL(file, builds), new URL(file.slice(file.lastIndexOf('/') + 1), dist));
}
const bytes = readFileSync(new URL('core.wasm', dist));
writeFileSync(new URL('core_base64.js', dist), `export const base64 = '${bytes.toString('base64')}';\n`);

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
execFileSync(process.execPath, [compiler, '-p', fileURLToPath(new URL('tsconfig.json', here))], {
  stdio: 'inherit',
});
