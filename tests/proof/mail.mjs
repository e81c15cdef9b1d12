// Real mails through the shipped programs: imported by `fairlead mail import`, summarised by `fairlead
// work queue --once` and the local model server, once in peace, once with a model that fails in all the
// ways it can. It holds when no program breaks down, every summary that is stored is of the form (by
// Ajv and by the core), every failure has a code, and every mail has a summary or a job with a code.
// node tests/proof/mail.mjs [--cases N] [--seed S] [--show N: print so many mails with their summaries]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { abi } from '../wasm/lib/builds.mjs';
import { optionsOf } from './lib/cases.mjs';
import { chooseMails, writeMaildir } from './lib/mail_corpus.mjs';
import { MailFleet } from './lib/mail_fleet.mjs';
import { Random } from './lib/random.mjs';

const kSchemaFile = new URL('../../edge/registry/schemas/mail_summary_v1.json', import.meta.url);
/** From so many mails on, each kind of failure must have been met. */
const kEnough = 200;
/** Most of a text's faults are mended by asking again; two in a row are SCHEMA_INVALID, twice dead. */
const kFaults = {
  mix: [
    ...['rate_limit', 'server_error', 'slow', 'cut_off', 'malformed'],
    ...Array(10).fill('wrong_form'),
    ...Array(10).fill('truncated'),
  ],
  share: 0.5,
  delay_ms: 1500,
  retry_after: 1,
};
const kFaultySettings = { AI_TIMEOUT_MS: '500', AI_MAX_ATTEMPTS: '2' };

const { cases, seed } = optionsOf(process.argv, 500);
const showAt = process.argv.indexOf('--show');
const shown = showAt < 0 ? 0 : Number(process.argv[showAt + 1]);

const schema = JSON.parse(readFileSync(kSchemaFile, 'utf8'));
const byAjv = addFormats(new Ajv2020({ strict: false })).compile(schema);
const core = abi()('schema');
const { object: compiled } = core.compile('schema.compile', JSON.stringify(schema), '');
const byCore = (text) => JSON.parse(core.ask(compiled, 'schema.validate', text)).value?.valid === true;

const broken = [];
const hold = (holds, what) => holds || broken.push(what);

const counted = (values) => {
  const counts = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};
