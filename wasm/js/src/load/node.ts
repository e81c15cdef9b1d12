import { readFileSync } from 'node:fs';
import { AbiCore } from '../abi.js';

/** Node, Bun and Deno: the file beside this package's scripts, read at the first question. */
export const core = new AbiCore(() => {
  const file = new URL('../core.wasm', import.meta.url);
  return new WebAssembly.Module(readFileSync(file));
});
