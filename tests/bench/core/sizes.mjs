// What a page or an isolate has to load.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { row } from '../rows.mjs';

const dist = new URL('../../../wasm/js/dist/', import.meta.url);
const cedar = new URL('../../../node_modules/@cedar-policy/cedar-wasm/esm/cedar_wasm_bg.wasm', import.meta.url);

const kKibibyte = 1024;
const kMost = { 'core.wasm': 200 };
const kMostOfEmbind = 120;

const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

export function sizes() {
  const names = readdirSync(dist).filter((name) => name.endsWith('.wasm'));
  const peer = readFileSync(cedar);
  return names.sort().flatMap((name) => {
    const bytes = readFileSync(new URL(name, dist));
    const figure = (label, size, whole, target) =>
      row(`size: ${label}`, {
        ours: size(bytes) / kKibibyte,
        ...(whole && { peer: size(peer) / kKibibyte, peerName: 'Cedar' }),
        unit: 'KiB',
        target,
      });
    const whole = name === 'core.wasm';
    return [
      figure(name, (file) => file.length, whole),
      figure(`${name}, gzip`, zipped, whole, { most: kMost[name] ?? kMostOfEmbind }),
    ];
  });
}