const told = (counts) =>
  Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count.toLocaleString('en')}`)
    .join(', ') || 'none';

function checkImport(report) {
  const { seen, stored, known, queued, refused, incomplete, error } = report;
  hold(error === undefined && seen === cases, `${seen} of ${cases} mails were read`);
  hold(stored + known + refused.length === seen, 'a mail was neither stored nor known nor refused');
  hold(queued === stored, 'a mail was stored without its job');
  for (const { place, codes } of [...refused, ...incomplete]) hold(codes.length > 0, `${place} has no code`);
}

function checkSummaries(rows) {
  for (const { message, summary } of rows.filter((row) => row.summary !== null)) {
    hold(byAjv(JSON.parse(summary)), `Ajv refuses the summary of ${message}`);
    hold(byCore(summary), `the core refuses the summary of ${message}`);
  }
}

/** Each mail with what became of it. */
const outcomes = (fleet, account) => fleet.sql`
  select m.gmail_message_id as message, m.subject, m.body_text as body, char_length(m.body_text) as characters,
         s.summary_json::text as summary, s.asks, j.status, j.last_error_code as code
    from emails m
    left join email_ai_summaries s using (tenant_id, account_id, gmail_message_id)
    left join ai_jobs j on j.tenant_id = m.tenant_id and j.account_id = m.account_id
                        and j.gmail_message_id = m.gmail_message_id
   where m.account_id = ${account} order by m.gmail_message_id`;

function failuresIn(log) {
  const failures = log.filter(({ event }) => ['job_failed', 'job_dead'].includes(event));
  for (const { event, job, code } of failures) hold(code, `${event} of ${job} has no code`);
  return failures.map(({ code }) => code);
}

/** Imports the mails for an account of their own and works on them until nothing waits. */
async function round(fleet, maildir, settings) {
  const began = Date.now();
  const account = await fleet.newAccount();
  const imported = fleet.import(account, maildir);
  const importSeconds = (Date.now() - began) / 1000;
  checkImport(imported);
  const { log, runs } = await fleet.work(settings);
  const rows = await outcomes(fleet, account);
  checkSummaries(rows);
  for (const { message, summary, status, code } of rows) {
    hold(summary !== null || (status === 'dead' && code), `${message} has neither a summary nor a job with a code`);
  }
  const seconds = { import: importSeconds, work: (Date.now() - began) / 1000 - importSeconds };
  return { imported, runs, rows, failures: failuresIn(log), effects: fleet.takeEffects(), seconds };
}

/** Characters of the mails as stored, and of what of them a model was asked about at first. */
function trimmed({ rows, effects }) {
  const stored = rows.reduce((sum, { characters }) => sum + characters, 0);
  const first = new Map();
  for (const { request_id, characters } of effects) {
    const job = request_id.split('.')[0];
    if (characters > 0 && !first.has(job)) first.set(job, characters);
  }
  const asked = [...first.values()].reduce((sum, characters) => sum + characters, 0);
  return `${stored.toLocaleString('en')} stored, ${asked.toLocaleString('en')} asked about (headers included)`;
}

function print(title, result) {
  const { imported, runs, rows, failures, effects, seconds } = result;
  const summaries = rows.filter(({ summary }) => summary !== null);
  const tokens = effects.reduce((sum, effect) => sum + effect.tokens, 0);
  const line = (name, value) => console.log(`  ${name.padEnd(22)}${value}`);
  console.log(title);
  line(
    'mails',
    `${imported.seen}: ${imported.stored} stored, ${imported.known} known, ${imported.refused.length} refused`,
  );
  line('not whole', told(counted(imported.incomplete.flatMap(({ codes }) => codes))));
  line(
    'summaries',
    `${summaries.length}, ${summaries.filter(({ asks }) => asks === 2).length} of them asked for twice`,
  );
  line('failed attempts', told(counted(failures)));
  line('dead', told(counted(rows.filter(({ status }) => status === 'dead').map(({ code }) => code))));
  line('answers of the model', told(counted(effects.map(({ fault }) => fault ?? 'good'))));
  line('tokens', tokens.toLocaleString('en'));
  line('characters', trimmed(result));
  line('seconds', `${seconds.import.toFixed(1)} import, ${seconds.work.toFixed(1)} in ${runs} runs of the worker`);
}

function printMails(rows, count) {
  const random = new Random(seed);
  for (let i = 0; i < count; i++) {
    const { message, subject, body, summary } = random.pick(rows);
    console.log(
      `\n=== ${message}\n--- ${subject}\n${body.slice(0, 1500)}\n--- ${JSON.stringify(JSON.parse(summary), null, 1)}`,
    );
  }
}

/** Without failures of every kind, the second round would have shown nothing. */
function checkFaulty({ rows, failures, effects }) {
  if (cases < kEnough) return;
  for (const code of ['SCHEMA_INVALID', 'MISTRAL_FAILED', 'TIMEOUT'])
    hold(failures.includes(code), `no ${code} was met`);
  for (const fault of kFaults.mix)
    hold(
      effects.some((effect) => effect.fault === fault),
      `no ${fault} was met`,
    );
  hold(
    rows.some(({ asks }) => asks === 2),
    'no summary was asked for twice',
  );
}

async function main() {
  const folder = mkdtempSync(path.join(tmpdir(), 'fairlead-mail-proof-'));
  writeMaildir(folder, chooseMails(cases, new Random(seed)));
  const fleet = await MailFleet.open(folder);
  try {
    const plain = await round(fleet, folder);
    print('with a model that answers', plain);
    hold(plain.failures.length === 0, 'a job failed though the model did not');
    if (shown > 0) printMails(plain.rows, shown);
    await fleet.setFaults({ ...kFaults, seed });
    const faulty = await round(fleet, folder, kFaultySettings);
    print('with a model that fails half of the time', faulty);
    checkFaulty(faulty);
    return [plain, faulty].map(({ rows }) => rows.filter(({ summary }) => summary !== null).length);
  } finally {
    await fleet.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const summaries = await main();
for (const what of broken.slice(0, 20)) console.log(`BROKEN: ${what}`);
console.log(
  `${cases} real mails (seed ${seed}): ${summaries[0]} summaries, with failures ${summaries[1]}, all of the form; ` +
    `${broken.length} broken`,
);
process.exitCode = broken.length === 0 ? 0 : 1;
