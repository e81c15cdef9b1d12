/** Mails and their summaries, which a model writes in the background. */

import { createRoute, z } from '@hono/zod-openapi';
import type { Transaction } from '../database/client.ts';
import { asMember, type Session } from '../database/member.ts';
import { optionalBody } from '../http/body.ts';
import { routes } from '../http/context.ts';
import { notFound, Problem } from '../http/problem.ts';
import { answers, bodyOf, decodeCursor, kMember, page, PageQuery, pageOf, Time, Uuid } from '../http/schemas.ts';
import { askAgain, hasEnded, Job, jobColumns, kStates, type JobView } from '../jobs/job.ts';
import { promptVersion } from '../jobs/prompts.ts';
import { settingsOf } from '../settings.ts';

const kType = 'email_summarize_v1';

const Summary = z
  .object({
    overview: z.string(),
    urgency: z.enum(['low', 'medium', 'high']),
    action_items: z.array(z.object({ title: z.string(), owner: z.string().optional(), due: z.string().optional() })),
  })
  .openapi('MailSummary', { description: 'edge/registry/schemas/mail_summary_v1.json' });

const kState = z.enum(['none', ...kStates]).openapi({
  description:
    "Of the summary's job; `none`: nobody asked for one. A mail may have a summary and be asked about again.",
});

const Mail = z
  .object({
    id: Uuid,
    from_name: z.string(),
    from_address: z.string(),
    subject: z.string(),
    received_at: Time,
    urgency: Summary.shape.urgency.nullable().openapi({ description: 'As the summary says; null without one.' }),
    summary_state: kState,
  })
  .openapi('Mail');

const MailWithText = Mail.extend({
  to_addresses: z.array(z.string()),
  text: z.string(),
}).openapi('MailWithText');

const MailSummaryState = z
  .object({
    email_id: Uuid,
    state: kState,
    job: Job.nullable(),
    summary: Summary.nullable(),
    prompt_version: z.string().nullable().openapi({ description: 'Of the prompt that the summary was made with.' }),
    current: z.boolean().openapi({ description: 'Whether that is the present prompt.' }),
    model: z.string().nullable(),
    tokens: z.int().nullable(),
    cost_usd: z.number().nullable(),
    made_at: Time.nullable(),
  })
  .openapi('MailSummaryState');

const Ask = z
  .strictObject({
    again: z.boolean().default(false).openapi({ description: 'Also where a summary was made, or could not be.' }),
  })
  .openapi('SummaryRequest');

const params = z.object({ id: Uuid });

const list = createRoute({
  method: 'get',
  path: '/v1/emails',
  summary: 'Mails, the newest first',
  ...kMember,
  request: { query: z.object(PageQuery) },
  responses: answers(200, page(Mail), 'A page of mails.', 400, 401, 429),
});

const one = createRoute({
  method: 'get',
  path: '/v1/emails/{id}',
  summary: 'One mail with its text',
  ...kMember,
  request: { params },
  responses: answers(200, MailWithText, 'The mail.', 400, 401, 404, 429),
});

const summarize = createRoute({
  method: 'post',
  path: '/v1/emails/{id}/summarize',
  summary: 'Asks for a summary of a mail',
  description:
    'Asked twice, it is the same job. One that has ended is queued again when `again` says so, or when its summary is of an older prompt; one that retention has deleted is a new job. Where summaries are switched off (`AI_SUMM_ENABLED=false`) it is 409 `summaries_off`.',
  ...kMember,
  request: { params, body: { ...bodyOf('SummaryRequest'), required: false } },
  responses: answers(202, Job, 'The job.', 400, 401, 404, 409, 413, 415, 429),
});

const summary = createRoute({
  method: 'get',
  path: '/v1/emails/{id}/summary',
  summary: 'The summary of a mail, or how far it is',
  ...kMember,
  request: { params },
  responses: answers(200, MailSummaryState, 'The summary and its state.', 400, 401, 404, 429),
});

export const emails = routes();

emails.openAPIRegistry.register('SummaryRequest', Ask);

type MailRow = z.infer<typeof Mail>;

const kMail = (sql: Transaction) => sql`
  e.id, e.from_name, e.from_address, e.subject, e.received_at, s.summary_json ->> 'urgency' as urgency,
  coalesce(j.status, case when s.summary_json is null then 'none' else 'succeeded' end) as summary_state`;

/** A mail, its summary's job, and its best summary: of the present prompt, else the latest. */
const kFrom = (sql: Transaction) => sql`
  emails e
  left join ai_jobs j on j.job_type = ${kType} and j.account_id = e.account_id
    and j.gmail_message_id = e.gmail_message_id and j.tenant_id = e.tenant_id
  left join lateral (
    select * from email_ai_summaries s
    where s.tenant_id = e.tenant_id and s.account_id = e.account_id and s.gmail_message_id = e.gmail_message_id
    order by s.prompt_version = ${promptVersion(kType)} desc, s.updated_at desc
    limit 1) s on true`;

