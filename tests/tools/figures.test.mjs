// What a figure and a coverage count are judged by.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { plot } from '../../tools/lib/bench_plot.mjs';
import { judge } from '../../tools/lib/coverage.mjs';
import { row } from '../bench/rows.mjs';

describe('a figure', () => {
  test('reaches a ratio from exactly there', () => {
    const figure = { ours: 2, peer: 16, peerName: 'other', target: { ratio: 8 } };
    assert.equal(row('token: a', figure).ratio, 8);
    assert.equal(row('token: a', figure).met, true);
    assert.equal(row('token: a', { ...figure, ours: 2.01 }).met, false);
  });

  test('reaches a limit up to exactly there', () => {
    assert.deepEqual(row('size: a', { ours: 120, unit: 'KiB', target: { most: 120 } }), {
      name: 'size: a',
      ours: 120,
      peer: null,
      peer_name: null,
      ratio: null,
      unit: 'KiB',
      target: '≤ 120 KiB',
      met: true,
    });
    assert.equal(row('size: a', { ours: 120.1, unit: 'KiB', target: { most: 120 } }).met, false);
  });

  test('is drawn beside its peer, and left out when it stands alone', () => {
    const figures = [row('a: with <peer>', { ours: 1, peer: 2, peerName: 'other' }), row('a: alone', { ours: 1 })];
    const svg = plot('A', figures);
    assert.match(svg, /with &lt;peer&gt;/);
    assert.match(svg, /other/);
    assert.doesNotMatch(svg, /alone/);
  });
});

describe('coverage', () => {
  const files = [
    {
      file: 'core/a/b.cpp',
      source: ['int f(bool x) {', '  return x ? 1 : 2;', '  stop();', '}'],
      lines: new Map([
        [1, 3],
        [2, 3],
        [3, 0],
        [4, 3],
      ]),
      branches: [{ line: 2, column: 10, endLine: 2, endColumn: 11, taken: 3, notTaken: 0 }],
    },
  ];

  test('misses a line that never ran and a side that was never taken', () => {
    const { lines, branches, lineFaults, branchFaults } = judge(files, []);
    assert.deepEqual([lines, branches], [4, 2]);
    assert.deepEqual(lineFaults, [{ file: 'core/a/b.cpp', line: 3, text: 'stop();' }]);
    assert.deepEqual(branchFaults, [{ file: 'core/a/b.cpp', line: 2, text: 'x', side: 'never false' }]);
  });

  test('takes an exception by its text, and tells of one that names nothing', () => {
    const named = { file: 'core/a/b.cpp', text: 'stop();', reason: 'a test' };
    const idle = { file: 'core/a/b.cpp', text: 'gone();', reason: 'a test' };
    const result = judge(files, [named, idle]);
    assert.deepEqual(result.lineFaults, []);
    assert.deepEqual(result.idle, [idle]);
  });
});
