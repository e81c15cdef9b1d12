import { AbiCore } from '../abi.js';
import module from '../core.wasm';

/** Cloudflare Workers: the module arrives compiled and is instantiated as the isolate starts. */
export const core = new AbiCore(() => module).start();
