// Every example of the package's documents, as pasted: it compiles, runs, and prints what the comment
// behind each console.log says. An example is a block of TypeScript that imports something.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));
const kPages = ['wasm/js/README.md', 'docs/package.md', 'docs/api'];

function pagesBelow(path) {
  if (path.endsWith('.md')) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter(({ name }) => name.endsWith('.md')).map(({ parentPath, name }) => join(parentPath, name));
}

/** `{ page, code, prints }` for each example. */
const examples = kPages
  .map((page) => join(root, page))
  .filter(existsSync)
  .flatMap(pagesBelow)
  .flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/```ts\n(.*?)```/gs)]
      .map(([, code]) => code)
      .filter((code) => /^import /m.test(code))
      .map((code) => ({ page: relative(root, page), code, prints: promised(code) })),
  );

function promised(code) {
  return [...code.matchAll(/console\.log\(.*?\)+;? \/\/ (.*)/g)].map(([, line]) => line);
}

describe('examples', () => {
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'fairlead-examples-'));
    // The package, the types of Node, and nothing else of this tree is resolved from here.
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    examples.forEach(({ code }, index) => writeFileSync(join(folder, `example_${index}.ts`), code));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('compile as pasted', () => {
    const compilerOptions = {
      ...{ target: 'ES2023', lib: ['ES2024', 'ESNext.Disposable', 'DOM'], module: 'NodeNext', types: ['node'] },
      ...{ strict: true, noUncheckedIndexedAccess: true, noEmit: true, moduleDetection: 'force', skipLibCheck: true },
      ...{ noPropertyAccessFromIndexSignature: true },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
    const named = stdout.replace(/\S*example_(\d+)\.ts/g, (_, index) => examples[index].page);
    assert.equal(status, 0, named);
  });

  for (const [index, { page, code, prints }] of examples.entries()) {
    test(`${page} runs`, () => {
      const script = join(folder, `example_${index}.mjs`);
      const options = { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } };
      writeFileSync(script, ts.transpileModule(code, options).outputText);
      const printed = execFileSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
      assert.deepEqual(printed.trimEnd().split('\n').slice(0, prints.length), prints.length > 0 ? prints : []);
    });
  }

  test('there are some', () => assert.ok(examples.length > 20));
});
