// The C ABI as a host without the package meets it: texts, numbers and addresses.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, test } from 'node:test';

import { compiled, dist } from './lib/builds.mjs';
import { limited } from './lib/limited.mjs';

const module = compiled('core');
const registry = JSON.stringify({
  version: '1',
  roles: ['crew'],
  actions: [
    {
      id: 'look',
      domain: 'parts',
      entity: null,
      label: 'Look',
      variant: 'READ',
      fields: [],
      idempotent: false,
      success_status: 200,
      keywords: [],
    },
  ],
});

let abi;
beforeEach(() => {
  abi = new WebAssembly.Instance(module).exports;
  abi._initialize();
});

function write(...texts) {
  const parts = texts.map((text) => new TextEncoder().encode(text));
  const start = abi.fl_input(parts.reduce((sum, part) => sum + part.length, 0));
  const memory = new Uint8Array(abi.memory.buffer, start);
  let used = 0;
  for (const part of parts) {
    memory.set(part, used);
    used += part.length;
  }
  return parts.map((part) => part.length);
}

function read(frame) {
  const length = new DataView(abi.memory.buffer).getUint32(frame, true);
  return JSON.parse(new TextDecoder().decode(new Uint8Array(abi.memory.buffer, frame + 4, length)));
}

const compile = () => {
  const answer = read(abi.fl_action_compile(...write(registry)));
  assert.deepEqual(answer, { value: { version: '1', actions: 1 } });
  return abi.fl_handle();
};
const list = (handle) => read(abi.fl_action_list(handle, ...write('{"role":"crew"}')));
const code = (answer) => answer.error?.code;

describe('core.wasm', () => {
  test('imports nothing', () => {
    assert.deepEqual(WebAssembly.Module.imports(module), []);
  });

  test('exports what fairlead.h declares, and nothing else of ours', () => {
    const header = readFileSync(new URL('../../wasm/abi/fairlead.h', import.meta.url), 'utf8');
    const declared = [...header.matchAll(/(fl_[a-z0-9_]+)\(/g)].map(([, name]) => name);
    const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
    assert.deepEqual(exported.sort(), [...new Set(['memory', '_initialize', ...declared])].sort());
  });

  test('speaks version 1', () => {
    assert.equal(abi.fl_abi_version(), 1);
  });
});

describe('texts', () => {
  test('come back in a frame with their length', () => {
    const answer = read(abi.fl_json_canonicalize(...write('{"b":1e2,"a":"é"}')));
    assert.deepEqual(answer, { value: '{"a":"é","b":100}' });
  });

  test('may be empty', () => {
    assert.equal(code(read(abi.fl_json_canonicalize(0))), 'json_syntax');
  });

  test('claimed longer than the buffer are cut at its end, not read beyond', () => {
    write('[1]');
    assert.match(code(read(abi.fl_json_canonicalize(0xffffffff))), /^json_/);
    assert.match(code(read(abi.fl_schema_compile(0xffffffff, 0xffffffff))), /^json_/);
  });

  test('outgrow the buffer and shrink again', () => {
    const long = `["${'x'.repeat(3 << 20)}"]`;
    assert.deepEqual(read(abi.fl_json_canonicalize(...write(long))), { value: long });
    assert.deepEqual(read(abi.fl_json_canonicalize(...write('[1]'))), { value: '[1]' });
  });

  test('for which there is no memory get none', () => {
    assert.equal(abi.fl_input(0xfffffff0), 0);
    assert.deepEqual(read(abi.fl_json_canonicalize(...write('[1]'))), { value: '[1]' });
  });
});

describe('handles', () => {
  test('name an object until it is released', () => {
    const handle = compile();
    assert.equal(list(handle).value.length, 1);
    abi.fl_release(handle);
    assert.equal(code(list(handle)), 'handle_invalid');
  });

  test('of a failed compilation are 0', () => {
    compile();
    assert.equal(code(read(abi.fl_action_compile(...write('{}')))), 'registry_invalid');
    assert.equal(abi.fl_handle(), 0);
  });

  test('stay bad when their place is taken again', () => {
    const old = compile();
    abi.fl_release(old);
    const fresh = compile();
    assert.notEqual(fresh, old);
    assert.equal(code(list(old)), 'handle_invalid');
    assert.equal(list(fresh).value.length, 1);
  });

  test('released twice release nothing else', () => {
    const first = compile();
    abi.fl_release(first);
    const [second, third] = [compile(), compile()];
    abi.fl_release(first);
    assert.equal(list(second).value.length, 1);
    assert.equal(list(third).value.length, 1);
    assert.notEqual(second, third);
  });

  test('guessed for a place that is free free it no second time', () => {
    const released = compile();
    abi.fl_release(released);
    abi.fl_release(released + 0x10000);
    assert.notEqual(compile(), compile());
  });

  test('of another kind, or never given, are refused', () => {
    const handle = compile();
    assert.equal(code(read(abi.fl_schema_validate(handle, ...write('1')))), 'handle_invalid');
    assert.equal(code(read(abi.fl_token_verify(handle, ...write('a.b.c'), 0))), 'handle_invalid');
    for (const never of [0, 1, 0xffff, 0x10001, 0x20000, 0xffffffff]) {
      assert.equal(code(list(never)), 'handle_invalid');
      abi.fl_release(never);
    }
    assert.equal(list(handle).value.length, 1);
  });

  test('never run out while objects are released', () => {
    for (let i = 0; i < 70_000; i++) abi.fl_release(compile());
    assert.equal(list(compile()).value.length, 1);
  });
});

describe('memory', () => {
  test('for which there was headroom is there', () => {
    const bytes = readFileSync(new URL('core.wasm', dist));
    const outcomes = { room: 0, none: 0 };
    for (let pages = 0; pages < 400; pages += 25) {
      for (const item of ['0,', '[],', '{},', '"",', '"\\u0001",']) {
        abi = new WebAssembly.Instance(new WebAssembly.Module(limited(bytes, pages))).exports;
        abi._initialize();
        const text = `[${item.repeat((1 << 19) / item.length)}0]`;
        if (abi.fl_input(24 * text.length) === 0) outcomes.none++;
        else {
          outcomes.room++;
          assert.equal(code(read(abi.fl_json_canonicalize(...write(text)))), undefined, `${item} ${pages}`);
        }
      }
    }
    assert.ok(outcomes.room > 5 && outcomes.none > 5, JSON.stringify(outcomes));
  });

  test('does not grow with calls', () => {
    const work = () => {
      const handle = compile();
      list(handle);
      abi.fl_release(handle);
    };
    for (let i = 0; i < 100; i++) work();
    const before = abi.memory.buffer.byteLength;
    for (let i = 0; i < 2000; i++) work();
    assert.equal(abi.memory.buffer.byteLength, before);
  });
});
