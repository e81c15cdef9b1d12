import { core } from '#core/action';
import { textOf, valueOf } from './answer.js';
import { Compiled, compile, type Held } from './compiled.js';

export { FairleadError } from './error.js';

/** What an action does: reads, changes, or changes under a signature. */
export type Variant = 'READ' | 'MUTATE' | 'SIGNED';
/** How a member signs: by a key enrolled to them, or by typing the action's sentence. */
export type SignatureMethod = 'ed25519' | 'attestation';
/** What a field holds; dates are those of RFC 3339. */
export type FieldType = 'string' | 'uuid' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime' | 'enum' | 'array';

/** The bounds of a field, or of an array's items. */
export interface FieldBounds {
  /** Least value of a number, code points of a string, items of an array. */
  min?: number;
  /** Greatest value of a number, code points of a string, items of an array. */
  max?: number;
  pattern?: string;
  enum?: string[];
}

/** One input of an action. */
export interface FieldInfo extends FieldBounds {
  name: string;
  type: FieldType;
  required: boolean;
  label?: string;
  description?: string;
  items?: FieldBounds & { type: FieldType };
}

/** Which signatures an action takes. */
export interface SignatureRule {
  method: SignatureMethod[];
  /** How old a signature may be, in seconds. */
  max_age_s: number;
  /** What a member types to sign by attestation. */
  sentence?: string;
}

/** One action as a registry declares it. */
export interface ActionDefinition {
  id: string;
  domain: string;
  entity: string | null;
  entity_required?: boolean;
  label: string;
  variant: Variant;
  allowed_roles?: string[];
  fields: FieldInfo[];
  idempotent: boolean;
  dropdown_only?: boolean;
  signature_required?: true;
  signature?: SignatureRule;
  success_status: number;
  keywords: string[];
}

/** The document that describes all actions. */
export interface RegistryDocument {
  /** For editors. */
  $schema?: string;
  version: string;
  /** In rank order, lowest first. */
  roles: string[];
  actions: ActionDefinition[];
}

/** One action as callers may see it, with what the registry implies filled in. */
export interface ActionInfo {
  id: string;
  label: string;
  domain: string;
  entity: string | null;
  entity_required: boolean;
  variant: Variant;
  allowed_roles: string[];
  signature_required: boolean;
  dropdown_only: boolean;
  idempotent: boolean;
  fields: FieldInfo[];
  signature: SignatureRule | null;
  success_status: number;
}

/** Who asks, after the token and the membership were checked. */
export interface Principal {
  user_id: string;
  tenant_id: string;
  role: string;
}

/** Who signed what, when and how; the signature covers all of it and the payload. */
export interface Envelope {
  action: string;
  tenant_id: string;
  entity_id: string | null;
  /** Hex SHA-256 of the payload's canonical form. */
  payload_hash: string;
  /** 16 to 128 characters, good once. */
  nonce: string;
  /** Whole seconds since the epoch. */
  signed_at: number;
  signer_id: string;
  key_id: string | null;
  role_at_signing: string;
  method: SignatureMethod;
  /** 1 to 500 characters. */
  reason: string;
  /** base64url of the 64 bytes for `ed25519`; the typed sentence for `attestation`. */
  signature: string;
}

/** A key that a member enrolled. */
export interface SigningKey {
  key_id: string;
  /** base64url of the 32 bytes of an Ed25519 public key. */
  public_key: string;
  revoked?: boolean;
}

/** What somebody wants to do, with all that the host found out about it. */
export interface ActionRequest {
  action: string;
  principal: Principal;
  /** What the host found; `null` when it looked and found nothing; left out when none is named. */
  entity?: Entity | undefined;
  payload: { [member: string]: unknown };
  idempotency_key?: string | null | undefined;
  signature?: Envelope | null | undefined;
  /** The keys enrolled to the principal. */
  signing_keys?: SigningKey[] | undefined;
  /** Whether the signature's nonce was used before. */
  nonce_used?: boolean | undefined;
  /** Seconds since the epoch. */
  now: number;
}

/** What is wrong with a field. */
export type FaultCode =
  'required' | 'unknown' | 'type' | 'minimum' | 'maximum' | 'length' | 'pattern' | 'enum' | 'format';

/** One thing wrong with one field. */
export interface FieldFault {
  /** A JSON Pointer into the payload: `/quantity`. */
  path: string;
  code: FaultCode;
  /** A whole sentence, fit for a form. */
  message: string;
  expected: string;
  got: string | null;
}

/** The checks of an action, in the order in which they are made. */
export type CheckName = 'action_known' | 'role' | 'entity' | 'fields' | 'idempotency' | 'signature';
/** How a check came out; after the first that failed none is reached. */
export type CheckOutcome = 'passed' | 'failed' | 'not_needed' | 'not_reached';

/** One check of a verdict. */
export interface Check {
  check: CheckName;
  outcome: CheckOutcome;
}

