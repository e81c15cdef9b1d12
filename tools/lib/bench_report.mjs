// docs/benchmarks.md and its plots, out of the figures of one run.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { plot, shownNumber } from './bench_plot.mjs';
import * as postgres from './postgres.mjs';
import { childEnvironment, root } from './settings.mjs';

const page = path.join(root, 'docs/benchmarks.md');
const folder = path.join(root, 'docs/benchmarks');

const kTitles = {
  token: 'Verifying a token (less is better)',
  schema: 'Checking a model output (less is better)',
  action: 'Deciding about an action (less is better)',
  rank: 'Re-ranking (less is better)',
  size: 'Size of the modules (less is better)',
  start: 'First answer (less is better)',
  native: 'The same in C++ (less is better)',
  jobs: 'Trivial jobs (more is better)',
  'pick-up': 'From the request for a job to its start (less is better)',
};

const versionOf = (name) =>
  JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
const kPeers = {
  core: [
    'jose',
    'fast-jwt',
    'jsonwebtoken',
    '@cfworker/json-schema',
    'ajv',
    'zod',
    '@exodus/schemasafe',
    '@cedar-policy/cedar-wasm',
    'simsimd',
    'workerd',
  ],
  queue: ['graphile-worker', 'pg-boss'],
};

const run = (program, ...args) => execFileSync(program, args, { encoding: 'utf8', env: childEnvironment() }).trim();
const kTools = {
  core: { GCC: () => run('g++', '-dumpfullversion'), OpenSSL: () => run('openssl', 'version').split(' ')[1] },
  queue: {
    GCC: () => run('g++', '-dumpfullversion'),
    PostgreSQL: () => run(path.join(postgres.programs(), 'postgres'), '--version').split(' ')[2],
  },
};

/** What the figures of a suite were taken on. */
function machine(suite) {
  const [{ model }] = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: run('git', '-C', root, 'rev-parse', '--short', 'HEAD'),
    processor: model.trim(),
    cores: os.availableParallelism(),
    load_before: Number(os.loadavg()[0].toFixed(2)),
    system: `${os.type()} ${os.release()}`,
    node: run('node', '--version'),
    tools: Object.fromEntries(Object.entries(kTools[suite]).map(([name, version]) => [name, version()])),
    peers: Object.fromEntries(kPeers[suite].map((name) => [name, versionOf(name)])),
  };
}

/** How far a missed figure is from its target. */
function missedBy({ ours, ratio, target }) {
  const [sign, text] = target.split(' ');
  const wanted = Number.parseFloat(text);
  const reached = text.endsWith('×') ? ratio : ours;
  const share = sign === '≥' ? wanted / reached : reached / wanted;
  return `missed by ${Math.ceil((share - 1) * 100)} %`;
}

function tableRow(figure) {
  const { name, ours, peer, peer_name, ratio, unit, target, met } = figure;
  const cells = [
    name,
    `${shownNumber(ours)} ${unit}`,
    peer === null ? '' : `${peer_name} ${shownNumber(peer)} ${unit}`,
    ratio === null ? '' : `${ratio.toFixed(2)}×`,
    target ?? '',
    target === null ? '' : met ? 'met' : `**${missedBy(figure)}**`,
  ];
  return `| ${cells.join(' | ')} |`;
}

const kHead = ['| what | Fairlead | beside | times faster | target | |', '| --- | ---: | ---: | ---: | ---: | --- |'];

const named = (versions) =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');

function machineLines({ peers, tools, ...facts }) {
  return [
    `Taken on ${facts.date} at \`${facts.commit}\`: ${facts.processor}, ${facts.cores} cores, ${facts.system}, Node ${facts.node}, ${named(tools)}; load before the run ${facts.load_before}.`,
    '',
    `Beside: ${named(peers)}.`,
  ];
}

/** Puts new lines between two comments of the page. */
function replaceSection(text, name, lines) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md has no section ${begin} … ${end}.`);
  return `${text.slice(0, from + begin.length)}\n\n${lines.join('\n')}\n\n${text.slice(to)}`;
}

/** Writes the JSON, the plots and the sections of the page. */
export function writeReport(suite, figures) {
  mkdirSync(folder, { recursive: true });
  const facts = machine(suite);
  writeFileSync(path.join(folder, `${suite}.json`), `${JSON.stringify({ machine: facts, figures }, null, 2)}\n`);
  draw(suite);
}

/** Draws the page's table and plots anew from the figures that are kept. */
export function draw(suite) {
  const { machine: facts, figures } = JSON.parse(readFileSync(path.join(folder, `${suite}.json`), 'utf8'));
  const groups = Object.groupBy(figures, ({ name }) => name.split(':')[0]);
  for (const [group, own] of Object.entries(groups)) {
    writeFileSync(path.join(folder, `${suite}-${group}.svg`), plot(kTitles[group] ?? group, own));
  }
  const text = readFileSync(page, 'utf8');
  const images = Object.keys(groups).map((group) => `![${kTitles[group] ?? group}](benchmarks/${suite}-${group}.svg)`);
  const withTable = replaceSection(text, `${suite} figures`, [
    ...machineLines(facts),
    '',
    ...kHead,
    ...figures.map(tableRow),
  ]);
  writeFileSync(page, replaceSection(withTable, `${suite} plots`, images.join('\n\n').split('\n')));
}
