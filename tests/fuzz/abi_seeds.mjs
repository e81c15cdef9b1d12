// Seeds of the C ABI target: the calls that a vector makes, in the bytes that abi_fuzz.cpp reads.
import { existsSync, readFileSync } from 'node:fs';

const kSignatures = new URL('../../wasm/js/dist/signature.js', import.meta.url);
const kHeader = new URL('../../wasm/abi/fairlead.h', import.meta.url);

const kWrite = 0x00;
const kCall = 0x60;
// Of one handle or of two the first, and of two the second.
const kFirstHandle = 0x60;
const kSecondHandle = 0x61;
const kNumber = 0xe0;

const u32 = (value) => Buffer.from(Uint32Array.of(value).buffer);
const f64 = (value) => Buffer.from(Float64Array.of(value).buffer);

/** The functions of the target's table, in the header's order. */
function functions() {
  const header = readFileSync(kHeader, 'utf8');
  const names = [...header.matchAll(/^[a-z].* \*?(fl_[a-z0-9_]+)\(/gm)].map(([, name]) => name);
  return names.filter((name) => !/^fl_(input|release|out_of_memory)$/.test(name));
}

/** Stands in for the core and writes down how it is called. */
class Recorder {
  #bytes = [];
  #functions = functions();

  #call(operation, handle, inputs) {
    const index = this.#functions.indexOf(`fl_${operation.replace('.', '_')}`);
    if (index < 0) return;
    const text = Buffer.from(inputs.filter((input) => typeof input === 'string').join(''));
    const length = Buffer.from(Uint16Array.of(text.length).buffer);
    this.#bytes.push(Buffer.of(kWrite), length, text, Buffer.of(kCall, index, ...handle));
    for (const input of inputs) {
      if (typeof input === 'string') this.#bytes.push(Buffer.of(kNumber), u32(Buffer.byteLength(input)));
      else this.#bytes.push(typeof input === 'number' ? f64(input) : Buffer.of(Number(input)));
    }
  }

  run(operation, ...inputs) {
    this.#call(operation, [], inputs);
    return '{"value":null}';
  }
  compile(operation, ...documents) {
    this.#call(operation, [], documents);
    return { answer: '{"value":null}', object: { handle: kFirstHandle } };
  }
  derive({ handle }, operation) {
    this.#call(operation, [handle], []);
    return { answer: '{"value":null}', object: { handle: kSecondHandle } };
  }
  ask({ handle }, operation, ...inputs) {
    this.#call(operation, [handle], inputs);
    return '{"value":null}';
  }
  release() {}

  get bytes() {
    return Buffer.concat(this.#bytes);
  }
}

/** The seed of a case. The package must be built, as the vectors' own runner is; else there is none. */
export async function abiSeeds() {
  if (!existsSync(kSignatures)) return () => undefined;
  const { answer } = await import('../wasm/lib/vectors.mjs');
  return async (one) => {
    const recorder = new Recorder();
    await answer(() => recorder, one);
    return recorder.bytes;
  };
}
