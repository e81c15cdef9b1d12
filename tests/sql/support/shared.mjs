// One database for all suites of a run, with rows in every table.
import { addFixtures } from '../isolation.mjs';
import { openDatabase } from './database.mjs';

export const db = await openDatabase();
await addFixtures(db).catch(async (error) => {
  await db.close();
  throw error;
});
