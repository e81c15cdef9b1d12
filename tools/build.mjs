// npm run build [native|wasm|package|page…]: builds what changed; everything unless told what.
import * as builds from './lib/builds.mjs';
import { step, stopWith } from './lib/steps.mjs';

const parts = {
  native: ['native program', builds.native],
  wasm: ['WebAssembly modules', builds.wasm],
  package: ['npm package', builds.npmPackage],
  page: ['page', builds.page],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Known: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
try {
  for (const [name, [title, work]] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) await step(title, work);
  }
} catch (error) {
  stopWith(error);
}
