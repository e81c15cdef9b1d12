// What the package was made of and with: read from what CMake noted of its builds, from the tools
// themselves and from git. The same source and tools give the same text, so it holds no time.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
const builds = new URL('build/', root);
const kOurs = ['core', 'wasm', 'cmake', 'CMakeLists.txt', 'CMakePresets.json', 'package-lock.json'];

const text = (path, base = root) => readFileSync(new URL(path, base), 'utf8');
const firstLine = (command, ...options) =>
  execFileSync(command, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0];

function git(...options) {
  try {
    const command = ['-C', fileURLToPath(root), ...options];
    return execFileSync('git', command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/** The commit, and whether the sources differ from it; null where the sources came without git. */
function source() {
  const commit = git('rev-parse', 'HEAD');
  return commit === null ? null : { commit, modified: git('status', '--porcelain', '--', ...kOurs) !== '' };
}

/** Options that say something about the result: no names of folders and files. */
function telling(options) {
  const named = /^(-o|-c|-isystem)$/;
  return options.filter(
    (option, index) =>
      option.startsWith('-') && !/^(-I|-o$|-c$|-isystem)/.test(option) && !named.test(options[index - 1]),
  );
}

/** How a preset compiles one of its own files. */
function compilation(preset, file) {
  const commands = JSON.parse(text(`${preset}/compile_commands.json`, builds));
  const command = commands.find((one) => one.file.endsWith(file)).command.split(/\s+/);
  const first = command.findIndex((option) => option.startsWith('-'));
  return { compiler: command.slice(0, first), options: telling(command.slice(first)) };
}

/** The options with which a preset links a target. */
function linking(preset, file) {
  const ninja = text(`${preset}/build.ninja`, builds);
  const from = ninja.indexOf(`build ${file}: `);
  const [, flags] = /\n {2}LINK_FLAGS = (.*)/.exec(ninja.slice(from)) ?? [];
  return telling(flags.split(/\s+/)).filter((option) => !option.startsWith('-Wl,--export='));
}

function module(name, bytes) {
  const abi = name === 'core';
  const preset = abi ? 'wasm-abi' : 'wasm-embind';
  const target = abi ? 'wasm/abi/core.wasm' : `wasm/embind/${name}.mjs`;
  return {
    file: `${name}.wasm`,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    compile: compilation(preset, abi ? 'wasm/abi/abi.cpp' : `wasm/embind/${name}.cpp`).options.join(' '),
    link: linking(preset, target).join(' '),
  };
}

/** A version out of a C header. */
function defined(path, name) {
  return new RegExp(`#define ${name}\\s+"?([^"\\s]+)`).exec(text(path))[1];
}

function tools() {
  const versionOf = (preset, file) => firstLine(...compilation(preset, file).compiler, '--version');
  const binaryen = /(\S*wasm-opt) -O/.exec(text('wasm-abi/build.ninja', builds))?.[1];
  return {
    clang: versionOf('wasm-abi', 'wasm/abi/abi.cpp'),
    emscripten: versionOf('wasm-embind', 'wasm/embind/token.cpp'),
    binaryen: binaryen ? firstLine(binaryen, '--version') : null,
    boost: defined('.toolchain/boost/include/boost/version.hpp', 'BOOST_LIB_VERSION').replaceAll('_', '.'),
    libsodium: defined('.toolchain/libsodium/src/libsodium/include/sodium/version.h', 'SODIUM_VERSION_STRING'),
    typescript: createRequire(import.meta.url)('typescript/package.json').version,
  };
}

/**
 * The provenance of a package whose modules are in a folder.
 *
 * @param names of the modules, without `.wasm`
 */
export function provenance(folder, names) {
  const { name, version } = JSON.parse(text('wasm/js/package.json'));
  const modules = names.map((one) => module(one, readFileSync(new URL(`${one}.wasm`, folder))));
  return { name, version, source: source(), tools: tools(), modules };
}
