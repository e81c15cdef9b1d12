// A program of wasm/hosts as a build of the core that the vectors can be run on. Requests go through
// a pipe and are waited for; wasm/hosts/README.md says how they look.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class HostCore {
  #folder = mkdtempSync(join(tmpdir(), 'fairlead-host-'));
  #requests = this.#pipe('requests');
  #answers = this.#pipe('answers');

  constructor(program, module) {
    spawn(program, [module], { stdio: [this.#requests.read, this.#answers.write, 'inherit'] });
    closeSync(this.#requests.read);
    closeSync(this.#answers.write);
  }

  run(operation, ...inputs) {
    return this.#ask('text', nameOf(operation), inputs);
  }

  compile(operation, ...documents) {
    return this.#made(this.run(operation, ...documents));
  }

  derive(object, operation) {
    return this.#made(this.ask(object, operation));
  }

  #made(answer) {
    const handle = Number(this.#ask('number', 'fl_handle', []));
    return { answer, object: handle === 0 ? null : { handle } };
  }

  ask({ handle }, operation, ...inputs) {
    return this.#ask('text', nameOf(operation), [handle, ...inputs]);
  }

  release({ handle }) {
    this.#ask('number', 'fl_release', [handle]);
  }

  /** Lets the program end. */
  end() {
    closeSync(this.#requests.write);
    closeSync(this.#answers.read);
    rmSync(this.#folder, { recursive: true });
  }

  #ask(kind, name, inputs) {
    const texts = inputs.filter((input) => typeof input === 'string').map((text) => Buffer.from(text));
    const lengths = texts.map(({ length }) => `t${length}`);
    const words = inputs.map((input) => (typeof input === 'string' ? lengths.shift() : Number(input)));
    this.#write(Buffer.concat([Buffer.from(`${[kind, name, ...words].join(' ')}\n`), ...texts]));
    return this.#read(Number(this.#line())).toString();
  }

  #write(bytes) {
    for (let done = 0; done < bytes.length;) done += writeSync(this.#requests.write, bytes, done);
  }

  #read(size) {
    const bytes = Buffer.alloc(size);
    for (let done = 0; done < size;) {
      const count = readSync(this.#answers.read, bytes, done, size - done);
      if (count === 0) throw new Error('The host has ended; it says above why.');
      done += count;
    }
    return bytes;
  }

  #line() {
    let line = '';
    for (let byte = ''; byte !== '\n'; byte = this.#read(1).toString()) line += byte;
    return line;
  }

  /** The two ends of a named pipe; opened for both first, so that neither waits for the other. */
  #pipe(name) {
    const file = join(this.#folder, name);
    execFileSync('mkfifo', [file]);
    const both = openSync(file, 'r+');
    const ends = { read: openSync(file, 'r'), write: openSync(file, 'w') };
    closeSync(both);
    return ends;
  }
}

const nameOf = (operation) => `fl_${operation.replace('.', '_')}`;
