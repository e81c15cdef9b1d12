import postgres from 'postgres';

/** A client as this edge sets it up: numbers for bigint and numeric, text for times. */
export type Sql = postgres.Sql<{ bigint: number; numeric: number; time: string }>;
/** The same inside a transaction. */
export type Transaction = postgres.TransactionSql<{ bigint: number; numeric: number; time: string }>;

/** `2026-03-01 10:00:00.123456+00`, as PostgreSQL writes it in UTC, to RFC 3339 with all its microseconds. */
function rfc3339(text: string): string {
  return text.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z');
}

/**
 * A client for one request. On Workers a socket belongs to the request that opened it, and Hyperdrive keeps the real
 * connections; so a client is made for each request, opens one connection when first asked, and is closed after the
 * answer (`end`).
 *
 * Types are not looked up (`fetch_types` would cost a round trip), and no time passes through a JavaScript Date, which
 * would cut its microseconds.
 */
export function openClient(url: string): Sql {
  return postgres(url, {
    max: 1,
    fetch_types: false,
    prepare: true,
    connect_timeout: 5,
    idle_timeout: 20,
    onnotice: () => undefined,
    types: {
      bigint: { to: 20, from: [20], serialize: String, parse: Number },
      numeric: { to: 1700, from: [1700], serialize: String, parse: Number },
      time: { to: 1184, from: [1082, 1083, 1114, 1184], serialize: (text: string) => text, parse: rfc3339 },
    },
  });
}
