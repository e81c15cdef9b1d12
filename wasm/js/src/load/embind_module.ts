import type create from '../action.mjs';
import { EmbindCore } from '../embind.js';
import { FairleadError } from '../error.js';

/** Fetches and starts one Embind module. */
export function load(factory: typeof create, url: URL): Promise<EmbindCore> {
  return new Promise((resolve, reject) => {
    const instantiateWasm = (
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) => {
      instantiate(url, imports).then(({ instance, module }) => receive(instance, module), reject);
      return {};
    };
    factory({ instantiateWasm }).then((module) => resolve(new EmbindCore(module)), reject);
  });
}

/** Compiles while the bytes arrive, unless the server calls the file by another MIME type. */
async function instantiate(url: URL, imports: WebAssembly.Imports): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new FairleadError(
      'module_missing',
      `${url.href} answers ${response.status}; serve the file that came with @fairlead/core there.`,
    );
  }
  const type = response.headers.get('content-type');
  return type === 'application/wasm'
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
