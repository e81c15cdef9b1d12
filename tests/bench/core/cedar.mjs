// The demo's registry in the words of Cedar, as far as it has them: roles, tenant, required fields,
// bounds of integers, enums and the idempotency key. What it cannot say (lengths, patterns, dates,
// fields that nobody declared, signatures) it does not check, which is in its favour.

const kTypes = { integer: boundsOf, enum: choiceOf, string: notEmpty };

function boundsOf(at, { min, max }) {
  return [min !== undefined && `${at} >= ${min}`, max !== undefined && `${at} <= ${max}`];
}
function choiceOf(at, field) {
  return [`${JSON.stringify(field.enum)}.contains(${at})`];
}
function notEmpty(at, { min }) {
  return [min > 0 && `${at} != ""`];
}

function fieldCondition(field) {
  const present = `context.payload has ${field.name}`;
  const faults = (kTypes[field.type]?.(`context.payload.${field.name}`, field) ?? []).filter(Boolean);
  if (field.required) return [present, ...faults].join(' && ');
  return faults.length === 0 ? null : `(!(${present}) || (${faults.join(' && ')}))`;
}

function policyOf(action, roles) {
  const conditions = [
    `${JSON.stringify(action.allowed_roles ?? roles)}.contains(principal.role)`,
    'principal.tenant_id == resource.tenant_id',
    ...action.fields.map(fieldCondition),
    action.idempotent && 'context has idempotency_key',
  ];
  const head = `permit (principal is User, action == Action::"${action.id}", resource is ${action.entity})`;
  return `${head}\nwhen { ${conditions.filter(Boolean).join('\n  && ')} };`;
}

/** One policy an action. */
export function policiesOf(registry) {
  return registry.actions.map((action) => policyOf(action, registry.roles)).join('\n');
}

const uid = (type, id) => ({ type, id });

/** A request of ours as Cedar is asked: the same facts. */
export function callOf({ action, principal, entity, payload, idempotency_key }, kind) {
  const { user_id, tenant_id, role } = principal;
  return {
    principal: uid('User', user_id),
    action: uid('Action', action),
    resource: uid(kind, entity.id),
    context: { payload, idempotency_key },
    entities: [
      { uid: uid('User', user_id), attrs: { tenant_id, role }, parents: [] },
      { uid: uid(kind, entity.id), attrs: { tenant_id: entity.tenant_id }, parents: [] },
    ],
  };
}
