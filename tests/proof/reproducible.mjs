// The same source and tools give the same module: core.wasm is built from two clones of the present
// commit, in two places, and compared with each other. node tests/proof/reproducible.mjs
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'fairlead-reproducible-'));

/** Builds a clone below a folder; gives the module's digest. */
function build(name) {
  const clone = join(scratch, name);
  const run = (command, ...options) => execFileSync(command, options, { cwd: clone, stdio: ['ignore', 'ignore', 2] });
  execFileSync('git', ['clone', '--quiet', '--shared', root, clone]);
  symlinkSync(join(root, '.toolchain'), join(clone, '.toolchain'));
  run('cmake', '--preset', 'wasm-abi');
  run('cmake', '--build', '--preset', 'wasm-abi', '--target', 'core');
  const bytes = readFileSync(join(clone, 'build/wasm-abi/wasm/abi/core.wasm'));
  return createHash('sha256').update(bytes).digest('hex');
}

try {
  const [first, second] = [build('one'), build('another/place')];
  console.log(first === second ? `core.wasm: ${first}, twice` : `core.wasm: ${first} and ${second}`);
  process.exitCode = first === second ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
