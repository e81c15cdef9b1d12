// The count of what really happened: from a log that triggers keep in the database, from the model
// server's own log, and from what the workers were told of their completions.
import { readFileSync } from 'node:fs';

const kSqlFolder = new URL('.', import.meta.url);
const read = (name) => readFileSync(new URL(name, kSqlFolder), 'utf8');

/** Installs the log of effects. */
export const watchEffects = (cluster) => cluster.sql('superuser').unsafe(read('effects.sql'));

/** Takes the fence out of the queue's functions. */
export const removeFence = (cluster) => cluster.sql('superuser').unsafe(read('unfence.sql'));

const kCounts = `
  with completions as (
    select job, count(*) as times from chaos.effects where what = 'succeeded' group by job),
  writes as (
    select account, message, count(*) as times from chaos.effects where what = 'summary' group by account, message)
  select (select count(*) from emails) as mails,
         (select count(*) from ai_jobs) as jobs,
         (select count(*) from ai_jobs where status = 'succeeded') as succeeded,
         (select count(*) from ai_jobs where status in ('queued', 'running')) as unfinished,
         (select count(*) from ai_jobs where status in ('dead', 'cancelled')) as dead,
         (select count(*) from emails m where not exists (
            select from email_ai_summaries s
             where s.account_id = m.account_id and s.gmail_message_id = m.gmail_message_id)) as without_summary,
         (select count(*) from completions where times > 1) as completed_twice,
         (select count(*) from writes where times > 1) as written_twice,
         (select count(*) from chaos.effects w where w.what = 'summary' and not exists (
            select from chaos.effects c where c.what = 'succeeded' and c.xact = w.xact
               and c.account = w.account and c.message = w.message)) as written_alone,
         (select count(*) from chaos.effects where what = 'over_limit') as over_limit`;

/** Counts by name, once everything is over. */
async function databaseCounts(cluster) {
  const sql = cluster.sql('superuser');
  await sql.unsafe('analyze chaos.effects, emails, email_ai_summaries');
  const [counts] = await sql.unsafe(kCounts);
  return Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Number(value)]));
}

/** `job.lease` of each committed completion. */
async function committedLeases(cluster) {
  const rows = await cluster.sql('superuser')`select job, lease from chaos.effects where what = 'succeeded'`;
  return rows.map(({ job, lease }) => `${job}.${lease}`);
}

/**
 * Everything that can be counted of a run that is over.
 *
 * @param events what the workers logged
 */
export async function countEffects(cluster, model, events) {
  const committed = await committedLeases(cluster);
  const asks = model.asks();
  const asked = new Set(asks.map(({ job, lease }) => `${job}.${lease}`));
  const kept = new Set(committed);
  const of = (event) => events.filter((line) => line.event === event);
  return {
    ...(await databaseCounts(cluster)),
    askedTwice: asks.length - new Set(asks.map(({ job, lease, ask }) => `${job}.${lease}.${ask}`)).size,
    asks: asks.length,
    neverAsked: committed.filter((lease) => !asked.has(lease)).length,
    acknowledged: of('job_done').length,
    acknowledgedAndGone: of('job_done').filter(({ job, lease }) => !kept.has(`${job}.${lease}`)).length,
    rescued: of('job_rescued').length,
    refused: of('job_result_refused').length,
    dropped: of('job_result_dropped').length,
  };
}
