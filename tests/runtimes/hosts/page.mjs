// Browsers: a page that answers the test's questions.
import * as api from '@fairlead/core';

import { run } from './suite.mjs';

window.run = (cases) => run(api, cases);
