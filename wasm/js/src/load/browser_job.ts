import create from '../job.mjs';
import { load } from './embind_module.js';

/** Browsers: the Embind module job.wasm, fetched once as this script loads. */
export const core = await load(create, new URL('../job.wasm', import.meta.url));
