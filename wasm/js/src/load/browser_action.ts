import create from '../action.mjs';
import { load } from './embind_module.js';

/** Browsers: the Embind module action.wasm, fetched once as this script loads. */
export const core = await load(create, new URL('../action.wasm', import.meta.url));
