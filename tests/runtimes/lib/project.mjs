// A project of somebody who installed the package: the tarball of `npm pack` unpacked where npm
// would put it, with the suite, the hosts and the vectors beside it.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const packageFolder = fileURLToPath(new URL('../../../wasm/js/', import.meta.url));

/** Makes the project; gives its folder, which `remove` takes away again. */
export function project(cases) {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-runtimes-'));
  install(folder);
  for (const file of ['suite.mjs', 'behaviour.mjs', 'calls.mjs']) cpSync(here(file), join(folder, file));
  cpSync(here('hosts'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "dependencies": { "@fairlead/core": "*" } }');
  writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
  return folder;
}

export const remove = (folder) => rmSync(folder, { recursive: true, force: true });

/** Packs the package and unpacks it below a folder; gives where it is. */
export function install(folder) {
  const installed = join(folder, 'node_modules/@fairlead/core');
  mkdirSync(installed, { recursive: true });
  const pack = ['pack', '--json', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(
    execFileSync('npm', pack, { cwd: packageFolder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  const tarball = join(folder, filename);
  execFileSync('tar', ['xzf', tarball, '-C', installed, '--strip-components', '1']);
  rmSync(tarball);
  return installed;
}
