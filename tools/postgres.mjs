// tools/postgres start|stop|status|reset: the project's own PostgreSQL by hand.
import * as postgres from './lib/postgres.mjs';
import { ports, secretsFile, shown } from './lib/settings.mjs';
import { stopWith } from './lib/steps.mjs';

const commands = {
  async start() {
    const started = await postgres.start();
    console.log(
      `PostgreSQL ${started ? 'runs' : 'was running already'} on 127.0.0.1:${ports.postgres}; addresses: ${shown(secretsFile)}`,
    );
  },
  stop() {
    postgres.stop();
    console.log('PostgreSQL is stopped.');
  },
  async reset() {
    await postgres.start();
    postgres.resetDatabase();
    console.log('The database fairlead is empty; npm start migrates and seeds it.');
  },
  status() {
    const state = postgres.status();
    console.log(state);
    if (state !== 'running') process.exitCode = 3;
  },
};

const command = commands[process.argv[2]];
if (command) {
  await Promise.resolve(command()).catch(stopWith);
} else {
  console.error('Usage: tools/postgres start|stop|status|reset');
  process.exitCode = 2;
}
