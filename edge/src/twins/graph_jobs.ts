/** How far the jobs are that read texts for a twin's graph. */

import type { Transaction } from '../database/client.ts';
import { jobColumns, type JobView } from '../jobs/job.ts';

type Counts = Record<JobView['status'], number>;

export interface GraphJobsView {
  twin_id: string;
  pending: number;
  counts: Counts;
  latest: JobView | null;
}

const kNone: Counts = { queued: 0, running: 0, succeeded: 0, dead: 0, cancelled: 0 };

/** The jobs of a twin of the tenant's, found by the index `ai_jobs_of_twin`. */
export async function readGraphJobs(sql: Transaction, twinId: string): Promise<GraphJobsView> {
  const rows = await sql<{ status: JobView['status']; count: number }[]>`
    select status, count(*) as count from ai_jobs
    where tenant_id = claimed_tenant() and twin_id = ${twinId} group by status`;
  const [latest] = await sql<JobView[]>`
    select ${jobColumns(sql)} from ai_jobs
    where tenant_id = claimed_tenant() and twin_id = ${twinId} order by id desc limit 1`;
  const counts = { ...kNone, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) };
  return { twin_id: twinId, pending: counts.queued + counts.running, counts, latest: latest ?? null };
}
