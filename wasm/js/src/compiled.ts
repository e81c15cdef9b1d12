/// <reference lib="esnext.disposable" preserve="true" />
import { valueOf } from './answer.js';
import type { Core, Handle, Input, Operation } from './core.js';
import { FairleadError, handlesExhausted, requireInputs } from './error.js';

/** A compiled object and the build that holds it. */
export interface Held {
  core: Core;
  object: Handle;
}

/** Frees what a program forgot to dispose of, some time after it became unreachable. */
const forgotten = new FinalizationRegistry<Held>(({ core, object }) => core.release(object));

/** Something that the core holds, to be asked many times. */
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
    requireInputs(inputs);
    const { core, object } = this.holding();
    return valueOf(core.ask(object, operation, ...inputs));
  }

  /** @internal */
  protected holds(operation: Operation, ...inputs: Input[]): boolean {
    requireInputs(inputs);
    const { core, object } = this.holding();
    return core.holds(object, operation, ...inputs);
  }

  /** @internal */
  protected derive(operation: Operation): Held {
    return derive(this.holding(), operation);
  }

  /** @internal */
  protected holding(): Held {
    if (!this.#held) throw new FairleadError('handle_invalid', 'This object was disposed of.');
    return this.#held;
  }
}

/** Makes a further object of one that was compiled, or throws the core's error. */
function derive(held: Held, operation: Operation): Held {
  const { answer, object } = held.core.derive(held.object, operation);
  valueOf(answer);
  if (!object) throw handlesExhausted();
  return { core: held.core, object };
}

/** Compiles documents; gives the object with what the core says about it, or throws its error. */
export function compile<T>(core: Core, operation: Operation, ...documents: string[]): [Held, T] {
  const { answer, object } = core.compile(operation, ...documents);
  const value = valueOf<T>(answer);
  if (!object) throw handlesExhausted();
  return [{ core, object }, value];
}
