// The life of a compiled object, on both builds.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Compiled, compile } from '../../wasm/js/dist/compiled.js';
import { abi, embind } from './lib/builds.mjs';

const builds = { abi: abi()('schema'), embind: (await embind())('schema') };

class Probe extends Compiled {
  validate(text) {
    return this.ask('schema.validate', text).valid;
  }
}

for (const [build, core] of Object.entries(builds)) {
  const probe = (schema) => new Probe(compile(core, 'schema.compile', schema, '')[0]);

  describe(`${build}: a compiled object`, () => {
    test('answers until it is disposed of, and then throws', () => {
      const object = probe('{"type":"array"}');
      assert.equal(object.validate('[]'), true);
      object.dispose();
      object.dispose();
      assert.throws(() => object.validate('[]'), { code: 'handle_invalid' });
    });

    test('disposed of twice leaves its successor alone', () => {
      const first = probe('{"type":"array"}');
      first.dispose();
      const second = probe('{"type":"string"}');
      first.dispose();
      assert.equal(second.validate('""'), true);
      second.dispose();
    });

    test('that failed to compile is an error, and holds nothing', () => {
      assert.throws(() => probe('{"type":"colour"}'), { code: 'schema_invalid' });
    });
  });
}
