import { facts } from './provenance_facts.js';

/** How one WebAssembly module of the package was made. */
export interface ModuleProvenance {
  /** `core.wasm`, `action.wasm`, … */
  file: string;
  bytes: number;
  /** Hex SHA-256 of the file. */
  sha256: string;
  /** Options of the compiler for the concepts' code; files named as hot are built with `-O3` instead. */
  compile: string;
  /** Options of the linker, but for the list of exports. */
  link: string;
}

/** What the package was made of and with. */
export interface Provenance {
  name: string;
  version: string;
  /** The commit, and whether the sources differed from it; null when they came without git. */
  source: { commit: string; modified: boolean } | null;
  /** Versions, as the tools themselves tell them; `binaryen` is null where it was not there. */
  tools: {
    clang: string;
    emscripten: string;
    binaryen: string | null;
    boost: string;
    libsodium: string;
    typescript: string;
  };
  modules: ModuleProvenance[];
}

/**
 * The provenance of this copy of the package: commit, compilers, options, and the SHA-256 of each
 * module, to compare with a build of one's own. Equal sources and tools give equal modules.
 *
 * @example
 * ```ts
 * import { provenance } from '@fairlead/core/provenance';
 *
 * const core = provenance.modules.find(({ file }) => file === 'core.wasm');
 * console.log(provenance.source?.commit, core?.sha256);
 * ```
 */
export const provenance: Provenance = facts;
