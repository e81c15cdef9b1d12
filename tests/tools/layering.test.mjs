// tools/lint/layering.mjs on small trees: what it lets pass and what it refuses.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

import { root } from '../../tools/lib/settings.mjs';

function lint(files) {
  const tree = mkdtempSync(path.join(os.tmpdir(), 'fairlead-layers-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(tree, name)), { recursive: true });
      writeFileSync(path.join(tree, name), text);
    }
    const script = path.join(root, 'tools/lint/layering.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, tree], { encoding: 'utf8' });
    return { status, stderr };
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

const refused = [
  [
    'the core includes a host',
    'core/rank/a.cpp',
    '#include "native/cli/output.h"',
    /core\/rank\/a\.cpp:1: includes native/,
  ],
  ['the core includes by a relative path', 'core/rank/a.cpp', '#include "blend.h"', /a\.cpp:1: includes blend\.h/],
  ['the core reads files', 'core/rank/a.h', '#include <fstream>', /includes fstream/],
  ['the core asks the clock', 'core/rank/a.cpp', '\n  #  include <chrono>', /core\/rank\/a\.cpp:2: includes chrono/],
  [
    'the C ABI includes the Embind binding',
    'wasm/abi/a.cpp',
    '#include "wasm/embind/binding.h"',
    /wasm\/abi\/ includes nothing/,
  ],
  [
    'a native program includes a wasm binding',
    'native/cli/a.cpp',
    '#include "wasm/abi/fairlead.h"',
    /native\/ includes nothing/,
  ],
];
for (const [name, file, text, message] of refused) {
  test(`refused: ${name}`, () => {
    const { status, stderr } = lint({ [file]: text });
    assert.equal(status, 1);
    assert.match(stderr, message);
  });
}

test('passes: hosts include the core and their own folder, the core includes the core and pure headers', () => {
  const { status, stderr } = lint({
    'core/rank/a.cpp': '#include "core/rank/a.h"\n#include <vector>\n#include <boost/json.hpp>',
    'native/cli/a.cpp': '#include "core/rank/a.h"\n#include "native/cli/b.h"\n#include <fstream>',
    'wasm/abi/a.cpp': '#include "core/rank/a.h"\n#include "wasm/abi/b.h"',
  });
  assert.equal(stderr, '');
  assert.equal(status, 0);
});

test('passes: the repository itself', () => {
  const { status } = spawnSync(process.execPath, [path.join(root, 'tools/lint/layering.mjs')]);
  assert.equal(status, 0);
});
