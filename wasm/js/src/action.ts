import { core } from '#core/action';
import { textOf, valueOf } from './answer.js';
import { Compiled, compile, type Held } from './compiled.js';

export { FairleadError } from './error.js';

export type Variant = 'READ' | 'MUTATE' | 'SIGNED';
export type SignatureMethod = 'ed25519' | 'attestation';
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
  entity?: { id: string; tenant_id: string } | null;
  payload: { [member: string]: unknown };
  idempotency_key?: string | null;
  signature?: Envelope | null;
  /** The keys enrolled to the principal. */
  signing_keys?: SigningKey[];
  /** Whether the signature's nonce was used before. */
  nonce_used?: boolean;
  /** Seconds since the epoch. */
  now: number;
}

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

export type CheckName = 'action_known' | 'role' | 'entity' | 'fields' | 'idempotency' | 'signature';
export type CheckOutcome = 'passed' | 'failed' | 'not_needed' | 'not_reached';

export interface Check {
  check: CheckName;
  outcome: CheckOutcome;
}

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

/** A verdict with every check decided, and for a denial the nearest change that would allow it. */
export interface Explanation {
  verdict: Verdict;
  checks: (Check & { detail: string })[];
  nearest: { change: string; code: string } | null;
}

/** What a signature covers, before it is signed. */
export interface SigningDocument extends Omit<Envelope, 'payload_hash' | 'signature'> {
  payload: { [member: string]: unknown };
}

export interface SigningInput {
  /** The text whose UTF-8 bytes are signed. */
  signing_input: string;
  /** Goes into the envelope. */
  payload_hash: string;
}

interface Summary {
  version: string;
  actions: number;
}

/** The actions of a product, compiled once. */
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
    return this.ask('action.evaluate', textOf(request));
  }

  /** Decides every check, also those after the first failure, and says what would help. */
  explain(request: ActionRequest): Explanation {
    return this.ask('action.explain', textOf(request));
  }

  /** The actions a role may see that match what was typed, best match first. */
  suggest(question: { role: string; entity_type?: string | null; query?: string | null }): ActionInfo[] {
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
}

/** The text to sign for an action, and the payload's hash for its envelope. */
export function signingInput(document: SigningDocument): SigningInput {
  return valueOf(core.run('action.signing_input', textOf(document)));
}
