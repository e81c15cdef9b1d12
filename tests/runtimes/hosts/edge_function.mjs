// Vercel's edge runtime: an edge function, called as the platform calls one.
import worker from './worker.mjs';

globalThis.addEventListener('fetch', (event) => event.respondWith(worker.fetch(event.request)));
