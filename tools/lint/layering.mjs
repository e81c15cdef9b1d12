// Arrows point inwards only: the core knows none of its hosts and touches no input or output, and a
// host knows the core but not another host.
//
//   node tools/lint/layering.mjs [folder]     the repository, or a tree laid out like it
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url)));

/** Headers by which code would reach the world, the clock, chance or other threads. */
const kImpure = new Set([
  ...['cstdio', 'stdio.h', 'iostream', 'istream', 'ostream', 'fstream', 'filesystem', 'syncstream', 'print'],
  ...['chrono', 'ctime', 'time.h', 'random', 'thread', 'mutex', 'shared_mutex', 'condition_variable', 'future'],
  ...['atomic', 'csignal', 'signal.h', 'unistd.h', 'fcntl.h', 'curl/curl.h', 'libpq-fe.h', 'spdlog/spdlog.h'],
  ...['stop_token', 'semaphore', 'barrier', 'latch', 'sys/socket.h', 'sys/stat.h', 'sys/time.h', 'openssl/evp.h'],
]);

/** Folder → what of ours it may include. What both wasm bindings share lies in wasm/ itself. */
const kMayInclude = {
  core: /^core\//,
  'wasm/abi': /^(core\/|wasm\/abi\/|wasm\/[^/]+$)/,
  'wasm/embind': /^(core\/|wasm\/embind\/|wasm\/[^/]+$)/,
  native: /^(core|native)\//,
};

const kSource = /\.(h|hpp|cpp|cc|c|inc)$/;

function sources(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && kSource.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

function* includes(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    const found = /^\s*#\s*include\s+([<"])([^>"]+)[>"]/.exec(line);
    if (found) yield { line: index + 1, quoted: found[1] === '"', name: found[2] };
  }
}

/** Why a file of this layer must not include that, or null. */
function fault(layer, { quoted, name }) {
  if (!quoted)
    return layer === 'core' && kImpure.has(name) ? 'the core does no I/O and knows no clock, chance or thread' : null;
  if (kMayInclude[layer].test(name)) return null;
  const who = layer === 'core' ? 'the core' : `${layer}/`;
  return `${who} includes nothing of a host but its own, and everything from the repository's root`;
}

let faults = 0;
for (const layer of Object.keys(kMayInclude)) {
  for (const file of sources(path.join(root, layer))) {
    for (const include of includes(file)) {
      const why = fault(layer, include);
      if (!why) continue;
      faults++;
      console.error(`${path.relative(root, file)}:${include.line}: includes ${include.name}: ${why}`);
    }
  }
}
process.exitCode = faults === 0 ? 0 : 1;
if (faults === 0) console.log('layering: every include points inwards');
