// The tarball of `npm pack`, installed by npm into an empty project and used there: by programs, by
// TypeScript with each way of resolving modules, and looked over by the tools that look for faults
// of packaging.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const packageFolder = fileURLToPath(new URL('../../wasm/js/', import.meta.url));
const program = (name) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));
const uses = fileURLToPath(new URL('types/uses.ts', import.meta.url));

const kProgram = `
import { canonicalize, FairleadError } from '@fairlead/core/json';
import * as all from '@fairlead/core';

let code;
try {
  canonicalize('{');
} catch (error) {
  code = error instanceof FairleadError && error instanceof all.FairleadError && error.code;
}
console.log(code, canonicalize('{"b":1,"a":2}'), all.canonicalize === canonicalize);
`;

describe('an installed package', () => {
  let folder;
  let tarball;
  const run = (command, args) => spawnSync(command, args, { cwd: folder, encoding: 'utf8' });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'fairlead-install-'));
    const pack = ['pack', '--json', '--pack-destination', folder];
    const [{ filename }] = JSON.parse(
      execFileSync('npm', pack, { cwd: packageFolder, encoding: 'utf8', stdio: 'pipe' }),
    );
    tarball = join(folder, filename);
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: folder, stdio: 'pipe' });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('needs nothing else', () => {
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    assert.deepEqual(Object.keys(dependencies), ['@fairlead/core']);
    const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
    assert.deepEqual(Object.keys(packages), ['', 'node_modules/@fairlead/core']);
  });

  test('brings its licence along, and the notices of what is compiled in', () => {
    const text = (name) => readFileSync(join(folder, 'node_modules/@fairlead/core/dist', name), 'utf8');
    assert.match(text('LICENSE'), /Apache License/);
    for (const work of ['libsodium', 'musl', 'Emscripten']) assert.ok(text('NOTICES.md').includes(work), work);
  });

  test(`is used by a program of Node ${process.version}`, () => {
    writeFileSync(join(folder, 'program.js'), kProgram);
    const { stdout, stderr } = run(process.execPath, ['program.js']);
    assert.equal(stdout, 'json_syntax {"a":2,"b":1} true\n', stderr);
  });

  test('is required by a CommonJS program, where Node can', { skip: !process.features.require_module }, () => {
    writeFileSync(join(folder, 'program.cjs'), "console.log(require('@fairlead/core/json').canonicalize('[1.0]'));");
    assert.equal(run(process.execPath, ['program.cjs']).stdout, '[1]\n');
  });

  for (const [module, moduleResolution] of [
    ['Node16', 'node16'],
    ['NodeNext', 'nodenext'],
    ['ESNext', 'bundler'],
  ]) {
    test(`has types for TypeScript that resolves like ${moduleResolution}`, () => {
      cpSync(uses, join(folder, 'uses.ts'));
      const options = { module, moduleResolution, target: 'ES2023', lib: ['ES2023'], types: [] };
      const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true };
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: { ...options, ...strict }, files: ['uses.ts'] }),
      );
      const { status, stdout } = run(program('tsc'), ['-p', folder]);
      assert.equal(status, 0, stdout);
    });
  }

  test('has no fault that publint knows', () => {
    const { status, stdout, stderr } = run(program('publint'), ['run', '--strict', tarball]);
    assert.equal(status, 0, stdout + stderr);
  });

  test('has no fault that arethetypeswrong knows', () => {
    // The package is ESM alone, and its wasm files have types of their own kind.
    const options = ['--profile', 'esm-only', '--exclude-entrypoints', ...filesExported(), '--format', 'ascii'];
    const { status, stdout, stderr } = run(program('attw'), [tarball, ...options]);
    assert.equal(status, 0, stdout + stderr);
  });

  /** Exports that are files and no scripts. */
  function filesExported() {
    const { exports } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
    return Object.keys(exports).filter((name) => /\.(wasm|json)$/.test(name));
  }
});