emails.openapi(list, async (c) => {
  const { cursor, limit } = c.req.valid('query');
  const [at, id] = decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()])) ?? [null, null];
  const rows = await asMember(
    c,
    ({ sql }) => sql<MailRow[]>`
      select ${kMail(sql)} from ${kFrom(sql)}
      where e.tenant_id = claimed_tenant()
        and (${at}::timestamptz is null or (e.received_at, e.id) < (${at}::timestamptz, ${id}::uuid))
      order by e.received_at desc, e.id desc
      limit ${limit + 1}`,
  );
  const item = (row: MailRow): MailRow => row;
  return c.json(
    pageOf(rows, limit, item, (row) => [row.received_at, row.id]),
    200,
  );
});

emails.openapi(one, async (c) => {
  const { id } = c.req.valid('param');
  const [mail] = await asMember(
    c,
    ({ sql }) => sql<z.infer<typeof MailWithText>[]>`
      select ${kMail(sql)}, to_json(e.to_addresses) as to_addresses, e.body_text as text from ${kFrom(sql)}
      where e.tenant_id = claimed_tenant() and e.id = ${id}`,
  );
  if (!mail) throw notFound('There is no such mail here.');
  return c.json(mail, 200);
});

emails.openapi(summarize, async (c) => {
  const { id } = c.req.valid('param');
  const { again } = await optionalBody(c, Ask);
  const how = { again, trace: c.var.trace.traceparent, enabled: settingsOf(c.env).summaries };
  const job = await asMember(c, (session) => askForSummary(session, id, how));
  return c.json(job, 202);
});

interface How {
  again: boolean;
  trace: string;
  enabled: boolean;
}

async function askForSummary({ sql }: Session, id: string, { again, trace, enabled }: How): Promise<JobView> {
  const [mail] = await sql<{ account_id: string; gmail_message_id: string }[]>`
    select account_id, gmail_message_id from emails where tenant_id = claimed_tenant() and id = ${id}`;
  if (!mail) throw notFound('There is no such mail here.');
  if (!enabled) {
    throw new Problem(409, 'summaries_off', 'Summaries are switched off here. Whoever runs this sets AI_SUMM_ENABLED.');
  }
  await sql`
    insert into ai_jobs (job_type, account_id, gmail_message_id, trace_parent)
    values (${kType}, ${mail.account_id}, ${mail.gmail_message_id}, ${trace}) on conflict do nothing`;
  const job = (await jobOf(sql, mail))!;
  const outdated = job.status === 'succeeded' && !(await hasPresentSummary(sql, mail));
  if (!hasEnded(job.status) || !(again || outdated)) return job;
  await askAgain(sql, job.id, trace); // where another request was first, its job is this one's too
  return (await jobOf(sql, mail))!;
}

interface MailKey {
  account_id: string;
  gmail_message_id: string;
}

async function jobOf(sql: Transaction, { account_id, gmail_message_id }: MailKey): Promise<JobView | undefined> {
  const [job] = await sql<JobView[]>`
    select ${jobColumns(sql)} from ai_jobs
    where tenant_id = claimed_tenant() and job_type = ${kType} and account_id = ${account_id}
      and gmail_message_id = ${gmail_message_id}`;
  return job;
}

async function hasPresentSummary(sql: Transaction, { account_id, gmail_message_id }: MailKey): Promise<boolean> {
  const rows = await sql`
    select from email_ai_summaries
    where tenant_id = claimed_tenant() and account_id = ${account_id} and gmail_message_id = ${gmail_message_id}
      and prompt_version = ${promptVersion(kType)}`;
  return rows.length > 0;
}

type Kept = Omit<z.infer<typeof MailSummaryState>, 'email_id' | 'state' | 'job' | 'current'>;
type NoJob = Record<keyof JobView, null>;

emails.openapi(summary, async (c) => {
  const { id } = c.req.valid('param');
  return c.json(await asMember(c, ({ sql }) => readSummary(sql, id)), 200);
});

async function readSummary(sql: Transaction, id: string): Promise<z.infer<typeof MailSummaryState>> {
  const [row] = await sql<(Kept & (JobView | NoJob))[]>`
    with found as (
      select j.*, s.summary_json as summary, s.prompt_version, s.model, s.tokens, s.cost_usd, s.updated_at as made_at
      from ${kFrom(sql)}
      where e.tenant_id = claimed_tenant() and e.id = ${id})
    select ${jobColumns(sql)}, summary, prompt_version, model, tokens, cost_usd, made_at from found`;
  if (!row) throw notFound('There is no such mail here.');
  const { summary, prompt_version, model, tokens, cost_usd, made_at, ...rest } = row;
  const job = rest.id === null ? null : rest;
  return {
    email_id: id,
    state: job?.status ?? (summary === null ? 'none' : 'succeeded'),
    job,
    summary,
    prompt_version,
    current: prompt_version === promptVersion(kType),
    model,
    tokens,
    cost_usd,
    made_at,
  };
}
