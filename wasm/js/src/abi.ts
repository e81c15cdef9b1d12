import { valueOf } from './answer.js';
import type { Compilation, Core, Handle, Input, Operation } from './core.js';
import { FairleadError, handlesExhausted } from './error.js';
import type { CoreExports } from './generated/core_exports.js';
import type { RerankResult } from './rank.js';
import {
  kItemNumbers,
  putBlock,
  readItems,
  rerankBlock,
  type Block,
  type FloatsRequest,
  type PutRequest,
} from './rank_floats.js';
import { decode, encodeInto } from './utf8.js';

type Operations = Record<string, (this: void, ...inputs: number[]) => number>;

const kAbiVersion = 1;
const kMostInput = 2 ** 31;

/** An object, with what is needed to compile it again should its instance be lost, if it can be. */
interface AbiHandle {
  exports: CoreExports;
  id: number;
  operation: Operation;
  documents: string[] | null;
}

/**
 * The core behind its C ABI. Texts are written one behind the other into the module's input buffer
 * and passed as their lengths; a compiled object is passed first, as its number.
 */
export class AbiCore implements Core {
  #source: () => WebAssembly.Module;
  #exports: CoreExports | null = null;

  /** Nothing is loaded before the first question. */
  constructor(source: () => WebAssembly.Module) {
    this.#source = source;
  }

  /** Takes the module from the program instead of from where the loader would look for it. */
  use(module: WebAssembly.Module): void {
    this.#source = () => module;
    this.#exports = null;
  }

  /** Instantiates the module now rather than at the first question. */
  start(): this {
    this.#running();
    return this;
  }

  run(operation: Operation, ...inputs: Input[]): string {
    return this.#call(this.#running(), operation, [], inputs);
  }

  compile(operation: Operation, ...documents: string[]): Compilation {
    const exports = this.#running();
    const answer = this.#call(exports, operation, [], documents);
    const id = exports.fl_handle();
    // A set of vectors is not what it was opened with: opening it again would give an empty one.
    const kept = operation === 'rank.open' ? null : documents;
    return { answer, object: id === 0 ? null : { exports, id, operation, documents: kept } };
  }

  derive(object: Handle, operation: Operation): Compilation {
    const answer = this.ask(object, operation);
    const exports = this.#running();
    const id = exports.fl_handle();
    return { answer, object: id === 0 ? null : { exports, id, operation, documents: null } };
  }

  ask(object: Handle, operation: Operation, ...inputs: Input[]): string {
    const id = this.#idOf(object);
    return this.#call(this.#running(), operation, [id], inputs);
  }

  holds(object: Handle, operation: Operation, ...inputs: Input[]): boolean {
    const id = this.#idOf(object);
    return this.#number(this.#running(), operation, [id], inputs) !== 0;
  }

  constant(operation: Operation): number {
    return this.#number(this.#running(), operation, [], []);
  }

