// The figures of the rule core: tests/bench/core.mjs [--json] [--only NAME…]. Every figure is measured
// beside its peers, in turns, in this one run; NAME is a group below.
import { action } from './core/action.mjs';
import { native } from './core/native.mjs';
import { rank } from './core/rank.mjs';
import { schema } from './core/schema.mjs';
import { sizes } from './core/sizes.mjs';
import { start } from './core/start.mjs';
import { token } from './core/token.mjs';
import { told } from './rows.mjs';

const groups = { token, schema, action, rank, sizes, start, native };

const args = process.argv.slice(2);
const json = args.includes('--json');
const names = args.filter((argument) => !argument.startsWith('--'));
const unknown = names.filter((name) => !(name in groups));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Known: ${Object.keys(groups).join(', ')}.`);
  process.exit(2);
}

for (const [name, measure] of Object.entries(groups)) {
  if (names.length > 0 && !names.includes(name)) continue;
  for (const figure of await measure()) console.log(json ? JSON.stringify(figure) : told(figure));
}
