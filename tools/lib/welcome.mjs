// What the user reads when everything runs.
import { logDirectory, secretsFile, shown } from './settings.mjs';
import { address, program } from './system.mjs';

const kDemoRoles = ['crew', 'chief_engineer', 'captain'];

/** The demo people of one tenant, one for each role that the story tells of. */
async function demoPeople() {
  const { people } = await (await fetch(`${address}/demo/people`)).json();
  const tenant = people.find(({ role }) => role === 'crew')?.tenant_id;
  return kDemoRoles
    .map((role) => people.find((person) => person.role === role && person.tenant_id === tenant))
    .filter(Boolean);
}

/** Prints the address, who may sign in, and what to try. */
export async function welcome(milliseconds) {
  const people = await demoPeople();
  const width = Math.max(...people.map(({ name }) => name.length));
  console.log(`
Fairlead runs: ${address}   (started in ${(milliseconds / 1000).toFixed(1)} s)

Sign in as one of these people of ${people[0].tenant_name}; no password is asked:
${people.map(({ name, role }) => `  ${name.padEnd(width)}  ${role.replace('_', ' ')}`).join('\n')}

Try:
  - as crew: see what is low in stock, open a part and receive some of it
  - as crew: adjusting stock is not offered, and is refused when asked for
  - as captain or chief engineer: adjust stock; refused unsigned, done when signed
  - open a work order and move the slider: its related items re-rank in the browser
  - open a mail and have it summarised: the queue's worker asks the local model
  - watch the queue meanwhile:
    ${shown(program)} --config ${shown(secretsFile)} jobs stats --watch

Logs: ${shown(logDirectory)}/   Stop everything: Ctrl-C`);
}
