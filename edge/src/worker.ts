/** Cloudflare Workers: the application, bundled with the registry and the rule core. */

import { createApp } from './app.ts';

export default createApp();
