/** Vectors on their way from the database to the ranking and to the page. */

/** A vector as the database writes it: the text of a JSON array. */
export const parseVector = (text: string): Float32Array => Float32Array.from(JSON.parse(text) as number[]);

/** Base64 of little-endian 32-bit floats, whatever this machine's own order is. */
export function encodeVector(vector: Float32Array): string {
  const view = new DataView(new ArrayBuffer(vector.length * 4));
  vector.forEach((value, index) => view.setFloat32(index * 4, value, true));
  let binary = '';
  for (let index = 0; index < view.byteLength; index++) binary += String.fromCharCode(view.getUint8(index));
  return btoa(binary);
}
