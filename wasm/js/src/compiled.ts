import { valueOf } from './answer.js';
import type { Core, Handle, Input, Operation } from './core.js';
import { FairleadError, handlesExhausted } from './error.js';

/** A compiled object and the build that holds it. */
export interface Held {
  core: Core;
  object: Handle;
}

/** Frees what a program forgot to dispose of, some time after it became unreachable. */
const forgotten = new FinalizationRegistry<Held>(({ core, object }) => core.release(object));

/** A document that the core compiled once, to be asked many times. */
export abstract class Compiled implements Disposable {
  #held: Held | null;

  /** @internal */
  constructor(held: Held) {
    this.#held = held;
    forgotten.register(this, held, held);
  }

  /** Gives the memory back; later questions throw `handle_invalid`. A second time does nothing. */
  dispose(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = null;
    forgotten.unregister(held);
    held.core.release(held.object);
  }

  /** The same as {@link dispose}, for `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  /** @internal */
  protected ask<T>(operation: Operation, ...inputs: Input[]): T {
    if (!this.#held) throw new FairleadError('handle_invalid', 'This object was disposed of.');
    return valueOf(this.#held.core.ask(this.#held.object, operation, ...inputs));
  }
}

/** Compiles documents; gives the object with what the core says about it, or throws its error. */
export function compile<T>(core: Core, operation: Operation, ...documents: string[]): [Held, T] {
  const { answer, object } = core.compile(operation, ...documents);
  const value = valueOf<T>(answer);
  if (!object) throw handlesExhausted();
  return [{ core, object }, value];
}
