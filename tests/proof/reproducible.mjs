// The same source and tools give the same modules: all of them are built from two clones of the present
// commit, in two places, and compared with each other. node tests/proof/reproducible.mjs
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'fairlead-reproducible-'));

const kPresets = { 'wasm-abi': 'wasm/abi', 'wasm-embind': 'wasm/embind' };

const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Builds a clone below the scratch folder; gives the digest of each module and of its glue. */
function build(name) {
  const clone = join(scratch, name);
  mkdirSync(clone, { recursive: true });
  const run = (command, ...options) => {
    const { status, stdout } = spawnSync(command, options, {
      cwd: clone,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 2],
    });
    if (status !== 0) throw new Error(`${[command, ...options].join(' ')} failed:\n${stdout.slice(-4000)}`);
  };
  run('git', 'clone', '--quiet', '--shared', root, '.');
  for (const tools of ['.toolchain', 'node_modules']) symlinkSync(join(root, tools), join(clone, tools));
  return Object.entries(kPresets).flatMap(([preset, folder]) => {
    run('cmake', '--preset', preset);
    run('cmake', '--build', '--preset', preset);
    const place = join(clone, 'build', preset, folder);
    const names = readdirSync(place).filter((file) => /\.(wasm|mjs)$/.test(file));
    return names.sort().map((file) => [file, sha256(join(place, file))]);
  });
}

try {
  const [first, second] = [build('one'), new Map(build('another/place'))];
  for (const [file, digest] of first) {
    const other = second.get(file);
    console.log(digest === other ? `${file}: ${digest}, twice` : `${file}: ${digest} and ${other}`);
  }
  const different = first.filter(([file, digest]) => digest !== second.get(file)).length;
  console.log(`${first.length} files of modules, built in two places: ${different} different`);
  process.exitCode = different === 0 && first.length > 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
