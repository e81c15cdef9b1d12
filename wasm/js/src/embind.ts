import { valueOf } from './answer.js';
import type { Compilation, Core, Handle, Input, Operation } from './core.js';
import { FairleadError } from './error.js';
import type { RerankResult } from './rank.js';
import { putBlock, readItems, rerankBlock, type Block, type FloatsRequest, type PutRequest } from './rank_floats.js';
import { encode } from './utf8.js';

/** A compiled object of an Embind module, or what is left of a compilation that failed. */
interface EmbindHandle {
  readonly answer: string;
  readonly compiled: boolean;
  delete(): void;
}

/** What an Embind module offers: one function for each operation, `concept_name`. */
export type EmbindModule = Record<string, (...inputs: unknown[]) => unknown>;

/** The core as one of its Embind modules has it. */
export class EmbindCore implements Core {
  readonly #module: EmbindModule;
  #stopped: FairleadError | null = null;

  constructor(module: EmbindModule) {
    this.#module = module;
  }

  run(operation: Operation, ...inputs: Input[]): string {
    return this.#call(operation, inputs) as string;
  }

  compile(operation: Operation, ...documents: string[]): Compilation {
    const object = this.#call(operation, documents) as EmbindHandle;
    const { answer, compiled } = object;
    if (!compiled) object.delete();
    return { answer, object: compiled ? object : null };
  }

  derive(object: Handle, operation: Operation): Compilation {
    const made = this.#call(operation, [], object) as EmbindHandle;
    return { answer: made.answer, object: made };
  }

  ask(object: Handle, operation: Operation, ...inputs: Input[]): string {
    return this.#call(operation, inputs, object) as string;
  }

  holds(object: Handle, operation: Operation, ...inputs: Input[]): boolean {
    return this.#call(operation, inputs, object) as boolean;
  }

  constant(operation: Operation): number {
    return this.#call(operation, []) as number;
  }

  release(object: Handle): void {
    if (!this.#stopped) (object as EmbindHandle).delete();
  }

  rerank(input: FloatsRequest, set?: Handle): RerankResult {
    const used = this.#lay(rerankBlock(input));
    const answer = set ? this.#run('rank.rerank_set_f32', set, used) : this.#run('rank.rerank_f32', used);
    const rest = valueOf<RerankResult>(answer as string);
    return readItems(this.#run('rank.items') as Float64Array, input.ids, rest);
  }

  put(set: Handle, vectors: PutRequest): string {
    return this.#run('rank.put_f32', set, this.#lay(putBlock(vectors))) as string;
  }

  /** Lays a block out in the module's memory; gives the bytes used. */
  #lay(block: Block): number {
    const { buffer, byteOffset } = this.#run('rank.request_block', block.size) as Uint8Array;
    return block.write(buffer, byteOffset);
  }

  #call(operation: Operation, inputs: Input[], ...first: Handle[]): unknown {
    const passed = inputs.map((input) => (typeof input === 'string' ? encode(input) : Number(input)));
    return this.#run(operation, ...first, ...passed);
  }

  /** A trap leaves the module in an unknown state, and a script cannot load another in the middle of a call. */
  #run(operation: string, ...inputs: unknown[]): unknown {
    if (this.#stopped) throw this.#stopped;
    try {
      return this.#module[operation.replace('.', '_')]?.(...inputs);
    } catch (error) {
      const message = `The rule core stopped, out of memory or by a fault; load the page anew. (${String(error)})`;
      throw (this.#stopped = new FairleadError('core_fault', message));
    }
  }
}
