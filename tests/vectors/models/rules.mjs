// Writes tests/vectors/{action,embedding,audit,flag,job}/*.json; with --check, says whether they are what it
// would write.
import { readFileSync, writeFileSync } from 'node:fs';
import { caseFiles } from './action_cases.mjs';
import { fieldFiles } from './action_fields.mjs';
import { registryFiles } from './action_registries.mjs';
import { auditFiles } from './audit.mjs';
import { embeddingFiles } from './embedding.mjs';
import { flagFiles } from './flag.mjs';
import { jobFiles } from './job.mjs';

const check = process.argv.includes('--check');

function write(concept, name, { describes, ...rest }) {
  const url = new URL(`../${concept}/${name}.json`, import.meta.url);
  const source = `tests/vectors/models/${concept}*.mjs, by hand`;
  const text = JSON.stringify({ describes, source, ...rest }, null, 1) + '\n';
  if (!check) writeFileSync(url, text);
  else if (readFileSync(url, 'utf8') !== text) {
    console.error(`${concept}/${name}.json is not what its model writes`);
    process.exitCode = 1;
  }
  return rest.cases.length;
}

const concepts = { action: { ...caseFiles, ...fieldFiles, ...registryFiles }, embedding: embeddingFiles, audit: auditFiles, flag: flagFiles, job: jobFiles };
for (const [concept, files] of Object.entries(concepts)) {
  let count = 0;
  for (const [name, document] of Object.entries(files)) count += write(concept, name, document);
  console.log(`${concept}: ${count} vectors ${check ? 'checked' : 'written'}`);
}
