// docs/queue.md, taken apart: its blocks of code, and the words that it sets as code.
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../../tools/lib/settings.mjs';

export const page = readFileSync(path.join(root, 'docs/queue.md'), 'utf8');

/** The texts of the page's blocks in a language, in order. */
export const blocksOf = (language, text = page) =>
  [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].filter(([, name]) => name === language).map(([, , block]) => block);

/** The blocks of SQL with the role that their first line names. */
export const statements = blocksOf('sql').map((text) => ({ text, role: /^-- as (\w+)\n/.exec(text)?.[1] }));

/** What stands between backticks outside of blocks; of a metric without its labels. */
export const words = [...page.replaceAll(/^```.*?^```$/gms, '').matchAll(/`([^`\n]+)`/g)].map(([, word]) => word);
