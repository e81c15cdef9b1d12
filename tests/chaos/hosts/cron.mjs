// A cron entry that fires each minute, whoever leads.
import { becomes } from '../lib/progress.mjs';

const kType = 'deep_scrub';
/** The leader looks every five seconds; a new one may have to follow first. */
const kPatienceMilliseconds = 25_000;

export class Cron {
  #sql;

  static async begin(cluster) {
    const cron = new Cron();
    cron.#sql = cluster.sql('superuser');
    await cron.#sql`insert into ai_cron (tenant_id, name, schedule, job_type)
                    select tenant_id, 'each minute', '* * * * *', ${kType} from tenants order by tenant_id limit 1`;
    return cron;
  }

  async #count() {
    const [counts] = await this.#sql`
      select (select count(*) from ai_jobs where job_type = ${kType})::integer as fired,
             extract(epoch from date_trunc('minute', clock_timestamp())
                                - date_trunc('minute', created_at))::integer / 60 as wanted
        from ai_cron`;
    return counts;
  }

  /** How many jobs it was to ask for until now, and how many there are; these are taken away. */
  async end() {
    let counts;
    await becomes(async () => {
      counts = await this.#count();
      return counts.fired === counts.wanted;
    }, kPatienceMilliseconds);
    await this.#sql`delete from ai_cron`;
    await this.#sql`delete from ai_jobs where job_type = ${kType}`;
    return counts;
  }
}
