// The same rules in C++, by Google Benchmark, on the same documents; each beside a peer in the same
// program, or beside one measured here a moment before.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { compare } from '../measure.mjs';
import { row } from '../rows.mjs';
import { registryText, request, schemaText, summaryText } from './fixtures.mjs';
import { kAjv, validators } from './schema.mjs';
import { now, tokens } from './tokens.mjs';

const program = fileURLToPath(new URL('../../../build/release/tests/bench/native/fairlead_bench', import.meta.url));
const kOptions = [
  '--benchmark_format=json',
  '--benchmark_repetitions=15',
  '--benchmark_min_time=0.05',
  '--benchmark_enable_random_interleaving=true',
];
const kNanosecondsIn = { ns: 1, us: 1e3, ms: 1e6 };

function write(folder) {
  const files = {
    now: String(now),
    'schema.json': schemaText,
    'summary.json': summaryText,
    'registry.json': registryText,
    'request.json': JSON.stringify(request),
  };
  for (const [algorithm, { token, setup, secret, pem }] of Object.entries(tokens)) {
    files[`${algorithm}.token`] = token;
    files[`${algorithm}.setup`] = JSON.stringify(setup);
    if (secret) files[`${algorithm}.secret`] = secret.toString('base64url');
    if (pem) files[`${algorithm}.pem`] = pem;
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}

/** Microseconds by name, the least of all repetitions. */
function measured() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairlead-bench-'));
  try {
    write(folder);
    const report = execFileSync(program, [...kOptions, folder], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    const times = {};
    for (const { name, run_type, real_time, time_unit } of JSON.parse(report).benchmarks) {
      if (run_type !== 'iteration') continue;
      times[name] = Math.min(times[name] ?? Infinity, (real_time * kNanosecondsIn[time_unit]) / 1000);
    }
    return times;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function native() {
  const times = measured();
  const ajv = validators()[kAjv];
  const { peer: ajvTime } = await compare({ peer: () => ajv(summaryText) });
  const beside = (name, ours, peerName, target) =>
    row(`native: ${name}`, { ours: times[ours], peer: times[ours.replace(/[^/]*$/, peerName)], peerName, target });
  const withinTenth = { ratio: 0.91 };
  return [
    row('native: token, HS256, 480 bytes', {
      ours: times['token/HS256/ours'],
      peer: times['token/HS256/OpenSSL'],
      peerName: 'OpenSSL, HMAC alone',
      target: { most: 3 },
    }),
    ...['RS256', 'ES256', 'EdDSA'].map((algorithm) =>
      row(`native: token, ${algorithm}`, {
        ours: times[`token/${algorithm}/ours`],
        peer: times[`token/${algorithm}/OpenSSL`],
        peerName: 'OpenSSL, verify alone',
        target: withinTenth,
      }),
    ),
    row('native: schema, from text', {
      ours: times['schema/from text/ours'],
      peer: ajvTime,
      peerName: kAjv,
      target: { ratio: 2 },
    }),
    row('native: action, one verdict, from text to text', { ours: times['action/one verdict/ours'] }),
    beside('rank, 200 of 1024 floats', 'rank/200 of 1024/ours', 'simsimd', { ratio: 0.8 }),
    beside('rank, 200 of 1024 floats, kept in a set', 'rank/200 of 1024/ours, kept in a set', 'simsimd'),
    beside('json, a model output read', 'json/summary.json/ours', 'Boost.JSON'),
    beside('json, a registry read', 'json/registry.json/ours', 'Boost.JSON'),
  ];
}
