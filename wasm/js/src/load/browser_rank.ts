import create from '../rank.mjs';
import { load } from './embind_module.js';

/** Browsers: the Embind module rank.wasm, fetched once as this script loads. */
export const core = await load(create, new URL('../rank.wasm', import.meta.url));
