import { core } from '#core/init';
import { FairleadError } from './error.js';

/** Anything a WebAssembly module can be had from. */
export type ModuleSource = WebAssembly.Module | BufferSource | Response | Promise<Response>;

/**
 * Gives the package its `core.wasm`, in a runtime that cannot find the file by itself or before it
 * is looked for. Objects compiled before are compiled again when they are next asked.
 *
 * @param source - the compiled module, its bytes, or the response that brings them
 *
 * @throws FairleadError `module_missing` when no module comes; `module_foreign` or `abi_version` at the first question,
 *   when it is another than this package's
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { init } from '@fairlead/core/init';
 * import { canonicalize } from '@fairlead/core/json';
 *
 * await init(readFile(new URL(import.meta.resolve('@fairlead/core/core.wasm'))));
 * console.log(canonicalize('[1.0]')); // [1]
 * ```
 */
export async function init(source: ModuleSource): Promise<void> {
  core.use(await compiled(await source));
}

async function compiled(source: WebAssembly.Module | BufferSource | Response): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof Response && !source.ok) {
    throw missing(`${source.url || 'The response given to init()'} answers ${source.status}`);
  }
  const bytes = source instanceof Response ? await source.arrayBuffer() : source;
  return WebAssembly.compile(bytes).catch((error: unknown) => {
    throw missing(`What init() was given is no WebAssembly module (${String(error)})`);
  });
}

function missing(what: string): FairleadError {
  return new FairleadError('module_missing', `${what}; give it core.wasm of @fairlead/core.`);
}
