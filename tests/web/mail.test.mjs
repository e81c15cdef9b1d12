// Mail in the page: the list, one mail, and its summary as a worker makes it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { asWorker } from '../edge/support/database.mjs';
import { person } from '../edge/support/system.mjs';
import { signIn, startConsole } from './support/console.mjs';

const kSummary = {
  overview: 'The harbour confirms the berth.',
  urgency: 'high',
  action_items: [{ title: 'Send the crew list', owner: 'Purser', due: '2026-10-01' }],
};

let console_;
before(async () => {
  console_ = await startConsole();
});
after(() => console_?.stop());

const worker = (work) => asWorker(console_.system.database, work);

/** The n-th mail of the list, opened by somebody who is signed in. */
async function openMail(n, options) {
  const window = await console_.open(options);
  const { page } = window;
  await signIn(page, person('Halcyon', 'crew').name);
  await page.getByRole('navigation').getByRole('link', { name: 'Mail' }).click();
  const link = page.getByRole('table').getByRole('link').nth(n);
  const subject = await link.innerText();
  await link.click();
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  return { ...window, subject, id: new URL(page.url()).pathname.split('/').at(-1) };
}

const told = (page, text) => page.getByRole('status').getByText(text).waitFor();
const button = (page, name) => page.getByRole('complementary').getByRole('button', { name });

/** Claims the mail's job, as a worker does. */
const claim = (id) =>
  worker(
    (sql) => sql`
      update ai_jobs j set status = 'running', lease = lease + 1, locked_by = 'host-1', claimed_at = clock_timestamp(),
             heartbeat_at = clock_timestamp()
      from emails e where e.id = ${id} and j.account_id = e.account_id and j.gmail_message_id = e.gmail_message_id collate "C"`,
  );

const end = (id, status, code) =>
  worker(
    (sql) => sql`
      update ai_jobs j set status = ${status}, finished_at = clock_timestamp(), last_error_code = ${code}, locked_by = null,
             heartbeat_at = null, attempts = ${code === null ? 0 : 5}
      from emails e where e.id = ${id} and j.account_id = e.account_id and j.gmail_message_id = e.gmail_message_id collate "C"`,
  );

const keep = (id, summary) =>
  worker(
    (sql) => sql`
      insert into email_ai_summaries (tenant_id, account_id, gmail_message_id, prompt_version, summary_json, model, tokens, prompt_tokens)
      select tenant_id, account_id, gmail_message_id, 'mail-summary-1', ${sql.json(summary)}, 'fairlead-extractive-summary-1', 9, 9
      from emails where id = ${id}`,
  );

test('the list shows what is there, newest first, with the state of each summary', async () => {
  const { page, faults } = await openMail(0);
  await page.getByRole('link', { name: '← Mail' }).click();
  await page.getByRole('table').waitFor();
  const rows = await page.getByRole('row').allInnerTexts();
  assert.equal(rows.length, 21);
  assert.match(rows[0], /Subject\s+From\s+Received\s+Summary/);
  assert.deepEqual(faults, []);
});

test('a summary is asked for by keyboard, and its state is told as it changes', async () => {
  const { page, id, faults } = await openMail(1);
  await told(page, 'Nobody has asked');
  await button(page, 'Summarise this mail').focus();
  await page.keyboard.press('Enter');
  await told(page, 'it waits for a worker');
  assert.equal(await page.evaluate(() => globalThis.document.activeElement?.tagName), 'BUTTON', 'the focus stays');
  await claim(id);
  await told(page, 'A model is reading the mail');
  await keep(id, kSummary);
  await end(id, 'succeeded', null);
  await told(page, 'Ready');
  const summary = page.getByTestId('summary');
  assert.match(await summary.innerText(), /High urgency[^]*harbour confirms[^]*Send the crew list · Purser · by/);
  await page.getByText('fairlead-extractive-summary-1').waitFor();
  if (process.env.FAIRLEAD_SCREENSHOTS) await page.screenshot({ path: `${process.env.FAIRLEAD_SCREENSHOTS}/mail.png` });
  await page.getByRole('link', { name: '← Mail' }).click();
  await page.getByRole('cell', { name: 'High urgency' }).waitFor();
  if (process.env.FAIRLEAD_SCREENSHOTS)
    await page.screenshot({ path: `${process.env.FAIRLEAD_SCREENSHOTS}/mails.png` });
  assert.deepEqual(faults, []);
});

test('one that failed says why, and can be asked for again', async () => {
  const { page, id, faults } = await openMail(2);
  await button(page, 'Summarise this mail').click();
  await told(page, 'it waits for a worker');
  await end(id, 'dead', 'SCHEMA_INVALID');
  await told(page, 'could not be made');
  await page.getByText('What the model wrote was not a summary').waitFor();
  await page.getByText('after 5 attempts').waitFor();
  if (process.env.FAIRLEAD_SCREENSHOTS)
    await page.screenshot({ path: `${process.env.FAIRLEAD_SCREENSHOTS}/mail_failed.png` });
  await button(page, 'Try again').click();
  await told(page, 'The next try is after');
  assert.equal(await button(page, 'Summary asked for').getAttribute('aria-disabled'), 'true');
  assert.deepEqual(faults, []);
});

test('while it is made again, the one before is there', async () => {
  const { page, id } = await openMail(3);
  await button(page, 'Summarise this mail').click();
  await told(page, 'it waits for a worker');
  await keep(id, kSummary);
  await end(id, 'succeeded', null);
  await told(page, 'Ready');
  await button(page, 'Summarise again').click();
  await told(page, 'Until then this is the one before');
  await page.getByText('The harbour confirms the berth.').waitFor();
});

test('a server that is away is told, and the page goes on by itself', async () => {
  const { page, id } = await openMail(4);
  await button(page, 'Summarise this mail').click();
  await told(page, 'it waits for a worker');
  await page.route('**/summary', (route) => route.abort());
  await page.getByRole('alert').getByText('unreachable').waitFor();
  await button(page, 'Summary asked for').waitFor();
  await claim(id);
  await page.unroute('**/summary');
  await told(page, 'A model is reading the mail');
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('what a mail says is shown as text', async () => {
  const html = '<img src=x onerror="document.title=1"><b>bold</b>';
  const { page, id, faults } = await openMail(5);
  await button(page, 'Summarise this mail').click();
  await told(page, 'it waits for a worker');
  await keep(id, { overview: html, urgency: 'low', action_items: [] });
  await end(id, 'succeeded', null);
  await told(page, 'Ready');
  await page.getByText(html).waitFor();
  assert.notEqual(await page.title(), '1');
  assert.deepEqual(faults, []);
});
