/** Bundlers for workerd give an import of a .wasm file as a compiled module. */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}

/** So does Vercel's edge runtime, when asked this way. */
declare module '*.wasm?module' {
  const module: WebAssembly.Module;
  export default module;
}

/** The JavaScript half of an Embind module. */
declare module '*.mjs' {
  type Receive = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;
  const create: (options: {
    instantiateWasm(imports: WebAssembly.Imports, receive: Receive): object;
  }) => Promise<Record<string, (...inputs: unknown[]) => unknown>>;
  export default create;
}
