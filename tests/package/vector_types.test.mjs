// The written types say what the rules take and answer: TypeScript holds every vector against them,
// as literals, in which a member too many is a fault like one too few.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { allCases } from '../wasm/lib/files.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const method = (name) => `core.${name.replace('.', "['")}']`;

/** Operation → the function or method that asks it. */
const kFunctions = {
  'action.diff': 'typeof core.Registry.diff',
  'action.evaluate': method('Registry.evaluate'),
  'action.explain': method('Registry.explain'),
  'action.lint': 'typeof core.Registry.lint',
  'action.list': method('Registry.list'),
  'action.signing_input': 'typeof core.signingInput',
  'action.suggest': method('Registry.suggest'),
  'audit.hash': 'typeof core.auditHash',
  'audit.link': 'typeof core.linkEntry',
  'audit.verify_chain': 'typeof core.verifyChain',
  'embedding.chunk': 'typeof core.chunk',
  'embedding.content_hash': 'typeof core.contentHash',
  'embedding.merge_by_document': 'typeof core.mergeByDocument',
  'embedding.migration': 'typeof core.migration',
  'embedding.plan': 'typeof core.plan',
  'embedding.staleness': 'typeof core.staleness',
  'embedding.validate': 'typeof core.validateVector',
  'flag.bucket': 'typeof core.flagBucket',
  'flag.enabled': 'typeof core.flagEnabled',
  'flag.judge': 'typeof core.judgeRollout',
  'flag.ramp': 'typeof core.advanceRamp',
  'job.admit': 'typeof core.admit',
  'job.classify': 'typeof core.classifyFailure',
  'job.decide': 'typeof core.decide',
  'job.schedule': 'typeof core.schedule',
  'job.settle': 'typeof core.settle',
  'job.share': 'typeof core.shareSlots',
  'job.take': 'typeof core.takeTokens',
  'rank.credit': 'typeof core.credit',
  'rank.diversify': 'typeof core.diversify',
  'rank.fuse': 'typeof core.fuse',
  'rank.interleave': 'typeof core.interleave',
  'rank.rerank': 'typeof core.rerank',
  'rank.shadow': 'typeof core.shadow',
  'schema.check_output': method('Schema.checkOutput'),
  'schema.validate': method('Schema.validate'),
  'token.verify': method('Verifier.verify'),
};
/** Inputs that a program passes otherwise than as the vector writes them. */
const kOtherInputs = /^(schema|token)\.|^action\.(diff|lint)$/;

const allows = (value, { signature }) => (value.verdict ?? value).allowed !== false && typeof signature !== 'string';

/** A component that is no number is written null in JSON. */
const literal = (value) =>
  JSON.stringify(value).replace(/"vector":\[[^\]]*/g, (vector) => vector.replaceAll('null', 'NaN'));

/** TypeScript that declares the answers, and the inputs that led there, as literals of their types. */
function declarations(cases) {
  const lines = [`import type * as core from '@fairlead/core';`];
  for (const [operation, type] of Object.entries(kFunctions)) {
    const answered = cases.filter((one) => one.operation === operation && 'value' in one.expect);
    if (answered.length === 0) continue;
    const name = operation.replace('.', '_');
    const list = (values) => `[\n${values.map((value) => `  ${literal(value)},`).join('\n')}\n];`;
    lines.push(
      `export const ${name}_values: Awaited<ReturnType<${type}>>[] = ${list(answered.map(({ expect }) => expect.value))}`,
    );
    if (kOtherInputs.test(operation)) continue;
    // A request's faults are its verdict, and what an action has no use for may be anything: only
    // what is allowed and signed like that counts.
    const meant = answered.filter(({ expect, input }) => typeof input === 'object' && allows(expect.value, input));
    const inputs = meant.map(({ input }) => input);
    lines.push(`export const ${name}_inputs: Parameters<${type}>[0][] = ${list(inputs)}`);
  }
  return lines.join('\n');
}

test('every vector fits the types of the function that answers it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-types-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'vectors.ts'), declarations(allCases()));
    const compilerOptions = {
      ...{ target: 'ES2023', lib: ['ES2023', 'ESNext.Disposable'], module: 'NodeNext', types: [], noEmit: true },
      ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['vectors.ts'] }));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], {
      encoding: 'utf8',
      maxBuffer: 1 << 27,
    });
    assert.equal(status, 0, stdout.slice(0, 4000));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
