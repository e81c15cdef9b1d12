import { core } from '#core/init';
import { FairleadError } from './error.js';

/** The type of the runtime's own `WebAssembly.Module`, where a program has that runtime's types. */
export type CompiledModule = typeof globalThis extends { WebAssembly: { Module: new (bytes: never) => infer Known } }
  ? Known
  : never;

/** The type of the runtime's own `Response`, likewise. */
export type ModuleResponse = typeof globalThis extends { Response: new () => infer Known } ? Known : never;

/** Anything a WebAssembly module can be had from. */
export type ModuleSource = CompiledModule | ArrayBuffer | ArrayBufferView | ModuleResponse;

/**
 * Gives the package its `core.wasm`, in a runtime that cannot find the file by itself or before it
 * is looked for. Objects compiled before are compiled again when they are next asked.
 *
 * @param source - the compiled module, its bytes, or the response that brings them; or a promise of it
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
export async function init(source: ModuleSource | Promise<ModuleSource>): Promise<void> {
  core.use(await compiled(await source));
}

async function compiled(source: ModuleSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof Response && !source.ok) {
    throw missing(`${source.url || 'The response given to init()'} answers ${source.status}`);
  }
  const bytes = source instanceof Response ? await source.arrayBuffer() : source;
  return WebAssembly.compile(bytes as BufferSource).catch((error: unknown) => {
    throw missing(`What init() was given is no WebAssembly module (${String(error)})`);
  });
}

function missing(what: string): FairleadError {
  return new FairleadError('module_missing', `${what}; give it core.wasm of @fairlead/core.`);
}
