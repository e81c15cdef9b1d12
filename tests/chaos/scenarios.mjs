// What `npm run chaos -- queue` plays, in this order. A scenario is a module that exports
//
//   name           one word, by which it is asked for
//   shows          what holds when its rows hold, in a sentence
//   run(context)   an async generator of its rows, {what, wanted, had, held} (lib/rows.mjs);
//                  `context` gives it clusters, model servers and workers (lib/context.mjs)
//   unfenced       true where it also runs without the fence, and must miss then
import * as clock from './clock.mjs';
import * as crowd from './crowd.mjs';
import * as halfOpen from './half_open.mjs';
import * as hosts from './hosts.mjs';
import * as kills from './kills.mjs';
import * as listen from './listen.mjs';
import * as pool from './pool.mjs';

export const scenarios = [kills, halfOpen, listen, pool, clock, hosts, crowd];
