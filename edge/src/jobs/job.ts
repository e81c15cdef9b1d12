/** Jobs as members see them, and queueing them again. */

import { z } from '@hono/zod-openapi';
import type { JobStatus } from '@fairlead/core/job';
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

/**
 * Queues an ended job again, with nothing charged, for the request with this `traceparent`.
 *
 * @returns whether it had ended; of two requests at once the second finds it queued
 */
export async function askAgain(sql: Transaction, id: number, trace: string): Promise<boolean> {
  const [{ done }] = await sql<[{ done: boolean }]>`select ai_ask_again(${id}, p_trace_parent => ${trace}) as done`;
  return done;
}

/**
 * The same for a request that is about the job itself.
 *
 * @throws Problem 409 `not_finished` where it has not ended
 */
export async function requeue(sql: Transaction, id: number, trace: string): Promise<void> {
  const done = await askAgain(sql, id, trace);
  if (!done) throw new Problem(409, 'not_finished', 'The job has not ended. Wait until it has, or cancel it.');
}
