// Runtimes that are programs: Node, Deno, Bun. Each runs hosts/console.mjs in the project.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A runtime that is started as `program … console.mjs`. */
const started = (program, options) => (folder) => {
  const { status, error, stdout, stderr } = spawnSync(program, [...options, 'console.mjs'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', DO_NOT_TRACK: '1' },
  });
  if (status !== 0) throw error ?? new Error(`${program} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
};

/** The version that a program tells; null when it does not start. */
function versionOf(program) {
  try {
    return /\d+\.\d+\.\d+/.exec(execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe' }))?.[0] ?? null;
  } catch {
    return null;
  }
}

/** The `node` of the machine, not the one that npm installed. */
function machinesNode() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return folders.map((folder) => join(folder, 'node')).find((file) => existsSync(file)) ?? 'node';
}

const program = (name, file, options = []) => ({ name, version: () => versionOf(file), run: started(file, options) });

export const programs = [
  program('Node, the present one', process.execPath),
  program('Node of the machine', machinesNode()),
  // Nothing but reading files, of which the module is one.
  program('Deno', 'deno', ['run', '--allow-read=.', '--cached-only', '--no-lock', '--node-modules-dir=manual']),
  program('Bun', 'bun', ['run', '--no-install']),
];
