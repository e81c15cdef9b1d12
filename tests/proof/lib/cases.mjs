// Puts the same cases to the native build and to WebAssembly, and compares all that they answer.
//
// A case file is a row of texts, each behind its length in four bytes (little-endian): the name of
// the operation, how many documents it is set up with (as digits), these documents, then one input
// after the other. The native program answers.cpp prints a digest for each block of kBlock inputs:
// SHA-256 over the answers, each behind its length. With --print it prints the answers themselves.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { encode } from '../../../wasm/js/dist/utf8.js';

export const kBlock = 1000;

/** The native program, from whichever build has it; FAIRLEAD_BUILD names another build's folder. */
export function nativeProgram() {
  const build = fileURLToPath(new URL('../../../build/', import.meta.url));
  const folders = process.env.FAIRLEAD_BUILD
    ? [process.env.FAIRLEAD_BUILD]
    : ['release', 'dev', 'asan'].map((preset) => join(build, preset));
  return folders.map((folder) => join(folder, 'tests/proof/answers_native')).find(existsSync) ?? null;
}

function framed(texts) {
  return Buffer.concat(
    texts.flatMap((text) => {
      const bytes = encode(text);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      return [length, bytes];
    }),
  );
}

function digestOf(answers) {
  const hash = createHash('sha256');
  for (const answer of answers) hash.update(framed([answer]));
  return hash.digest('hex');
}

function run(program, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve(Buffer.concat(chunks).toString('utf8').trimEnd().split('\n'));
      else reject(new Error(`${program} ended with ${status}`));
    });
  });
}

/**
 * Asks both builds the same.
 *
 * @param operation as the native program knows it
 * @param documents the texts of the setup
 * @param inputs    the cases, as texts
 * @param ask       gives WebAssembly's answer to one input; may be asynchronous
 * @throws Error with the first case that they answer differently
 */
export async function compare({ operation, documents, inputs, ask }) {
  const program = nativeProgram();
  if (program === null) throw new Error('answers_native is not built: "npm run proof" does that');
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-proof-'));
  const file = join(folder, 'cases');
  try {
    writeFileSync(file, framed([operation, String(documents.length), ...documents, ...inputs]));
    const native = run(program, file); // at work while this program asks
    native.catch(() => undefined);
    const answers = [];
    for (const input of inputs) answers.push(await ask(input));
    const digests = await native;
    for (let block = 0; block * kBlock < inputs.length; block++) {
      const ours = answers.slice(block * kBlock, (block + 1) * kBlock);
      if (digestOf(ours) !== digests[block]) throw await firstDifference(program, file, inputs, answers);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function firstDifference(program, file, inputs, answers) {
  const native = (await run(program, '--print', file)).map((line) => JSON.parse(line));
  const at = answers.findIndex((answer, i) => answer !== native[i]);
  return new Error(
    `native and WebAssembly differ at case ${at}\n  input  ${JSON.stringify(inputs[at])}\n` +
      `  native ${native[at]}\n  wasm   ${answers[at]}`,
  );
}

/** What the native build answers to each input. */
export async function askNative(operation, documents, inputs) {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-proof-'));
  try {
    const file = join(folder, 'cases');
    writeFileSync(file, framed([operation, String(documents.length), ...documents, ...inputs]));
    return (await run(nativeProgram(), '--print', file)).map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The options --cases N and --seed S of a proof's command line.
 *
 * @throws Error where they are not numbers: without cases everything would hold
 */
export function optionsOf(args, cases) {
  const valueOf = (name, otherwise) => {
    const at = args.indexOf(name);
    const value = at < 0 ? otherwise : Number(args[at + 1]);
    if (Number.isInteger(value) && value > 0) return value;
    throw new Error(`${name} must be followed by a number from 1 on, not by "${args[at + 1]}"`);
  };
  return { cases: valueOf('--cases', cases), seed: valueOf('--seed', 1) };
}
