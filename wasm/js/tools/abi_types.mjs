// The types of core.wasm's exports, written from the header that declares them. What a text or an
// answer holds is not in the header; that is said in the concepts' own files.

const kTypes = new Map([
  ['void', 'void'],
  ['uint32_t', 'number'],
  ['int32_t', 'number'],
  ['int', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['uint64_t', 'bigint'],
  ['int64_t', 'bigint'],
]);
const kFunction = /(?:\/\*((?:(?!\*\/).)*)\*\/\s*)?\b((?:const )?\w+\*?)\s+(fl_\w+)\(([^)]*)\);/gs;

/** A pointer is an address in the module's memory. */
function typeOf(type) {
  const found = type.endsWith('*') ? 'number' : kTypes.get(type.replace('const ', ''));
  if (!found) throw new Error(`fairlead.h: no TypeScript type is known for "${type}".`);
  return found;
}

function parameter(text) {
  const [, type, name] = /^((?:const )?\w+\s*\*?)\s*(\w+)$/.exec(text.trim()) ?? [];
  if (!name) throw new Error(`fairlead.h: "${text}" is no parameter.`);
  const camel = name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
  return `${camel}: ${typeOf(type.replace(/\s/g, ''))}`;
}

function declaration([, comment, type, name, parameters]) {
  const inputs = parameters.trim() === 'void' ? [] : parameters.split(',').map(parameter);
  const said = comment ? `  /** ${comment.trim().replace(/\s+(\* )?/g, ' ')} */\n` : '';
  return `${said}  ${name}(this: void, ${inputs.join(', ')}): ${typeOf(type)};`.replace(
    '(this: void, )',
    '(this: void)',
  );
}

/** TypeScript that declares what a C header does. */
export function abiTypes(header) {
  const functions = [...header.matchAll(kFunction)];
  return `// Written by tools/abi_types.mjs from wasm/abi/fairlead.h; not to be edited.

/**
 * What \`core.wasm\` exports, for hosts that instantiate it themselves: \`fairlead.h\` says how texts go
 * in and answers come out. Addresses above 2 GiB come out negative; \`>>> 0\` mends them.
 */
export interface CoreExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Call this once, before all else. */
  _initialize(this: void): void;
${functions.map(declaration).join('\n')}
}
`;
}
