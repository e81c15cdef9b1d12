import postgres from 'postgres';
import { Problem } from '../http/problem.ts';

/** SQLSTATEs of a transaction that would pass if it were run again. */
const kRetry = new Set(['40001', '40P01']);
/** No room, shutting down, wrong password, no such database: away, as far as a caller is concerned. */
const kUnavailable = new Set(['53300', '57P01', '57P02', '57P03', '28000', '28P01', '3D000']);
/** What postgres.js, Node's sockets and those of workerd say when there is no connection to be had. */
const kConnection =
  /^(?:CONNECT_TIMEOUT|CONNECTION_\w+|ECONN\w+|ENOTFOUND|EPIPE)$|connection attempt failed|connection lost|cannot connect/i;

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return [code, message].find((text) => typeof text === 'string') ?? '';
}

/** Whether running the transaction again may succeed: a deadlock or a serialization failure. */
export function isTransient(error: unknown): boolean {
  return error instanceof postgres.PostgresError && kRetry.has(error.code);
}

/** Rules of the data that have a word of their own; the database's message says the rest. */
const kRules: Readonly<Record<string, string>> = { stock_never_below_zero: 'stock_insufficient' };

/**
 * What a database error means to the caller: 400 for a value the database cannot hold (such as U+0000 in a text), 409
 * for a state that does not allow it, 503 where the database is away or too slow. Other errors are faults of this
 * program and are given back as they are.
 */
export function databaseProblem(error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof postgres.PostgresError) {
    if (code.startsWith('22')) return new Problem(400, 'invalid_value', 'A value in the request cannot be stored.');
    if (code === '23505') return new Problem(409, 'already_exists', 'There is already one with these values.');
    if (code === '23503') return new Problem(404, 'not_found', 'Something that the request names is not here.');
    const rule = kRules[error.constraint_name ?? ''];
    if (rule) return new Problem(409, rule, error.message);
    if (code === '23514') return new Problem(409, 'rule_violated', 'A rule of the data does not allow this change.');
    if (kRetry.has(code)) return new Problem(409, 'conflict', 'Others changed the same things. Try again.');
    if (code === '57014') return new Problem(503, 'timed_out', 'The database took too long. Try again later.');
  }
  if (kUnavailable.has(code) || kConnection.test(code)) {
    return new Problem(503, 'database_unavailable', 'The database cannot be reached. Try again later.');
  }
  return error;
}
