// All suites on one database, so that it is made once.
import { after } from 'node:test';

import { db } from './support/shared.mjs';

import './suites/catalogue.mjs';
import './suites/isolation.mjs';
import './suites/tenancy.mjs';
import './suites/stock.mjs';
import './suites/times.mjs';
import './suites/audit.mjs';
import './suites/jobs.mjs';
import './suites/enqueue.mjs';
import './suites/embeddings.mjs';
import './suites/graph.mjs';
import './suites/demo.mjs';

after(() => db.close());
