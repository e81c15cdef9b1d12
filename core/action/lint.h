// What is allowed in a registry and yet probably not meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/action/registry.h"

namespace fairlead::action {

struct LintFinding {
  std::string_view code;
  std::string path;     // pointer into the registry's document
  std::string message;  // what is odd, and what to do about it
};

/// All findings, in the order of the document. Codes:
/// - role_idle: a role that may run nothing;
/// - actions_none: a registry without actions;
/// - label_duplicate: a label that an action before has too, so that menus show it twice;
/// - label_unfindable, keyword_unfindable: without a letter or digit, so that no query finds it;
/// - keyword_redundant: it finds nothing that the label and the keywords before it do not;
/// - signed_by_everyone: a SIGNED action that every role may run;
/// - signature_long_lived: a signature that is good for more than an hour;
/// - not_idempotent: a MUTATE that makes something (201) and takes no idempotency key, so that a
///   request sent twice makes it twice (a signature is good once in any case);
/// - status_unusual: a READ that answers 201, as if it had made something;
/// - field_label_duplicate: a label that a field before has too, so that messages fit both;
/// - enum_single: an enum with one word, which says nothing;
/// - bounds_fixed: a number with min equal to max, which says nothing;
/// - length_unbounded: a text or list of any length, to be stored by somebody;
/// - pattern_unanchored: a pattern without ^ and $ around all of it, which a part of the text fits;
/// - pattern_unmatchable: a pattern that no text fits.
std::vector<LintFinding> lint(const Registry& registry);

}  // namespace fairlead::action
