/** Jobs as members see them, and queueing them again. What becomes of a job is the core's to say. */

import { z } from '@hono/zod-openapi';
import { decide, type Job as Rule, type JobStatus } from '@fairlead/core/job';
import type { Transaction } from '../database/client.ts';
import { Problem } from '../http/problem.ts';
import { Time } from '../http/schemas.ts';

export const kStates = ['queued', 'running', 'succeeded', 'dead', 'cancelled'] as const;

export const Job = z
  .object({
    id: z.int(),
    type: z.string(),
    status: z.enum(kStates),
    attempts: z.int().openapi({ description: 'Failures charged to it; the fifth makes it dead.' }),
    losses: z.int().openapi({ description: 'Workers that died with it.' }),
    run_after: Time.openapi({ description: 'Queued: not before this.' }),
    last_error_code: z.string().nullable(),
    last_error_at: Time.nullable(),
    created_at: Time,
    updated_at: Time,
    finished_at: Time.nullable(),
  })
  .openapi('Job');

export type JobView = z.infer<typeof Job>;

/** The columns of `JobView`, of the table under this name. */
export const jobColumns = (sql: Transaction) => sql`
  id, job_type as type, status, attempts, losses, run_after, last_error_code, last_error_at, created_at, updated_at,
  finished_at`;

/** A job of the tenant's by its id, or undefined. */
export async function findJob(sql: Transaction, id: number): Promise<JobView | undefined> {
  const [job] = await sql<JobView[]>`
    select ${jobColumns(sql)} from ai_jobs where tenant_id = claimed_tenant() and id = ${id}`;
  return job;
}

export const hasEnded = (status: JobStatus): boolean => ['succeeded', 'dead', 'cancelled'].includes(status);

/** The rule's part of a row; null where there is no such job. */
async function readRule(sql: Transaction, id: number): Promise<{ job: Rule; now: number } | null> {
  const [row] = await sql<(Rule & { now: number })[]>`
    select status, lease, attempts, losses, deferrals, to_micros(run_after) as run_after, locked_by,
           to_micros(heartbeat_at) as heartbeat_at, to_micros(finished_at) as finished_at, last_error_code,
           to_micros(last_error_at) as last_error_at, to_micros(clock_timestamp()) as now
    from ai_jobs where tenant_id = claimed_tenant() and id = ${id}`;
  if (!row) return null;
  const { now, ...job } = row;
  return { job, now };
}

/**
 * Queues an ended job again, as the rule has it, if it is still as it was read.
 *
 * @throws Problem 409 `not_finished` where it has not ended
 */
export async function requeue(sql: Transaction, id: number, trace: string): Promise<void> {
  const read = await readRule(sql, id);
  if (read === null) return;
  const { applied, code, message, job } = decide({ ...read, event: 'requeue' });
  if (!applied) throw new Problem(409, code, message);
  await sql`
    update ai_jobs
       set status = ${job.status}, attempts = ${job.attempts}, losses = ${job.losses}, deferrals = ${job.deferrals},
           run_after = from_micros(${job.run_after}), finished_at = null, trace_parent = ${trace}
     where tenant_id = claimed_tenant() and id = ${id} and status = ${read.job.status} and lease = ${read.job.lease}`;
}
