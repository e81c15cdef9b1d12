// Everything that is built, by CMake's presets and the workspaces' own build scripts; each build
// does only what changed.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

import { buildIfChanged } from './fresh.mjs';
import { root } from './settings.mjs';
import { run } from './steps.mjs';

const modified = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Configures a preset where it is new or the presets changed; CMake itself sees to all else. */
async function configure(preset) {
  const cache = path.join(root, 'build', preset, 'CMakeCache.txt');
  const ready = existsSync(path.join(root, 'build', preset, 'build.ninja'));
  if (ready && modified(cache) >= modified(path.join(root, 'CMakePresets.json'))) return;
  await run(`configure ${preset}`, `configure-${preset}`, ['cmake', '--preset', preset]);
}

/**
 * Builds a preset, or only the targets named. Two builds of one tree wait for each other.
 *
 * @param options.keepGoing to find all faults and not only the first
 */
export async function cmake(preset, targets = [], { keepGoing = false } = {}) {
  await configure(preset);
  const chosen = targets.flatMap((target) => ['--target', target]);
  const build = ['cmake', '--build', '--preset', preset, ...chosen, ...(keepGoing ? ['--', '-k', '0'] : [])];
  await run(`build ${preset}`, `build-${preset}`, ['flock', `build/${preset}/build.lock`, ...build]);
}

/** The program `fairlead`. */
export const native = () => cmake('release', ['fairlead']);

/** The C ABI module and the Embind modules. */
export async function wasm() {
  await cmake('wasm-abi');
  await cmake('wasm-embind');
}

const kModules = [
  'abi/core.wasm',
  ...['action', 'job', 'rank', 'schema', 'token'].map((name) => `embind/${name}.wasm`),
].map((file) => `build/wasm-${path.dirname(file)}/wasm/${file}`);

/** The npm package over them, in wasm/js/dist. */
export async function npmPackage() {
  const inputs = ['wasm/js', ...kModules];
  await buildIfChanged('package', { inputs, output: 'wasm/js/dist/index.js' }, () =>
    run('build the npm package', 'build-package', ['npm', 'run', 'build', '--workspace', 'wasm/js']),
  );
}

/** The page, in web/dist. */
export async function page() {
  const inputs = ['web', 'build/stamps/package'];
  await buildIfChanged('page', { inputs, output: 'web/dist/index.html' }, () =>
    run('build the page', 'build-page', ['npm', 'run', 'build', '--workspace', 'web']),
  );
}
