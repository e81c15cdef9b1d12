const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The text of bytes that the core wrote. */
export function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** The bytes of a text, for the core. */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  return text.isWellFormed() ? encoder.encode(text) : encodeIllFormed(text);
}

/** Writes the bytes of a text, at most three for each of its UTF-16 units; returns how many. */
export function encodeInto(text: string, target: Uint8Array): number {
  if (text.isWellFormed()) return encoder.encodeInto(text, target).written;
  const bytes = encodeIllFormed(text);
  target.set(bytes);
  return bytes.length;
}

/**
 * A lone surrogate has no UTF-8 form, and an encoder would quietly put another character in its
 * place. It becomes the byte FF, so that the core refuses the text as it does from any other host.
 */
function encodeIllFormed(text: string): Uint8Array<ArrayBuffer> {
  const pieces = text.split(/\p{Surrogate}/u).map((piece) => encoder.encode(piece));
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length + 1, -1)).fill(0xff);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length + 1;
  }
  return bytes;
}