  release(object: Handle): void {
    const { exports, id } = object as AbiHandle;
    if (exports === this.#exports) exports.fl_release(id);
  }

  rerank(input: FloatsRequest, set?: Handle): RerankResult {
    const id = set && this.#idOf(set);
    const exports = this.#running();
    return this.#guarded(exports, () => {
      const used = lay(exports, rerankBlock(input));
      const frame = id === undefined ? exports.fl_rank_rerank_f32(used) : exports.fl_rank_rerank_set_f32(id, used);
      const rest = valueOf<RerankResult>(read(exports, frame));
      const count = kItemNumbers * input.ids.length;
      const numbers = new Float64Array(exports.memory.buffer, addressOf(exports.fl_rank_items()), count);
      return readItems(numbers, input.ids, rest);
    });
  }

  put(set: Handle, vectors: PutRequest): string {
    const id = this.#idOf(set);
    const exports = this.#running();
    return this.#guarded(exports, () => read(exports, exports.fl_rank_put_f32(id, lay(exports, putBlock(vectors)))));
  }

  /** The number of an object in the running instance: after a trap it is compiled again. */
  #idOf(object: Handle): number {
    const handle = object as AbiHandle;
    if (handle.exports === this.#running()) return handle.id;
    if (!handle.documents) {
      throw new FairleadError('handle_invalid', 'This object was lost when the rule core stopped; make it anew.');
    }
    const { object: again } = this.compile(handle.operation, ...handle.documents);
    // Its old number may name another object in this instance.
    if (!again) throw handlesExhausted();
    Object.assign(handle, again);
    return handle.id;
  }

  #running(): CoreExports {
    return (this.#exports ??= started(this.#source()));
  }

  #call(exports: CoreExports, operation: Operation, first: number[], inputs: Input[]): string {
    return read(exports, this.#number(exports, operation, first, inputs));
  }

  #number(exports: CoreExports, operation: Operation, first: number[], inputs: Input[]): number {
    const call = (exports as unknown as Operations)[exportOf(operation)];
    if (!call) throw new FairleadError('operation_unknown', `There is no operation ${operation}.`);
    return this.#guarded(exports, () => call(...first, ...pass(exports, inputs)));
  }

  /**
   * A trap leaves the instance in an unknown state, so the next question gets a new one; compiled
   * objects follow when they are asked.
   */
  #guarded<T>(exports: CoreExports, action: () => T): T {
    try {
      return action();
    } catch (error) {
      // JavaScript's own complaint about an input; the module was not called, or answered.
      if (error instanceof FairleadError || error instanceof TypeError) throw error;
      this.#exports = null;
      if (exports.fl_out_of_memory() !== 0) throw outOfMemory();
      throw new FairleadError('core_fault', `The rule core stopped: ${String(error)}`);
    }
  }
}

const exportNames = new Map<Operation, string>();

/** The export of an operation: `fl_action_evaluate` of `action.evaluate`. */
function exportOf(operation: Operation): string {
  let name = exportNames.get(operation);
  if (name === undefined) exportNames.set(operation, (name = `fl_${operation.replace('.', '_')}`));
  return name;
}

/** A fresh instance, of a module that came with this package. */
function started(module: WebAssembly.Module): CoreExports {
  const foreign = WebAssembly.Module.imports(module).length > 0;
  const exports = (foreign ? {} : new WebAssembly.Instance(module).exports) as Partial<CoreExports>;
  if (!exports.fl_abi_version || !exports._initialize) {
    const message = 'The WebAssembly module given is not core.wasm of @fairlead/core (it has no fl_abi_version).';
    throw new FairleadError('module_foreign', `${message} Pass the file that came with this package.`);
  }
  exports._initialize();
  const version = exports.fl_abi_version();
  if (version === kAbiVersion) return exports as CoreExports;
  throw new FairleadError(
    'abi_version',
    `core.wasm speaks version ${version} of the C ABI where this package speaks ${kAbiVersion}; use the file that came with the package.`,
  );
}

/** Writes the texts among the inputs to the input buffer; gives what the function is called with. */
function pass(exports: CoreExports, inputs: Input[]): number[] {
  let size = 0;
  for (const input of inputs) if (typeof input === 'string') size += 3 * input.length;
  let start = room(exports, size);
  const end = start + size;
  const passed: number[] = [];
  for (const input of inputs) {
    if (typeof input !== 'string') {
      passed.push(Number(input));
      continue;
    }
    const length = encodeInto(input, new Uint8Array(exports.memory.buffer, start, end - start));
    start += length;
    passed.push(length);
  }
  return passed;
}

/** Lays a block out in the input buffer; gives the bytes used. */
function lay(exports: CoreExports, block: Block): number {
  const start = room(exports, block.size);
  return block.write(exports.memory.buffer, start);
}

/** The address of the input buffer, with room for so many bytes. */
function room(exports: CoreExports, size: number): number {
  const start = size <= kMostInput ? addressOf(exports.fl_input(size)) : 0;
  if (start === 0) throw outOfMemory();
  return start;
}

/** An address as it is meant: those above 2 GiB come out of the module as negative numbers. */
function addressOf(pointer: number): number {
  return pointer >>> 0;
}

/** The text of a result frame: its length in four bytes, then its bytes. */
function read({ memory }: CoreExports, pointer: number): string {
  const frame = addressOf(pointer);
  const length = new DataView(memory.buffer).getUint32(frame, true);
  return decode(new Uint8Array(memory.buffer, frame + 4, length));
}

function outOfMemory(): FairleadError {
  return new FairleadError('out_of_memory', 'The rule core has no memory left for this input.');
}
