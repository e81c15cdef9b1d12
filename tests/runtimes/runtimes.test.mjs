// The package as npm would install it, in every runtime it is made for: the same behaviour in each,
// and to every vector the answer of the native build, byte for byte.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { allCases } from '../wasm/lib/files.mjs';
import { nativeAnswers } from '../wasm/lib/native.mjs';
import { inner } from './calls.mjs';
import { browsers } from './lib/browsers.mjs';
import { programs } from './lib/console.mjs';
import { edges } from './lib/edges.mjs';
import { project, remove } from './lib/project.mjs';
import { digestOf } from './suite.mjs';

const cases = allCases().filter(({ operation }) => !inner.has(operation));
const names = new Set(cases.map(({ name }) => name));
let folder;
let expected;

before(async () => {
  folder = project(cases);
  const native = nativeAnswers();
  const called = native?.filter((line) => names.has(line.slice(0, line.indexOf('\t'))));
  expected = called && (await digestOf(called.map((line) => `${line}\n`)));
});
after(() => remove(folder));

for (const { name, version, run } of [...programs, ...edges, ...browsers]) {
  describe(name, () => {
    test('does all that the suite asks', async (context) => {
      if (version() === null) return missing(context, name);
      const { checks, vectors } = await run(folder, cases);
      assert.deepEqual(
        checks.filter(({ fault }) => fault !== null),
        [],
      );
      assert.deepEqual(vectors.faults, []);
      assert.equal(vectors.count, cases.length);
      console.log(
        `runtimes: ${name} ${version()}: ${checks.length} checks, ${vectors.count} vectors, answers ${vectors.digest.slice(0, 16)}`,
      );
      assert.equal(vectors.digest, (expected ??= vectors.digest), 'the answers differ from those of the other builds');
    });
  });
}

/** What cannot be tried is a failure where it must be there, and is never passed over in silence. */
function missing(context, name) {
  const message = `${name} is not on this machine, so the package was NOT TRIED in it; tools/bootstrap brings it.`;
  console.error(`\n!!! runtimes: ${message}\n`);
  if (process.env.CI) assert.fail(message);
  context.skip(message);
}
