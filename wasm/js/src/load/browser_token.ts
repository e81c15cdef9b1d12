import create from '../token.mjs';
import { load } from './embind_module.js';

/** Browsers: the Embind module token.wasm, fetched once as this script loads. */
export const core = await load(create, new URL('../token.wasm', import.meta.url));
