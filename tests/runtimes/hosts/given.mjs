// A runtime of which the package knows nothing: the program brings the module itself.
import * as api from '@fairlead/core';
import { init } from '@fairlead/core/init';

import { run } from './suite.mjs';

globalThis.run = async (bytes, cases) => {
  await init(bytes);
  return JSON.stringify(await run(api, JSON.parse(cases)));
};
