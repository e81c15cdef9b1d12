// The story a newcomer is told: what is low, receive, be refused, sign, see what is related.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { person } from '../edge/support/system.mjs';
import { signIn, startConsole } from './support/console.mjs';

let console_;
before(async () => {
  console_ = await startConsole();
});
after(() => console_?.stop());

/** A window in which this person of the Halcyon is signed in. */
async function as(role, options) {
  const window = await console_.open(options);
  await signIn(window.page, person('Halcyon', role).name);
  return window;
}

async function openFirstLowPart(page) {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByTestId('stock').waitFor();
}

const stockOn = async (page) => Number.parseInt(await page.getByTestId('stock').innerText(), 10);

async function waitForStock(page, wanted) {
  await page.waitForFunction(
    (stock) =>
      Number.parseInt(globalThis.document.querySelector('[data-testid=stock]')?.textContent ?? '', 10) === stock,
    wanted,
  );
}

test('sign-in offers crew, chief engineer and captain first', async () => {
  const { page, faults } = await console_.open();
  const cards = page.getByRole('region', { name: 'Sign in as' }).getByRole('listitem');
  await cards.first().waitFor();
  const names = await cards.allInnerTexts();
  assert.deepEqual(
    names.slice(0, 3).map((text) => text.split('\n')[1]),
    ['Crew', 'Chief engineer', 'Captain'],
  );
  assert.deepEqual(faults, []);
});

test('the sign-in says why it offers nobody', async () => {
  const { page } = await console_.open();
  await page.route('**/demo/people', (route) => route.abort());
  await page.reload();
  await page.getByRole('alert').getByText('unreachable').waitFor();
});

test('a revoked member is turned away with the reason', async () => {
  const { page } = await console_.open();
  await page.getByText('Everybody else on board').click();
  await page.getByRole('button', { name: person('Halcyon', 'crew', { revoked: true }).name }).click();
  await page.getByText('token_revoked').waitFor();
});

test('low stock shows parts below their minimum, and none without one', async () => {
  const { page, faults } = await as('crew');
  await page.getByRole('table').waitFor();
  const rows = await page.getByRole('row').allInnerTexts();
  const figures = rows.slice(1).map((row) =>
    row
      .split('\t')
      .slice(-2)
      .map((text) => Number.parseInt(text, 10)),
  );
  assert.ok(figures.length > 0);
  for (const [stock, minimum] of figures) assert.ok(minimum > 0 && stock < minimum, `${stock} of ${minimum}`);
  assert.deepEqual(faults, []);
});

test('receiving a part raises its stock and writes its ledger', async () => {
  const { page, faults } = await as('crew');
  await openFirstLowPart(page);
  const stock = await stockOn(page);
  await page.getByRole('button', { name: 'Receive part' }).click();
  await page.getByLabel('Quantity').fill('4');
  await page.getByRole('form').getByRole('button', { name: 'Receive part' }).click();
  await page.getByText('Done.').waitFor();
  await waitForStock(page, stock + 4);
  assert.match(await page.getByRole('row').nth(1).innerText(), /Receipt\s+\+4/);
  assert.deepEqual(faults, []);
});

test('while typing, the page gives the very faults that the edge would give', async () => {
  const { page } = await as('crew');
  await openFirstLowPart(page);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.getByRole('button', { name: 'Receive part' }).click();
  await page.getByLabel('Quantity').fill('0');
  await page.getByLabel('Delivery note').fill('#!');
  const shown = await page.locator('.faults li').allInnerTexts();
  const { status, body } = await console_.system.as(person('Halcyon', 'crew'))('/v1/actions/receive_part', {
    body: { entity_id: id, payload: { quantity: 0, reference: '#!' } },
    key: crypto.randomUUID(),
  });
  assert.equal(status, 400);
  assert.equal(shown.length, 2);
  assert.deepEqual(
    shown,
    body.faults.map(({ message }) => message),
  );
});

test('crew are offered nothing that asks for a signature', async () => {
  const { page } = await as('crew');
  await openFirstLowPart(page);
  const offered = await page.getByRole('complementary').getByRole('button').allInnerTexts();
  assert.ok(offered.includes('Receive part'));
  assert.ok(!offered.some((label) => label.startsWith('Adjust stock')));
});

