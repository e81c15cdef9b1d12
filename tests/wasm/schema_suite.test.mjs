// The official JSON Schema test suite on the native build, the C ABI and Embind.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { askNative, nativeProgram } from '../proof/lib/cases.mjs';
import { abi, embind } from './lib/builds.mjs';
import { suiteCases } from './lib/schema_suite.mjs';

/** Build → what it answers to each case. */
const builds = {
  native: nativeProgram() && ((cases) => askNative('schema.once', [], cases.map(asInput))),
  abi: onWebAssembly(abi()),
  embind: onWebAssembly(await embind()),
};

const asInput = ({ setup, text }) => JSON.stringify({ setup: JSON.stringify(setup), text });

function onWebAssembly(coreOf) {
  const core = coreOf('schema');
  return (cases) =>
    cases.map(({ setup, text }) => {
      const documents = [JSON.stringify(setup.schema), JSON.stringify(setup.options)];
      const { answer, object } = core.compile('schema.compile', ...documents);
      if (!object) return answer;
      const verdict = core.ask(object, 'schema.validate', text);
      core.release(object);
      return verdict;
    });
}

/** The cases that a build decides otherwise than the suite, with the reason where it refuses them. */
function faults(cases, answers) {
  assert.equal(answers.length, cases.length);
  return cases.flatMap(({ name, valid }, i) => {
    const { value, error } = JSON.parse(answers[i]);
    if (value?.valid === valid) return [];
    return [`${name}: ${error ? `${error.code} ${error.path}` : `valid is ${value.valid}`}`];
  });
}

/** Formats that the standard names and that are refused here when they are to be asserted. */
const kRefusedFormats = ['idn-email', 'idn-hostname', 'iri', 'iri-reference', 'relative-json-pointer', 'uri-template'];
/** Keywords and dialects of earlier drafts. */
const kEarlierDrafts = ['cross-draft.json', 'dependencies-compatibility.json'];

const suites = {
  required: suiteCases(),
  'optional formats': suiteCases('optional/format', {
    options: { format: true },
    without: kRefusedFormats.map((format) => `${format}.json`),
  }),
  optional: suiteCases('optional', { without: kEarlierDrafts }),
};

describe('JSON Schema test suite, draft 2020-12', () => {
  for (const [build, ask] of Object.entries(builds)) {
    for (const [suite, cases] of Object.entries(suites)) {
      const skip = ask === null && 'answers_native is not built';
      test(`${build} decides every ${suite} case`, { skip }, async () => {
        const wrong = faults(cases, await ask(cases));
        const which = suite === 'required' ? '' : `${suite}: `;
        console.log(`${build}: ${which}${cases.length} cases, ${cases.length - wrong.length} passed`);
        assert.deepEqual(wrong, []);
      });
    }
  }
});
