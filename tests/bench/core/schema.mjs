// Checking what a model wrote against its schema, from text to verdict.
import { Validator } from '@cfworker/json-schema';
import { parser } from '@exodus/schemasafe';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';

import { Schema } from '@fairlead/core/schema';

import { compare } from '../measure.mjs';
import { row } from '../rows.mjs';
import { schemaText, summaryText } from './fixtures.mjs';

/** The same schema in zod's own words. */
function zodSchema() {
  const item = z.strictObject({
    title: z.string().min(1).max(200),
    owner: z.string().min(1).max(200).optional(),
    due: z.iso.date().optional(),
  });
  return z.strictObject({
    overview: z.string().min(1).max(800),
    urgency: z.enum(['low', 'medium', 'high']),
    action_items: z.array(item).max(20),
  });
}

/** The peer that the native build is compared with, too. */
export const kAjv = 'JSON.parse + Ajv';

/** Name → text to verdict; each asserts formats. */
export function validators() {
  const document = JSON.parse(schemaText);
  const ours = Schema.compile(schemaText);
  const ajv = addFormats(new Ajv2020()).compile(document);
  const cfworker = new Validator(document, '2020-12');
  const schemasafe = parser(document, { mode: 'default' });
  const zod = zodSchema();
  return {
    ours: (text) => ours.validate(text).valid,
    '@cfworker/json-schema': (text) => cfworker.validate(JSON.parse(text)).valid,
    [kAjv]: (text) => ajv(JSON.parse(text)),
    zod: (text) => zod.safeParse(JSON.parse(text)).success,
    schemasafe: (text) => schemasafe(text).valid,
  };
}

/** All must tell good from bad before they are timed. */
function requireSound(checks) {
  const bad = [
    summaryText.replace('"high"', '"urgent"'),
    summaryText.replace('2026-11-27', '2026-11-31'),
    summaryText.replace('"urgency"', '"haste":1,"urgency"'),
  ];
  for (const [name, check] of Object.entries(checks)) {
    if (!check(summaryText)) throw new Error(`${name} refuses the document that is timed.`);
    for (const text of bad) if (check(text)) throw new Error(`${name} accepts ${text}`);
  }
}

export async function schema() {
  const checks = validators();
  requireSound(checks);
  const times = await compare(
    Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, () => check(summaryText)])),
  );
  const targets = { '@cfworker/json-schema': { ratio: 4 }, [kAjv]: { ratio: 0.8 } };
  const name = `schema: a ${Buffer.byteLength(summaryText)}-byte model output, from text`;
  return Object.keys(checks)
    .filter((peerName) => peerName !== 'ours')
    .map((peerName) => row(name, { ours: times.ours, peer: times[peerName], peerName, target: targets[peerName] }));
}