/** Why an action may run or not: stable, the same in every host. */
export type VerdictCode =
  | 'allowed'
  | 'action_unknown'
  | 'role_not_allowed'
  | 'not_found'
  | 'invalid_payload'
  | 'idempotency_key_required'
  | 'signature_required'
  | 'signature_invalid'
  | 'signature_stale'
  | 'signature_replayed';

/** Whether the action may run, and the checks that led there. */
export interface Verdict {
  allowed: boolean;
  /** The HTTP status an edge answers with. */
  status: number;
  code: VerdictCode;
  message: string;
  action: string;
  variant: Variant | null;
  faults: FieldFault[];
  checks: Check[];
  /** Hex SHA-256 of the payload's canonical form, when a changing action is allowed. */
  payload_hash: string | null;
}

/** What one check that failed asks for. */
export interface Change {
  check: CheckName;
  /** With which the check failed. */
  code: VerdictCode;
  /** A sentence. */
  change: string;
  /** The action that was meant, or the lowest role that may run it, where it comes down to that. */
  to: string | null;
}

/** A verdict with every check decided, and for a denial the nearest change that would allow it. */
export interface Explanation {
  verdict: Verdict;
  checks: (Check & { detail: string })[];
  /** All `changes` together would allow the request; `change` is their sentences as one text. */
  nearest: { change: string; changes: Change[]; code: VerdictCode } | null;
}

/** What a host found of the thing that a request names; `null` when it looked and found nothing. */
export type Entity = { id: string; tenant_id: string } | null;

/** Each principal with each action on each entity. */
export interface TableQuestion {
  principals: Principal[];
  /** Ids; all actions of the registry where they are left out. */
  actions?: string[];
  /** Left out: one request that names nothing. */
  entities?: Entity[];
}

/** How a combination comes out before there is any payload, key or signature. */
export interface TableOutcome {
  /** `needs_input`: allowed as far as can be told, and `needs` says what is still to come. */
  code: 'allowed' | 'needs_input' | 'action_unknown' | 'role_not_allowed' | 'not_found';
  /** The checks that an empty payload without key and signature would fail. */
  needs: ('fields' | 'idempotency' | 'signature')[];
}

/** `outcomes[cells[p][a][e]]` is that of principal p with action a on entity e. */
export interface Table {
  /** The ids of the columns. */
  actions: string[];
  cells: number[][][];
  /** Each once, in the order in which they first come up. */
  outcomes: TableOutcome[];
}

/** What {@link Registry.lint} finds fault with. */
export type LintCode =
  | 'role_idle'
  | 'actions_none'
  | 'label_duplicate'
  | 'label_unfindable'
  | 'keyword_unfindable'
  | 'keyword_redundant'
  | 'signed_by_everyone'
  | 'signature_long_lived'
  | 'not_idempotent'
  | 'status_unusual'
  | 'field_label_duplicate'
  | 'enum_single'
  | 'bounds_fixed'
  | 'length_unbounded'
  | 'pattern_unanchored'
  | 'pattern_unmatchable';

/** What a registry allows and yet probably does not mean. */
export interface LintFinding {
  code: LintCode;
  /** A JSON Pointer into the registry. */
  path: string;
  message: string;
}

/** A list of names, before and after. */
export interface NamesDiff {
  added: string[];
  removed: string[];
  /** Those that stay come in another order. */
  reordered: boolean;
}

/** What changes from one registry to another, as they mean it. */
export interface RegistryDiff {
  /** Each role that may run other actions than before. */
  access: { role: string; gained: string[]; lost: string[] }[];
  actions: NamesDiff & {
    /** `path` points into the action; fields are named: `/fields/quantity`. */
    changed: { id: string; members: { path: string; from: unknown; to: unknown }[] }[];
  };
  roles: NamesDiff;
  version: { from: string; to: string };
}

/** What a signature covers, before it is signed. */
export interface SigningDocument extends Omit<Envelope, 'payload_hash' | 'signature'> {
  payload: { [member: string]: unknown };
}

/** What is signed, and what goes beside it. */
export interface SigningInput {
  /** The text whose UTF-8 bytes are signed. */
  signing_input: string;
  /** Goes into the envelope. */
  payload_hash: string;
}

/** A verdict with a letter for each check. */
interface BriefVerdict extends Omit<Verdict, 'checks'> {
  checks: string;
}

const kChecks: readonly CheckName[] = ['action_known', 'role', 'entity', 'fields', 'idempotency', 'signature'];
const kOutcomes: Record<string, CheckOutcome> = { p: 'passed', f: 'failed', n: 'not_needed', r: 'not_reached' };

function checksOf(letters: string): Check[] {
  return kChecks.map((check, i) => ({ check, outcome: kOutcomes[letters.charAt(i)] as CheckOutcome }));
}

interface Summary {
  version: string;
  actions: number;
}

