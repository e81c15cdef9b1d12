// Node, Deno and Bun: a program that reads the vectors from a file and prints what came out.
import { readFileSync } from 'node:fs';

import * as api from '@fairlead/core';

import { run } from './suite.mjs';

const cases = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'));
console.log(JSON.stringify(await run(api, cases)));
