// Every rule of actions over HTTP, once: what tests/proof/mutation.mjs inverts must be noticed here.
// support/rules.json has the requests; tests/web/rules.test.mjs fills the page's forms with those that
// say what the "page" must say.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { captain, crew, kSentence, run, startDeck } from './support/deck.mjs';
import { untilFault } from './support/first_fault.mjs';
import { createDevice, envelope } from './support/signing.mjs';
import { newKey } from './support/system.mjs';

const rules = JSON.parse(readFileSync(new URL('support/rules.json', import.meta.url)));
const people = { crew, captain };

let deck, entities, calls, key_id;
const device = createDevice();

before(async () => {
  deck = await startDeck();
  entities = { own: deck.part.id, theirs: deck.theirs.id, missing: randomUUID(), none: null };
  calls = { crew: deck.asCrew, captain: deck.asCaptain };
  const { body } = await deck.asCaptain('/v1/me/signing-keys', {
    body: { public_key: device.publicKey, label: 'phone' },
  });
  key_id = body.key_id;
});

after(() => deck?.system.stop());

/** The envelope of a request: a good one but for what `sign` says. */
function signatureOf({ as, action, payload, sign }, entity_id) {
  const { by, sentence = kSentence, age = 0, changes = {}, payload: signed = payload } = sign;
  const keys = { device: { device, key_id }, stranger: { device: createDevice(), key_id } };
  const signed_at = Math.floor(Date.now() / 1000) - age;
  const hand = keys[by] ?? { sentence };
  return envelope({
    action,
    person: people[as],
    entity_id,
    payload: signed,
    ...hand,
    changes: { signed_at, ...changes },
  });
}

async function attempt(rule) {
  const entity_id = entities[rule.entity ?? 'own'];
  const signature = rule.sign ? { signature: signatureOf(rule, entity_id) } : {};
  const options = rule.key === null ? {} : { key: newKey() };
  const body = { ...(entity_id ? { entity_id } : {}), payload: rule.payload, ...signature };
  return run(calls[rule.as], rule.action, body, options);
}

describe('the rules of actions over HTTP', () => {
  for (const rule of rules) {
    const holds = async () => {
      if (rule.twice) assert.equal((await attempt(rule)).status, 200);
      const { status, body } = await attempt(rule);
      const [expected, code, ...paths] = rule.expect;
      assert.deepEqual([status, body.code], [expected, code]);
      if (paths.length > 0)
        assert.deepEqual(
          body.faults.map(({ path }) => path),
          paths,
        );
    };
    test(rule.rule, untilFault(holds));
  }
});
