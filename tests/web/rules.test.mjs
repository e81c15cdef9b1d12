// The rules of actions in the page's own forms: what tests/proof/mutation.mjs inverts must be noticed
// here. The requests are those of tests/edge/support/rules.json that say what the page must say.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { untilFault } from '../edge/support/first_fault.mjs';
import { person } from '../edge/support/system.mjs';
import { signIn, startConsole } from './support/console.mjs';

const rules = JSON.parse(readFileSync(new URL('../edge/support/rules.json', import.meta.url)));
const registry = JSON.parse(readFileSync(new URL('../../edge/registry/actions.json', import.meta.url)));
const shown = rules.filter(({ page }) => page);

let console_;
const windows = {};

before(async () => {
  console_ = await startConsole();
  for (const role of new Set(shown.map(({ as }) => as))) windows[role] = await openPart(role);
});
after(() => console_?.stop());

/** A window in which this person looks at a part. */
async function openPart(role) {
  const { page } = await console_.open();
  await signIn(page, person('Halcyon', role).name);
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByTestId('stock').waitFor();
  return page;
}

/** Opens the form of an action anew and fills it in. */
async function fill(page, { action, payload }) {
  const { label, fields } = registry.actions.find(({ id }) => id === action);
  await page.reload();
  await page
    .getByRole('button', { name: new RegExp(`^${label}`) })
    .first()
    .click();
  for (const { name, type } of fields) {
    if (payload[name] === undefined) continue;
    const input = page.locator(`#field-${name}`);
    if (type === 'enum') await input.selectOption(payload[name]);
    else await input.fill(String(payload[name]));
  }
}

describe('the rules of actions in the page', () => {
  for (const rule of shown) {
    const holds = async () => {
      const page = windows[rule.as];
      await fill(page, rule);
      const code = page.locator('details summary code').last();
      await code.getByText(rule.page, { exact: true }).waitFor();
      const [, , ...paths] = rule.expect;
      const touched = paths.filter((path) => rule.payload[path.slice(1)] !== undefined);
      const wrong = await page
        .locator('.field.wrong [name]')
        .evaluateAll((inputs) => inputs.map(({ name }) => `/${name}`));
      assert.deepEqual(wrong, touched);
    };
    test(rule.rule, untilFault(holds));
  }

  const signed = async () => {
    const page = windows.captain;
    const rule = rules.find(({ rule }) => rule === 'by the sentence');
    await fill(page, rule);
    await page.locator('#reason').fill('Counted twice');
    await page.getByText('Sign by typing a sentence instead').click();
    const { sentence } = registry.actions.find(({ id }) => id === rule.action).signature;
    await page.locator('#sentence').fill(sentence);
    await page.getByRole('button', { name: 'Sign with the sentence' }).click();
    await page.getByText('Done.').waitFor();
  };
  test('a signed adjustment is done', untilFault(signed));
});
