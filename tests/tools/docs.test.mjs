// The pages for people: their links lead somewhere, and every decision is in the list.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { root } from '../../tools/lib/settings.mjs';

const pages = execFileSync('git', ['ls-files', '-z', '*.md'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter(Boolean);

/** The files that a page links to, as written; addresses and places on the same page are not asked about. */
function linksOf(page) {
  const text = readFileSync(path.join(root, page), 'utf8').replaceAll(/```.*?```|`[^`\n]*`/gs, '');
  const targets = [...text.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target.split('#')[0]);
  return targets.filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

test('every link leads to something that is there', () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter((target) => !existsSync(path.join(root, path.dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  );
  assert.deepEqual(broken, []);
});

test('the list of decisions has each page under its title', () => {
  const folder = path.join(root, 'docs/decisions');
  const list = readFileSync(path.join(folder, 'README.md'), 'utf8');
  for (const name of readdirSync(folder).filter((file) => /^\d/.test(file))) {
    const [title] = readFileSync(path.join(folder, name), 'utf8').split('\n');
    const line = `\n${title.slice(2).replace(/\. (.*)$/, `. [$1](${name})`)}\n`;
    assert.ok(list.includes(line), `docs/decisions/README.md lacks${line}`);
  }
});
