// Looking at the queue while it is worked on, past all functions of the product.
import { setTimeout as sleep } from 'node:timers/promises';

const kLookMilliseconds = 250;

/** What the queue holds now; null while the database is away. */
export async function look(cluster) {
  try {
    const [row] = await cluster.sql('superuser')`
      select count(*)::integer as jobs, count(*) filter (where status = 'succeeded')::integer as succeeded,
             count(*) filter (where status in ('queued', 'running'))::integer as open,
             count(*) filter (where status = 'running')::integer as running,
             coalesce(max(extract(epoch from clock_timestamp() - heartbeat_at)) filter (where status = 'running'), 0)::float8
               as silence
        from ai_jobs`;
    return row;
  } catch {
    return null;
  }
}

/** How many jobs a worker (host-pid) holds; undefined while the database is away. */
export async function heldBy(cluster, worker) {
  try {
    const [{ held }] = await cluster.sql('superuser')`
      select count(*)::integer as held from ai_jobs where status = 'running' and locked_by = ${worker}`;
    return held;
  } catch {
    return undefined;
  }
}

/** Waits until `holds()` gives true; false when it has not in time. */
export async function becomes(holds, milliseconds = 30_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    if (await holds()) return true;
    if (Date.now() > end) return false;
    await sleep(kLookMilliseconds);
  }
}

/** Waits until no job is queued or running; false when some are still after that time. */
export function allDone(cluster, milliseconds) {
  return becomes(async () => (await look(cluster))?.open === 0, milliseconds);
}
