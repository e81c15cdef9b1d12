import type { CoreExports } from './generated/core_exports.js';
import type { RerankResult } from './rank.js';
import type { FloatsRequest, PutRequest } from './rank_floats.js';

/**
 * One build of the rule core as the concept files see it: the C ABI module (`abi.ts`) or an
 * Embind module (`embind.ts`). Operations have the names of the wire contract, `concept.name`;
 * every answer is the contract's canonical JSON text.
 */
export interface Core {
  /** Runs an operation that needs no compiled object. */
  run(operation: Operation, ...inputs: Input[]): string;
  /** Compiles documents to an object that can be asked many times. */
  compile(operation: Operation, ...documents: string[]): Compilation;
  /** Makes a further object of a compiled one; unlike that, it is lost with its instance. */
  derive(object: Handle, operation: Operation): Compilation;
  /** Asks an object that was not released. */
  ask(object: Handle, operation: Operation, ...inputs: Input[]): string;
  /** Asks an object for a yes or no. */
  holds(object: Handle, operation: Operation, ...inputs: Input[]): boolean;
  /** A number that the build goes by. */
  constant(operation: Operation): number;
  /** Gives a compiled object's memory back; called once. */
  release(object: Handle): void;
  /** Ranks candidates whose vectors are in memory already, or in a set, without going through JSON. */
  rerank(input: FloatsRequest, set?: Handle): RerankResult;
  /** Puts vectors into a set. */
  put(set: Handle, vectors: PutRequest): string;
}

/** `concept.name` for each `fl_concept_name` of fairlead.h: what is not declared there does not compile. */
export type Operation = OperationOf<keyof CoreExports>;
type OperationOf<Name> = Name extends `fl_${infer Concept}_${infer Rest}` ? `${Concept}.${Rest}` : never;

export type Input = string | number | boolean;

/** What a build calls a compiled object; opaque to all but that build. */
export type Handle = object;

/** The answer to a compilation, and the object unless the answer is an error. */
export interface Compilation {
  answer: string;
  object: Handle | null;
}
