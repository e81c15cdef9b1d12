// What is timed: the same documents for every build and every peer.
import { readFileSync } from 'node:fs';

const file = (name) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');

/** The mail summary, version 1, as the edge has it. */
export const schemaText = file('edge/registry/schemas/mail_summary_v1.json');
export const registryText = file('edge/registry/actions.json');

/** What a model answered to one mail: about 1,100 bytes. */
export const summary = {
  overview:
    'The yard confirms the berth from Monday at 07:00 and asks for the tank plan, the crane booking and the names of ' +
    'everybody who needs a gate pass. Their surveyor found corrosion at the starboard sea chest and wants the grating ' +
    'off before the divers come; the insurer has been told. Shore power is 400 V, 125 A, with an adapter on the quay. ' +
    'They also remind us that the last invoice for the paint is open, and that hot work needs a permit a day ahead, ' +
    'and that all lifting gear must be certified again before the crane swings on Tuesday.',
  urgency: 'high',
  action_items: [
    { title: 'Send the tank plan and the crane booking to the yard', owner: 'Chief officer', due: '2026-11-27' },
    { title: 'Take the grating off the starboard sea chest', owner: 'Chief engineer', due: '2026-11-29' },
    { title: 'Hand in the names for the gate passes', owner: 'Purser', due: '2026-11-26' },
    { title: 'Ask for a hot work permit', due: '2026-11-28' },
    { title: 'Settle the open invoice for the paint', owner: 'Purser' },
    { title: 'Check the adapter for shore power against ours', owner: 'Electrician' },
  ],
};
export const summaryText = JSON.stringify(summary);

/** A request that passes every check and fills three fields. */
export const request = JSON.parse(file('tests/bench/core/request.json'));

/** Candidates of a re-ranking: from a fixed seed, so that all builds rank the same. */
export function candidates(count, dimensions) {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  const vector = () => Float32Array.from({ length: dimensions }, random);
  return {
    ids: Array.from({ length: count }, (_, i) => `candidate-${i}`),
    fk: Float64Array.from({ length: count }, () => random() + 0.5),
    vectors: Array.from({ length: count }, vector),
    query: vector(),
    alpha: 0.4,
  };
}
