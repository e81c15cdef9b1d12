/** Vectors on their way from pgvector to the ranking and to the page. */

/**
 * A vector in pgvector's binary form: 16-bit count of dimensions, 16 unused bits, then the dimensions as 32-bit floats,
 * all big-endian.
 */
export function decodeVector(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: view.getUint16(0) }, (_, index) => view.getFloat32(4 + 4 * index));
}

/** Base64 of little-endian 32-bit floats, whatever this machine's own order is. */
export function encodeVector(vector: Float32Array): string {
  const view = new DataView(new ArrayBuffer(vector.length * 4));
  vector.forEach((value, index) => view.setFloat32(index * 4, value, true));
  let binary = '';
  for (let index = 0; index < view.byteLength; index++) binary += String.fromCharCode(view.getUint8(index));
  return btoa(binary);
}
