// The two WebAssembly builds as the package sees them, whatever runtime the tests are in.
import { readFileSync } from 'node:fs';

import { AbiCore } from '../../../wasm/js/dist/abi.js';
import { EmbindCore } from '../../../wasm/js/dist/embind.js';

export const dist = new URL('../../../wasm/js/dist/', import.meta.url);

/** Which Embind module has a concept's operations. */
const kModules = {
  action: 'action',
  audit: 'action',
  embedding: 'rank',
  flag: 'job',
  job: 'job',
  json: 'schema',
  rank: 'rank',
  schema: 'schema',
  token: 'token',
};
export const moduleNames = [...new Set(Object.values(kModules))].sort();

export const compiled = (name) => new WebAssembly.Module(readFileSync(new URL(`${name}.wasm`, dist)));

/** The C ABI module: one core for all concepts. */
export function abi() {
  const core = new AbiCore(() => compiled('core'));
  return () => core;
}

/** The Embind modules: a core for each concept. */
export async function embind() {
  const cores = new Map();
  for (const name of moduleNames) cores.set(name, await embindModule(name));
  return (concept) => cores.get(kModules[concept]);
}

/** One of the Embind modules, or what a test made of its file. */
export async function embindModule(name, module = compiled(name)) {
  const { default: create } = await import(new URL(`${name}.mjs`, dist));
  const instantiateWasm = (imports, receive) => {
    const instance = new WebAssembly.Instance(module, imports);
    receive(instance, module);
    return instance.exports;
  };
  return new EmbindCore(await create({ instantiateWasm }));
}
