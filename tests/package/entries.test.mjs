// The entries for runtimes that cannot find the module by themselves, and the files that are exported.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const kQuestion = "console.log(canonicalize('[1.0]'))";
const folder = fileURLToPath(new URL('.', import.meta.url));
const file = (name) => fileURLToPath(import.meta.resolve(`@fairlead/core/${name}`));

/** What a script prints in a process of its own. */
function run(script) {
  const command = ['--input-type=module', '-e', script];
  return execFileSync(process.execPath, command, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

test('inline brings its module along', () => {
  assert.equal(run(`import { canonicalize } from '@fairlead/core/inline'; ${kQuestion}`), '[1]\n');
});

test('init takes bytes, a compiled module and a response', () => {
  const sources = [
    'bytes',
    'new WebAssembly.Module(bytes)',
    'new Response(bytes)',
    'Promise.resolve(new Response(bytes, { headers: { "content-type": "application/wasm" } }))',
  ];
  for (const source of sources) {
    const script = `
      import { readFileSync } from 'node:fs';
      import { init } from '@fairlead/core/init';
      import { canonicalize } from '@fairlead/core/json';
      const bytes = readFileSync(${JSON.stringify(file('core.wasm'))});
      await init(${source});
      ${kQuestion}`;
    assert.equal(run(script), '[1]\n', source);
  }
});

test('a runtime without a loader says what to do, and works after init', async () => {
  const dist = new URL('../../wasm/js/dist/', import.meta.url);
  const { core } = await import(new URL('load/given.js', dist));
  assert.throws(() => core.run('json.canonicalize', '[1]'), { code: 'not_initialized' });
  core.use(new WebAssembly.Module(readFileSync(file('core.wasm'))));
  assert.equal(core.run('json.canonicalize', '[1]'), '{"value":"[1]"}');
});

test('a module of another version is refused', async () => {
  const { AbiCore } = await import(new URL('../../wasm/js/dist/abi.js', import.meta.url));
  // (module (func (export "_initialize")) (func (export "fl_abi_version") (result i32) i32.const 9))
  const other = Buffer.from(
    '0061736d010000000108026000006000017f03030200010720020b5f696e697469616c697a6500000e666c5f6162695f76657273696f6e00010a090202000b040041090b',
    'hex',
  );
  const core = new AbiCore(() => new WebAssembly.Module(other));
  assert.throws(() => core.start(), { code: 'abi_version' });
});

test('a module that is not core.wasm is refused by name, with what to do', async () => {
  const { AbiCore } = await import(new URL('../../wasm/js/dist/abi.js', import.meta.url));
  for (const bytes of [readFileSync(file('token.wasm')), Buffer.from('0061736d01000000', 'hex')]) {
    const core = new AbiCore(() => new WebAssembly.Module(bytes));
    assert.throws(() => core.start(), { code: 'module_foreign', message: /Pass the file that came with this package/ });
  }
});

test('init says so when no module comes', () => {
  const sources = {
    'new Response("Not found", { status: 404 })': 'The response given to init() answers 404',
    'new TextEncoder().encode("<!doctype html>")': 'is no WebAssembly module',
  };
  for (const [source, message] of Object.entries(sources)) {
    const script = `
      import { init } from '@fairlead/core/init';
      await init(${source}).catch(({ code, message }) => console.log(code, message));`;
    const printed = run(script);
    assert.ok(printed.startsWith('module_missing ') && printed.includes(message), printed);
  }
});

test('wasm files and the glue of the Embind modules are exported', () => {
  for (const name of ['core', 'action', 'job', 'rank', 'schema', 'token']) {
    assert.ok(WebAssembly.validate(readFileSync(file(`${name}.wasm`))), name);
  }
  for (const name of ['action', 'job', 'rank', 'schema', 'token'])
    assert.ok(readFileSync(file(`${name}.mjs`)).length > 0);
});
