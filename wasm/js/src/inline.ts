import { base64 } from './core_base64.js';
import { init } from './init.js';

await init(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));

export * from './index.js';
