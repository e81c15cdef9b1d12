// Builds dist/: the compiled TypeScript, beside it the wasm files that CMake made by the presets wasm-abi
// and wasm-embind, and the licences of all that is in them.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { abiTypes } from './tools/abi_types.mjs';
import { provenance } from './tools/provenance.mjs';

const here = new URL('.', import.meta.url);
const dist = new URL('dist/', here);
const generated = new URL('src/generated/', here);
const builds = new URL('../../build/', here);

const { exports } = JSON.parse(readFileSync(new URL('package.json', here), 'utf8'));
const embind = Object.keys(exports).flatMap((name) => /^\.\/(\w+)\.mjs$/.exec(name)?.[1] ?? []);
const files = [
  'wasm-abi/wasm/abi/core.wasm',
  ...embind.flatMap((name) => ['mjs', 'd.mts', 'wasm'].map((end) => `wasm-embind/wasm/embind/${name}.${end}`)),
];

function requireModules() {
  const missing = files.find((file) => !existsSync(new URL(file, builds)));
  if (!missing) return;
  console.error(`build/${missing} is missing: run "npm run build:wasm" at the root first.`);
  process.exit(1);
}

function copyModules() {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const file of files) {
    copyFileSync(new URL(file, builds), new URL(file.slice(file.lastIndexOf('/') + 1), dist));
  }
}

function copyLicences() {
  copyFileSync(new URL('../../LICENSE', here), new URL('LICENSE', dist));
  copyFileSync(new URL('NOTICES.md', here), new URL('NOTICES.md', dist));
}

/** Sources that say what the C header and the modules say. */
function generate() {
  mkdirSync(generated, { recursive: true });
  const header = readFileSync(new URL('../abi/fairlead.h', here), 'utf8');
  writeFileSync(new URL('core_exports.ts', generated), abiTypes(header));
  const base64 = readFileSync(new URL('core.wasm', dist)).toString('base64');
  writeFileSync(new URL('core_base64.js', dist), `export const base64 = '${base64}';\n`);
  const facts = JSON.stringify(provenance(dist, ['core', ...embind]), null, 2);
  writeFileSync(new URL('provenance_facts.js', dist), `export const facts = ${facts};\n`);
}

function compile() {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const project = fileURLToPath(new URL('tsconfig.json', here));
  execFileSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
}

requireModules();
copyModules();
copyLicences();
generate();
compile();
