import create from '../schema.mjs';
import { load } from './embind_module.js';

/** Browsers: the Embind module schema.wasm, fetched once as this script loads. */
export const core = await load(create, new URL('../schema.wasm', import.meta.url));
