/** W3C Trace Context: the caller's trace is taken over, or one begins here. */
export interface Trace {
  /** 32 lower-case hex digits. */
  traceId: string;
  /** This request's own span: 16 lower-case hex digits. */
  spanId: string;
  /** The header for whoever is called, or does work, on behalf of this request. */
  traceparent: string;
}

const kTraceparent = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The trace of a request with this `traceparent` header; a header that breaks the standard is ignored. */
export function traceOf(header: string | undefined): Trace {
  const [, version, traceId, parentId, flags, more] = kTraceparent.exec(header ?? '') ?? [];
  const good =
    version !== undefined &&
    version !== 'ff' &&
    !/^0+$/.test(traceId!) &&
    !/^0+$/.test(parentId!) &&
    (version !== '00' || more === undefined);
  const id = good ? traceId! : randomHex(16);
  const spanId = randomHex(8);
  return { traceId: id, spanId, traceparent: `00-${id}-${spanId}-${good ? flags! : '00'}` };
}
