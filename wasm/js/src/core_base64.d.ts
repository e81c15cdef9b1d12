/** The bytes of core.wasm; the script beside it is written by the build. */
export declare const base64: string;
