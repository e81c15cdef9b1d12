// The vectors again, for the runner takes this folder through every version of Node there is.
import '../wasm/vectors.test.mjs';
