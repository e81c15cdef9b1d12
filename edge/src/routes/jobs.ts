/** Jobs, for those who run the vessel's systems: one job, asking for it again, and how the queue stands. */

import { createRoute, z } from '@hono/zod-openapi';
import { enterDeed } from '../audit.ts';
import type { Transaction } from '../database/client.ts';
import { asMember, type Session } from '../database/member.ts';
import { routes } from '../http/context.ts';
import { notFound } from '../http/problem.ts';
import { requireRole } from '../http/roles.ts';
import { answers, kMember, Time } from '../http/schemas.ts';
import { findJob, Job, kStates, requeue, type JobView } from '../jobs/job.ts';

const kWho = 'manager';

const Depth = z
  .object({
    type: z.string(),
    status: z.enum(kStates),
    count: z.int(),
    due: z.int().openapi({ description: 'Queued: those that wait for nothing but a worker.' }),
    oldest_s: z.number().openapi({ description: 'Seconds since the oldest was due, or came to this state.' }),
  })
  .openapi('JobDepth');

const DeadLetters = z
  .object({ type: z.string(), code: z.string().nullable(), count: z.int(), last_at: Time })
  .openapi('DeadLetters');

const Stats = z.object({ depths: z.array(Depth), dead: z.array(DeadLetters) }).openapi('JobStats');

const params = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

const stats = createRoute({
  method: 'get',
  path: '/v1/jobs/stats',
  summary: "How many of the tenant's jobs are in which state, since when, and what died of what",
  ...kMember,
  responses: answers(200, Stats, 'The figures.', 401, 403, 429),
});

const one = createRoute({
  method: 'get',
  path: '/v1/jobs/{id}',
  summary: 'One job',
  ...kMember,
  request: { params },
  responses: answers(200, Job, 'The job.', 400, 401, 403, 404, 429),
});

const again = createRoute({
  method: 'post',
  path: '/v1/jobs/{id}/requeue',
  summary: 'Queues a job that has ended again, with nothing charged',
  ...kMember,
  request: { params },
  responses: answers(202, Job, 'The job.', 400, 401, 403, 404, 409, 429),
});

export const jobs = routes();

jobs.openapi(stats, async (c) => {
  const answer = await asMember(c, ({ sql, member }) => {
    requireRole(member, kWho);
    return readStats(sql);
  });
  return c.json(answer, 200);
});

async function readStats(sql: Transaction): Promise<z.infer<typeof Stats>> {
  const depths = await sql<z.infer<typeof Depth>[]>`
    select job_type as type, status, count(*) as count,
           count(*) filter (where status = 'queued' and run_after <= clock_timestamp()) as due,
           greatest(0, extract(epoch from clock_timestamp()
             - min(case when status = 'queued' then run_after else updated_at end))::float8) as oldest_s
    from ai_jobs where tenant_id = claimed_tenant()
    group by job_type, status order by job_type, status`;
  const dead = await sql<z.infer<typeof DeadLetters>[]>`
    select job_type as type, last_error_code as code, count(*) as count, max(finished_at) as last_at
    from ai_jobs where tenant_id = claimed_tenant() and status = 'dead'
    group by job_type, last_error_code order by count desc, job_type, last_error_code`;
  return { depths: [...depths], dead: [...dead] };
}

async function jobHere({ sql, member }: Session, id: number): Promise<JobView> {
  requireRole(member, kWho);
  const job = await findJob(sql, id);
  if (!job) throw notFound('There is no such job here.');
  return job;
}

jobs.openapi(one, async (c) => {
  const { id } = c.req.valid('param');
  return c.json(await asMember(c, (session) => jobHere(session, id)), 200);
});

jobs.openapi(again, async (c) => {
  const { id } = c.req.valid('param');
  const job = await asMember(c, (session) => requeueJob(session, id, c.var.requestId, c.var.trace.traceparent));
  return c.json(job, 202);
});

async function requeueJob(session: Session, id: number, request_id: string, trace: string): Promise<JobView> {
  const before = await jobHere(session, id);
  await requeue(session.sql, id, trace);
  const after = await jobHere(session, id);
  const { type, status, last_error_code } = before;
  await enterDeed(session, {
    action: 'requeue_job',
    entity_type: null,
    entity_id: null,
    before: { job_id: id, type, status, last_error_code },
    after: { job_id: id, type, status: after.status },
    signature: null,
    request_id,
  });
  return after;
}