test('an adjustment is refused unsigned and accepted under a device key made in the page', async () => {
  const { page, faults } = await as('chief_engineer');
  await openFirstLowPart(page);
  const counted = (await stockOn(page)) + 7;
  await page.getByRole('button', { name: /^Adjust stock/ }).click();
  await page.getByLabel('Counted quantity').fill(String(counted));
  await fillRemaining(page);

  await page.getByRole('button', { name: 'Send without a signature' }).click();
  await page.getByRole('alert').getByText('signature_required').waitFor();

  await page.getByRole('textbox', { name: 'Reason', exact: true }).last().fill('Counted with the second engineer');
  await page.getByRole('button', { name: 'Make a signing key for this device' }).click();
  await page.getByRole('button', { name: /signed with this device/ }).click();
  await page.getByText('Done.').waitFor();
  await waitForStock(page, counted);
  assert.deepEqual(faults, []);
});

/** Chooses the first option of every list that is still open, such as the cause of an adjustment. */
async function fillRemaining(page) {
  for (const list of await page.getByRole('form').getByRole('combobox').all()) await list.selectOption({ index: 1 });
}

/** What the database itself says is tied to a work order, closest first, as far as the page asks for it. */
async function orderOfLinks(workOrder) {
  const rows = await console_.system.database.as(
    person('Halcyon', 'captain'),
    (sql) => sql`select entity_id from related_to_work_order(${workOrder}, 50)`,
  );
  return rows.map(({ entity_id }) => entity_id);
}

test('α 0 shows related items in the order of their links; α 1 re-ranks them by meaning, in the page', async () => {
  const { page, faults } = await as('captain');
  await page.getByRole('link', { name: 'Work orders' }).click();
  await page.getByRole('table').getByRole('link').first().click();
  const list = page.getByTestId('related').getByRole('listitem');
  await list.first().waitFor();
  const order = () => list.evaluateAll((items) => items.map((item) => item.dataset.id));
  const slider = page.getByRole('slider');
  await slider.fill('0');
  const byLinks = await order();
  assert.deepEqual(byLinks, await orderOfLinks(new URL(page.url()).pathname.split('/').at(-1)));
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await slider.fill('1');
  await page.getByText('α = 1.00').waitFor();
  const byMeaning = await order();
  assert.notDeepEqual(byMeaning, byLinks);
  assert.deepEqual(byMeaning.toSorted(), byLinks.toSorted());
  assert.deepEqual(requests, [], 'nothing is asked of the edge');
  const cosines = (await list.allInnerTexts()).map((text) => Number(/meaning (-?[\d.]+)/.exec(text)?.[1] ?? NaN));
  const known = cosines.filter((cosine) => !Number.isNaN(cosine));
  assert.deepEqual(
    known,
    known.toSorted((a, b) => b - a),
  );
  assert.deepEqual(faults, []);
});

test('the story can be walked by keyboard alone', async () => {
  const { page } = await as('crew');
  await page.keyboard.press('/');
  await page.keyboard.type('impeller');
  await page.getByRole('heading', { name: 'Found' }).waitFor();
  const first = page.getByRole('table').getByRole('link').first();
  await first.waitFor();
  await first.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Receive part' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Quantity').focus();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.getByText('Done.').waitFor();
});

test('the first link leads past the navigation', async () => {
  const { page } = await as('crew');
  await page.getByRole('link', { name: 'Skip to the page' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => globalThis.document.activeElement?.id === 'main');
});

test('each page has its own title', async () => {
  const { page } = await as('crew');
  await page.waitForFunction(() => globalThis.document.title === 'Parts · Fairlead');
  await openFirstLowPart(page);
  const name = await page.getByRole('heading', { level: 1 }).innerText();
  await page.waitForFunction((title) => globalThis.document.title === title, `${name} · Fairlead`);
  await page.goBack();
  await page.waitForFunction(() => globalThis.document.title === 'Parts · Fairlead');
});

test('more rows are shown once, however often one clicks', async () => {
  const { page } = await as('crew');
  const answered = [];
  page.on('requestfinished', (request) => request.url().includes('cursor=') && answered.push(request.url()));
  await page.getByRole('searchbox').fill('e');
  const more = page.getByRole('button', { name: 'Show more' });
  await more.waitFor();
  await more.evaluate((button) => {
    button.click();
    button.click();
  });
  while (answered.length < 2) await page.waitForEvent('requestfinished');
  await page.waitForFunction(() => globalThis.document.querySelectorAll('table a').length > 50);
  const shown = await page
    .getByRole('table')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.href));
  assert.equal(new Set(shown).size, shown.length);
});

test('the page runs under a policy that forbids eval', async () => {
  const response = await fetch(console_.system.url);
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /script-src [^;]*'wasm-unsafe-eval'/);
  assert.doesNotMatch(policy, /'unsafe-eval'|'unsafe-inline'/);
});
