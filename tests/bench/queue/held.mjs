// A transaction that somebody forgot to end.
import postgres from 'postgres';

/** Opens one, with a snapshot; gives what ends it. */
export async function holdTransaction(url) {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  let release;
  const held = new Promise((resolve) => (release = resolve));
  let begun;
  const began = new Promise((resolve) => (begun = resolve));
  const transaction = sql.begin('isolation level repeatable read', async (inner) => {
    await inner`select count(*) from pg_class`;
    begun();
    await held;
  });
  await began;
  return async () => {
    release();
    await transaction;
    await sql.end();
  };
}
