/** The edge's routes as functions, one a route. Refusals are thrown as `ApiProblem`. */
import type { ActionInfo, Envelope, RegistryDocument } from '@fairlead/core/action';

import { currentToken, signOut } from './session.ts';

export interface Fault {
  path: string;
  code: string;
  message: string;
}

/** An RFC 9457 problem document as the edge answers it. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly requestId: string | null,
    readonly faults: Fault[],
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
export interface Person {
  user_id: string;
  name: string;
  role: string;
  tenant_id: string;
  tenant_name: string;
  /** Was a member once. */
  revoked?: boolean;
}
export interface SigningKey {
  key_id: string;
  label: string;
  public_key: string;
  created_at: string;
  revoked_at: string | null;
}
export interface Me {
  user_id: string;
  name: string;
  tenant_id: string;
  tenant_name: string;
  role: string;
  alpha: number;
  signing_keys: SigningKey[];
}
export interface Part {
  id: string;
  name: string;
  part_number: string;
  location: string;
  unit: string;
  stock: number;
  min_level: number;
}
export interface LedgerEntry {
  id: string;
  at: string;
  kind: string;
  quantity: number;
  balance: number;
  note: string | null;
  actor_name: string | null;
}
export interface PartWithLedger extends Part {
  description: string;
  manufacturer: string;
  ledger: Page<LedgerEntry>;
}
export interface WorkOrder {
  id: string;
  number: string;
  title: string;
  status: string;
  priority: string;
  equipment_name: string | null;
  due_on: string | null;
  updated_at: string;
}
export interface Note {
  id: string;
  text: string;
  author_name: string | null;
  created_at: string;
}
export interface NeededPart {
  part_id: string;
  name: string;
  part_number: string;
  quantity: number;
  stock: number;
  unit: string;
}
export interface WorkOrderWithNotes extends WorkOrder {
  description: string;
  assigned_to_name: string | null;
  parts: NeededPart[];
  notes: Note[];
}
export interface Attachment {
  id: string;
  file_name: string;
  caption: string;
  media_type: string;
  byte_size: number;
}
export interface RelatedItem {
  id: string;
  entity_type: string;
  title: string;
  snippet: string;
  relation: string;
  fk_score: number;
  /** Its place in the order of the links. */
  from: number;
  cosine: number | null;
  score: number | null;
  vector?: string | null;
}
export interface Related {
  alpha: number;
  items: RelatedItem[];
  query?: { vector: string | null; model: string | null };
}
export type SummaryState = 'none' | 'queued' | 'running' | 'succeeded' | 'dead' | 'cancelled';
export type Urgency = 'low' | 'medium' | 'high';
export interface Mail {
  id: string;
  from_name: string;
  from_address: string;
  subject: string;
  received_at: string;
  /** As its summary says; null without one. */
  urgency: Urgency | null;
  summary_state: SummaryState;
}
export interface MailWithText extends Mail {
  to_addresses: string[];
  text: string;
}
export interface Job {
  id: number;
  status: Exclude<SummaryState, 'none'>;
  attempts: number;
  run_after: string;
  last_error_code: string | null;
}
export interface MailSummary {
  overview: string;
  urgency: Urgency;
  action_items: { title: string; owner?: string; due?: string }[];
}
export interface MailSummaryState {
  state: SummaryState;
  job: Job | null;
  summary: MailSummary | null;
  /** Whether the summary was made with the present prompt. */
  current: boolean;
  model: string | null;
  made_at: string | null;
}
export interface ActionResult {
  action: string;
  status: number;
  result: Record<string, unknown>;
  /** Null for a READ, which leaves no entry. */
  audit: { seq: number; hash: string } | null;
}

interface Call {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
}

async function call<T>(path: string, { method = 'GET', body, headers = {} }: Call = {}): Promise<T> {
  const token = currentToken();
  const response = await fetch(path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiProblem(0, 'unreachable', 'The server could not be reached. Try again.', null, []);
  });
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  const answer = parseOrNull(text);
  if (response.ok && answer !== null) return answer as T;
  const problem = (answer ?? {}) as Partial<{ code: string; detail: string; request_id: string; faults: Fault[] }>;
  const refused = new ApiProblem(
    response.status,
    problem.code ?? 'unexpected_answer',
    problem.detail ?? `The server answered ${response.status} without saying why.`,
    problem.request_id ?? null,
    problem.faults ?? [],
  );
  if (response.status === 401 && token) signOut(refused);
  throw refused;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function query(values: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return given.length ? `?${new URLSearchParams(given.map(([k, v]) => [k, String(v)])).toString()}` : '';
}

const segment = encodeURIComponent;

export const people = (): Promise<{ people: Person[] }> => call('/demo/people');
export const demoToken = (user_id: string): Promise<{ token: string }> =>
  call('/demo/token', { method: 'POST', body: { user_id } });

export const me = (): Promise<Me> => call('/v1/me');
export const enrolSigningKey = (public_key: string, label: string): Promise<{ key_id: string }> =>
  call('/v1/me/signing-keys', { method: 'POST', body: { public_key, label } });
export const revokeSigningKey = (key_id: string): Promise<void> =>
  call(`/v1/me/signing-keys/${segment(key_id)}`, { method: 'DELETE' });

export const actions = (): Promise<{ actions: ActionInfo[]; registry: RegistryDocument }> => call('/v1/actions');
export const suggestions = (
  q: string,
  entity_type: string | null,
  entity_id: string | null,
): Promise<{ suggestions: ActionInfo[] }> => call(`/v1/actions/suggestions${query({ q, entity_type, entity_id })}`);
export const runAction = (
  id: string,
  idempotencyKey: string | null,
  body: { entity_id: string | null; payload: Record<string, unknown>; signature?: Envelope },
): Promise<ActionResult> =>
  call(`/v1/actions/${segment(id)}`, {
    method: 'POST',
    body,
    headers: idempotencyKey ? { 'idempotency-key': idempotencyKey } : {},
  });

export const lowStock = (cursor?: string): Promise<Page<Part>> => call(`/v1/parts/low-stock${query({ cursor })}`);
export const parts = (q: string, cursor?: string): Promise<Page<Part>> => call(`/v1/parts${query({ q, cursor })}`);
export const part = (id: string, cursor?: string): Promise<PartWithLedger> =>
  call(`/v1/parts/${segment(id)}${query({ cursor })}`);
export const workOrders = (cursor?: string): Promise<Page<WorkOrder>> => call(`/v1/work-orders${query({ cursor })}`);
export const workOrder = (id: string): Promise<WorkOrderWithNotes> => call(`/v1/work-orders/${segment(id)}`);
export const files = (id: string): Promise<Page<Attachment>> => call(`/v1/work-orders/${segment(id)}/files`);
export const mails = (cursor?: string): Promise<Page<Mail>> => call(`/v1/emails${query({ cursor })}`);
export const mail = (id: string): Promise<MailWithText> => call(`/v1/emails/${segment(id)}`);
export const mailSummary = (id: string): Promise<MailSummaryState> => call(`/v1/emails/${segment(id)}/summary`);
export const summarizeMail = (id: string, again: boolean): Promise<Job> =>
  call(`/v1/emails/${segment(id)}/summarize`, { method: 'POST', body: { again } });
export const related = (entity_type: string, entity_id: string): Promise<Related> =>
  call(`/v1/related${query({ entity_type, entity_id, limit: 200, include: 'vectors' })}`);
