import type { Provenance } from './provenance.js';

/** What the build found; the script beside it is written by the build. */
export declare const facts: Provenance;
