// Modules with less memory than they may want.
const kMemorySection = 5;
const kHeader = 8;

/** An unsigned LEB128 number: its value, and where it ends. */
function readNumber(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

function written(number) {
  const bytes = [];
  do {
    bytes.push((number & 0x7f) | (number > 0x7f ? 0x80 : 0));
    number >>>= 7;
  } while (number > 0);
  return bytes;
}

/**
 * A module whose one memory can grow by `pages` (of 64 KiB) beyond what it begins with, and no more.
 *
 * @param bytes the module
 */
export function limited(bytes, pages) {
  for (let at = kHeader; at < bytes.length;) {
    const [size, start] = readNumber(bytes, at + 1);
    if (bytes[at] === kMemorySection) {
      const [count, flagsAt] = readNumber(bytes, start);
      const [initial] = readNumber(bytes, flagsAt + 1);
      if (count !== 1 || bytes[flagsAt] > 1) throw new Error('The module has not one plain memory.');
      const section = [1, 1, ...written(initial), ...written(initial + pages)];
      const head = [kMemorySection, ...written(section.length), ...section];
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(head), bytes.subarray(start + size)]);
    }
    at = start + size;
  }
  throw new Error('The module has no memory.');
}
