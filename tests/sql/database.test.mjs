// All suites on one database, so that it is made once.
import { after } from 'node:test';

import { db } from './support/shared.mjs';

import './suites/isolation.mjs';

after(() => db.close());