/**
 * The actions of a product, compiled once.
 *
 * One document serves edge, browser, worker and command line: `Registry.load` compiles it, then every
 * question is synchronous. A denial is a verdict; only a malformed question throws.
 *
 * @example
 * ```ts
 * import { Registry } from '@fairlead/core/action';
 *
 * const registry = Registry.load({
 *   version: '1',
 *   roles: ['crew', 'captain'],
 *   actions: [
 *     {
 *       id: 'receive_part',
 *       domain: 'parts',
 *       entity: 'part',
 *       label: 'Receive part',
 *       variant: 'MUTATE',
 *       fields: [{ name: 'quantity', type: 'integer', required: true, min: 1, label: 'Quantity' }],
 *       idempotent: false,
 *       success_status: 201,
 *       keywords: ['stock'],
 *     },
 *   ],
 * });
 * const verdict = registry.evaluate({
 *   action: 'receive_part',
 *   principal: { user_id: 'u1', tenant_id: 'yacht-1', role: 'crew' },
 *   entity: { id: 'p1', tenant_id: 'yacht-1' },
 *   payload: { quantity: 0 },
 *   now: Date.now() / 1000,
 * });
 * console.log(verdict.status, verdict.code); // 400 invalid_payload
 * console.log(verdict.faults[0]?.message); // Quantity must be at least 1.
 * registry.dispose();
 * ```
 */
export class Registry extends Compiled {
  /** The registry's own version. */
  readonly version: string;
  /** How many actions it declares. */
  readonly actions: number;

  private constructor(held: Held, summary: Summary) {
    super(held);
    this.version = summary.version;
    this.actions = summary.actions;
  }

  /**
   * Compiles a registry document.
   *
   * @throws FairleadError `registry_invalid` with the path of the fault, or `json_…`
   */
  static load(document: string | RegistryDocument): Registry {
    return new Registry(...compile<Summary>(core, 'action.compile', textOf(document)));
  }

  /**
   * Decides whether an action may run. The default is deny.
   *
   * @throws FairleadError `request_invalid` for a malformed request; treat it as a denial
   */
  evaluate(request: ActionRequest): Verdict {
    const brief = this.ask<BriefVerdict>('action.evaluate_brief', textOf(request));
    return Object.assign(brief, { checks: checksOf(brief.checks) });
  }

  /** Decides every check, also those after the first failure, and says what would help. */
  explain(request: ActionRequest): Explanation {
    return this.ask('action.explain', textOf(request));
  }

  /** The actions a role may see that match what was typed, best match first. */
  suggest(question: {
    role: string;
    entity_type?: string | null | undefined;
    query?: string | null | undefined;
  }): ActionInfo[] {
    return this.ask('action.suggest', textOf(question));
  }

  /** The actions a role may run, in registry order. */
  list(question: { role: string }): ActionInfo[] {
    return this.ask('action.list', textOf(question));
  }

  /** Many verdicts in one call, in the order of the requests. */
  matrix(requests: ActionRequest[]): Verdict[] {
    return this.ask('action.matrix', textOf({ requests }));
  }

  /**
   * Who may do what to which thing: what menus and grids of rights show before anything is filled
   * in. At most 1,000,000 combinations, a small fraction of a microsecond each.
   *
   * @throws FairleadError `request_invalid` with the path of the fault
   */
  table(question: TableQuestion): Table {
    return this.ask('action.matrix', textOf(question));
  }

  /**
   * What a registry allows and yet probably does not mean.
   *
   * @throws FairleadError as {@link Registry.load}
   */
  static lint(document: string | RegistryDocument): LintFinding[] {
    return valueOf(core.run('action.lint', textOf(document)));
  }

  /**
   * Which role gains or loses what from one registry to another, and what changes in which action.
   *
   * @throws FairleadError as {@link Registry.load}, with paths behind `/from` and `/to`
   */
  static diff(from: RegistryDocument, to: RegistryDocument): RegistryDiff {
    return valueOf(core.run('action.diff', textOf({ from, to })));
  }
}

/**
 * The text to sign for an action, and the payload's hash for its envelope.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { signingInput } from '@fairlead/core/action';
 *
 * const { signing_input, payload_hash } = signingInput({
 *   action: 'adjust_stock',
 *   tenant_id: 'yacht-1',
 *   entity_id: 'p1',
 *   payload: { new_quantity: 12 },
 *   nonce: '5f0c2b1e-6a57-4d0e',
 *   signed_at: 1_700_000_000,
 *   signer_id: 'u1',
 *   key_id: 'k1',
 *   role_at_signing: 'captain',
 *   method: 'ed25519',
 *   reason: 'Counted again',
 * });
 * const { privateKey } = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
 * const signature = await crypto.subtle.sign('Ed25519', privateKey, new TextEncoder().encode(signing_input));
 * console.log(signature.byteLength, payload_hash.length); // 64 64
 * ```
 */
export function signingInput(document: SigningDocument): SigningInput {
  return valueOf(core.run('action.signing_input', textOf(document)));
}
