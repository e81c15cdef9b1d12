/** Refusals as RFC 9457 problem documents. */

import { FairleadError } from '@fairlead/core';
import type { FieldFault, Verdict } from '@fairlead/core/action';

/** Further members of a problem document, by code. */
export interface Extensions {
  /** What is wrong with which input: a JSON Pointer into the payload, or the name of a parameter. */
  faults?: (FieldFault | Fault)[];
  /** The checks of an action's verdict, in their order. */
  checks?: Verdict['checks'];
  /** The result that an idempotency key already stands for. */
  first?: unknown;
  /** What is not ready. */
  missing?: string[];
}

/** One thing wrong with a parameter or a member of the body. */
export interface Fault {
  path: string;
  code: string;
  message: string;
}

/** A refusal on its way to the caller. Thrown anywhere, answered in one place. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly extensions: Extensions;
  readonly headers: Record<string, string>;

  /**
   * @param code - stable and in snake_case; clients may branch on it
   * @param detail - whole sentences for people: what, where, what to do
   */
  constructor(
    status: number,
    code: string,
    detail: string,
    extensions: Extensions = {},
    headers: Record<string, string> = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.extensions = extensions;
    this.headers = headers;
  }
}

const kTitles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

/** The answer for a refusal. */
export function problemResponse(problem: Problem, requestId: string): Response {
  const { status, code, message: detail, extensions, headers } = problem;
  const title = kTitles[status] ?? 'Refused';
  const body = {
    type: `urn:fairlead:problem:${code}`,
    title,
    status,
    code,
    detail,
    request_id: requestId,
    ...extensions,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}

/** 404 for a thing that is not there, or that is another tenant's. */
export const notFound = (detail = 'There is no such thing here.'): Problem => new Problem(404, 'not_found', detail);

/** 401 with the challenge that RFC 6750 asks for. */
export function unauthorized(code: string, detail: string): Problem {
  const challenge = code === 'token_missing' ? 'Bearer' : 'Bearer error="invalid_token"';
  return new Problem(401, code, detail, {}, { 'www-authenticate': challenge });
}

/** The refusal that a verdict of the action rules stands for. */
export function denied(verdict: Verdict): Problem {
  const { status, code, message, faults, checks } = verdict;
  return new Problem(status, code, message, { checks, ...(faults.length > 0 ? { faults } : {}) });
}

/** A 400 for something the core could not read. Anything but an error of the core is thrown on. */
export function badInput(error: unknown): Problem {
  if (!(error instanceof FairleadError)) throw error;
  const { code, message, path } = error;
  return new Problem(400, code, message, { faults: [{ path, code, message }] });
}
