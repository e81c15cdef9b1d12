// Writes tests/vectors/token/*.json; with --check, says whether they are what it would write.
import { readFileSync, writeFileSync } from 'node:fs';
import { claims } from './token_claims.mjs';
import { compact } from './token_compact.mjs';
import { edwards } from './token_edwards.mjs';
import { form, headers } from './token_form.mjs';
import { choice, keys } from './token_keys.mjs';
import { policies } from './token_policies.mjs';
import { rfc } from './token_rfc.mjs';
import { signatures } from './token_signatures.mjs';

const files = { choice, claims, compact, edwards, form, header: headers, keys, policy: policies, rfc, signatures };
const check = process.argv.includes('--check');
let count = 0;
for (const [name, document] of Object.entries(files)) {
  const url = new URL(`../token/${name}.json`, import.meta.url);
  const text = JSON.stringify(document, null, 1) + '\n';
  count += document.cases.length;
  if (!check) writeFileSync(url, text);
  else if (readFileSync(url, 'utf8') !== text) {
    console.error(`token/${name}.json is not what its model writes`);
    process.exitCode = 1;
  }
}
console.log(`token: ${count} vectors ${check ? 'checked' : 'written'}`);
