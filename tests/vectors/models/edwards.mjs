// Ed25519 by the book (RFC 8032, section 5.1) on BigInt: slow and plain, to make signatures that no
// library would make.
import { createHash } from 'node:crypto';

const p = 2n ** 255n - 19n;
export const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (a, m = p) => ((a % m) + m) % m;

function power(base, exponent) {
  let result = 1n;
  for (let b = mod(base), e = exponent; e > 0n; e >>= 1n, b = mod(b * b)) if (e & 1n) result = mod(result * b);
  return result;
}
const inverse = (a) => power(a, p - 2n);
const d = mod(-121665n * inverse(121666n));

/** The x of a point with this y whose lowest bit is `sign`; nothing where no point has this y. */
function xOf(y, sign) {
  const square = mod((y * y - 1n) * inverse(mod(d * y * y + 1n)));
  let x = power(square, (p + 3n) / 8n);
  if (mod(x * x) !== square) x = mod(x * power(2n, (p - 1n) / 4n));
  if (mod(x * x) !== square) return undefined;
  return (x & 1n) === sign ? x : mod(-x);
}

export const neutral = { x: 0n, y: 1n };
const baseY = mod(4n * inverse(5n));
export const base = { x: xOf(baseY, 0n), y: baseY };

export function add(a, b) {
  const product = mod(d * mod(a.x * b.x) * mod(a.y * b.y));
  return {
    x: mod((a.x * b.y + b.x * a.y) * inverse(mod(1n + product))),
    y: mod((a.y * b.y + a.x * b.x) * inverse(mod(1n - product))),
  };
}

export function multiply(scalar, point) {
  let result = neutral;
  for (let e = scalar, q = point; e > 0n; e >>= 1n, q = add(q, q)) if (e & 1n) result = add(result, q);
  return result;
}

/** The eight points whose order divides 8: what is left of any point times the group's order. */
export function smallPoints() {
  for (let y = 2n; ; y++) {
    const x = xOf(y, 0n);
    if (x === undefined) continue;
    const point = multiply(order, { x, y });
    const points = Array.from({ length: 8 }, (_, i) => multiply(BigInt(i), point));
    if (new Set(points.map((q) => encode(q).toString('hex'))).size === 8) return points;
  }
}

const bytesOf = (number) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse();

/** A point's 32 bytes; of y, a greater number that is the same in the field may be given. */
export const encode = ({ x, y }, spelled = y) => bytesOf(spelled | ((x & 1n) << 255n));
/** The points whose y can be spelled by 255 bits in a second way. */
export const otherSpelling = (point) => (point.y < 19n ? encode(point, point.y + p) : undefined);

const hash = (...parts) => {
  const digest = createHash('sha512').update(Buffer.concat(parts)).digest().reverse();
  return BigInt(`0x${digest.toString('hex')}`);
};
/** The challenge k of a signature's first half, the key and the message. */
export const challenge = (r, key, message) => mod(hash(r, key, Buffer.from(message)), order);

/** R and S for the secret scalar `a`, with the nonce `r` chosen and R spelled as given. */
export function signature(a, key, message, r, encodedR = encode(multiply(r, base))) {
  return Buffer.concat([encodedR, bytesOf(mod(r + challenge(encodedR, key, message) * a, order))]);
}
