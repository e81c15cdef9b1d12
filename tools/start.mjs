// npm start: from a bare machine to the running system. Ctrl-C stops all of it.
import { bootstrap, holdSystem } from './lib/session.mjs';
import { stopWith } from './lib/steps.mjs';
import { welcome } from './lib/welcome.mjs';

const began = Date.now();
bootstrap();
await holdSystem(() => welcome(Date.now() - began)).catch(stopWith);
process.exit();
