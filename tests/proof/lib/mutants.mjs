// The mutants of tests/proof/mutation.mjs: each inverts one rule of the core by one change of its
// source. Of a file below core/: the rule, what stands there exactly once, and what is put in its place.
const inversions = {
  'action/checks.cpp': {
    'the role may run it': ['if (s.action->mayBeRunBy(role)) return', 'if (!s.action->mayBeRunBy(role)) return'],
    "the thing is the tenant's own": [
      'entity.tenantId == principal.tenantId;',
      'entity.tenantId != principal.tenantId;',
    ],
    'the thing was found': ['entity.lookup == Lookup::kFound &&', 'entity.lookup != Lookup::kFound &&'],
    'a thing is named where one is needed': [
      'return action.entityRequired ? Outcome::kFailed',
      'return !action.entityRequired ? Outcome::kFailed',
    ],
    'the payload fits': ['if (faults.empty()) return passed();', 'if (!faults.empty()) return passed();'],
    'an idempotency key is needed': ['if (!s.action->idempotent) return', 'if (s.action->idempotent) return'],
    'the key is there': ['if (key && isVisibleAscii', 'if (!key || !isVisibleAscii'],
    'a signature is needed': ['if (!s.action->signature) return', 'if (s.action->signature) return'],
  },
  'action/field_check.cpp': {
    'a field is required': ['else if (field.required && !full())', 'else if (!field.required && !full())'],
    'no other field': ['!= fields.end()) continue;', '== fields.end()) continue;'],
    'the minimum': ['*number < *rule.min', '*number >= *rule.min'],
    'the maximum': ['*number > *rule.max', '*number <= *rule.max'],
    'a whole number': ['std::trunc(*number) != *number', 'std::trunc(*number) == *number'],
    'a number that all readers keep': ['std::fabs(number) <=', 'std::fabs(number) >'],
    'the least length': ['size < *rule.min', 'size >= *rule.min'],
    'the greatest length': ['size > *rule.max', 'size <= *rule.max'],
    'the pattern': ['!rule.pattern->search(text)', 'rule.pattern->search(text)'],
    'one of the words': ['== rule.choices.end()', '!= rule.choices.end()'],
    'the format': ['if (!fits) add', 'if (fits) add'],
  },
  'action/signature.cpp': {
    'there is a signature': ['if (request.signature.isNull())', 'if (!request.signature.isNull())'],
    'for this action': ['statement.action == request.action', 'statement.action != request.action'],
    'for this tenant': ['statement.tenantId == request', 'statement.tenantId != request'],
    'for this thing': ['statement.entityId == entityId', 'statement.entityId != entityId'],
    'by this member': ['statement.signerId == request', 'statement.signerId != request'],
    'in the present role': ['statement.roleAtSigning == request', 'statement.roleAtSigning != request'],
    'of this payload': ['input->payloadHash != envelope.payloadHash', 'input->payloadHash == envelope.payloadHash'],
    'by a method of the action': ['if (!rule.allows(statement.method))', 'if (rule.allows(statement.method))'],
    'by a key that is not revoked': ['|| key->revoked', '|| !key->revoked'],
    'the key verifies': ['!crypto::verifyEd25519', 'crypto::verifyEd25519'],
    'the sentence': ['envelope.signature != rule.sentence', 'envelope.signature == rule.sentence'],
    'not too old': ['if (age > static_cast<double>', 'if (age <= static_cast<double>'],
    'not from the future': ['if (age < -kMaxSignerAheadS)', 'if (age >= -kMaxSignerAheadS)'],
    'a nonce once': ['if (request.nonceUsed)', 'if (!request.nonceUsed)'],
  },
  'action/action_read.cpp': {
    'READ takes no key': [
      'action.variant == Variant::kRead && action.idempotent',
      'action.variant == Variant::kRead && !action.idempotent',
    ],
  },
  'action/suggest.cpp': {
    'who may see what': ['if (action.mayBeRunBy(role)) result', 'if (!action.mayBeRunBy(role)) result'],
  },
  'token/claims.cpp': {
    'it has not expired': ['now_ < *expires + policy_.leeway_', 'now_ >= *expires + policy_.leeway_'],
    'it has begun': ['now_ + policy_.leeway_ >= *start', 'now_ + policy_.leeway_ < *start'],
    'from its issuer': ['holds(*policy_.issuers_, value->string()))', '!holds(*policy_.issuers_, value->string()))'],
    'for its audience': ['return meant || refuse', 'return !meant || refuse'],
  },
  'schema/assertions.cpp': {
    'the maximum': ['compareNumbers(value, limit) <= 0', 'compareNumbers(value, limit) > 0'],
    'equal items': [
      'if (compare(*item, *other, work) == 0) return false;',
      'if (compare(*item, *other, work) != 0) return false;',
    ],
  },
  'rank/blend.cpp': {
    'alpha is the weight of meaning': ['(1 - alpha) * fk + alpha *', 'alpha * fk + (1 - alpha) *'],
  },
  'embedding/staleness.cpp': {
    'fresh while no row is newer': [
      'row.updatedAt <= *row.embeddingUpdatedAt',
      'row.updatedAt > *row.embeddingUpdatedAt',
    ],
  },
  'job/decide.cpp': {
    'an older lease writes nothing': ['if (lease < job.lease) return', 'if (lease >= job.lease) return'],
  },
  'flag/bucket.cpp': {
    'nobody has what is off': ['if (!flag.enabled) return', 'if (flag.enabled) return'],
  },
  'audit/verify_chain.cpp': {
    'an entry names the one before': ['entry.previousHash != head.hash', 'entry.previousHash == head.hash'],
  },
};

/** No form sends an empty text, so only the edge could see it. */
const unseenByThePage = 'the least length';

/**
 * `tests` are the native programs that must turn red, any one of them; `surfaces` says that edge and page
 * must, too.
 */
export const mutants = Object.entries(inversions).flatMap(([file, rules]) => {
  const [concept] = file.split('/');
  const isAction = concept === 'action';
  return Object.entries(rules).map(([rule, [find, replace]]) => ({
    name: `${concept}: ${rule}`,
    file: `core/${file}`,
    find,
    replace,
    tests: isAction ? ['action_test'] : [`${concept}_test`, 'vectors_native'],
    surfaces: isAction && rule !== unseenByThePage,
  }));
});

/** Those of which the edge's and the page's tests are run as well, unless all are asked for. */
export const sampled = new Set(['action: the role may run it', 'action: the minimum', 'action: the sentence']);
