#include "core/action/lint.h"

#include <algorithm>
#include <set>

#include "core/action/text.h"
#include "core/json/canonical.h"
#include "core/json/pointer.h"
#include "core/words.h"

namespace fairlead::action {
namespace {

constexpr std::int64_t kLongLivedS = 3600;

/// Whether `^` opens and `$` closes all that the pattern can match: not only one of its branches.
bool isAnchored(std::string_view pattern) {
  if (!pattern.starts_with('^') || !pattern.ends_with('$')) return false;
  unsigned groups = 0;
  bool inSet = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      if (++i + 1 == pattern.size()) return false;  // the $ at the end is a letter
    } else if (inSet) {
      inSet = c != ']';
    } else if (c == '[') {
      inSet = true;
    } else if (c == '(') {
      ++groups;
    } else if (c == ')') {
      --groups;
    } else if (c == '|' && groups == 0) {
      return false;
    }
  }
  return true;
}

/// Gathers what is odd, going through the registry in the order of its document.
class Linter {
 public:
  explicit Linter(const Registry& registry) : registry_(registry) {}

  std::vector<LintFinding> run();

 private:
  void add(std::string_view code, const json::Path& at, std::string message) {
    findings_.push_back({code, at.text(), std::move(message)});
  }

  void checkRoles();
  void checkAction(const Action& action, const json::Path& at);
  void checkLabel(const Action& action, const json::Path& at);
  void checkKeywords(const Action& action, const json::Path& at);
  void checkEffect(const Action& action, const json::Path& at);
  void checkSignature(const Action& action, const json::Path& at);
  void checkFields(const Action& action, const json::Path& at);
  void checkRule(const ValueRule& rule, const json::Path& at);
  void checkLength(const ValueRule& rule, const json::Path& at);
  void checkPattern(const ValueRule& rule, const json::Path& at);

  const Registry& registry_;
  std::set<std::string_view> labels_;
  std::vector<LintFinding> findings_;
};

void Linter::checkRoles() {
  const json::Path root;
  const json::Path at = root / "roles";
  const auto& roles = registry_.roles();
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const auto may = [&](const Action& action) { return action.mayBeRunBy(roles[i]); };
    if (std::ranges::none_of(registry_.actions(), may))
      add("role_idle", at / i, "The role " + roles[i] + " may run nothing; remove it, or name it.");
  }
}

void Linter::checkLabel(const Action& action, const json::Path& at) {
  const json::Path label = at / "label";
  if (!labels_.insert(action.label).second)
    add("label_duplicate", label,
        "Another action is called " + action.label + " too, so that menus show it twice.");
  if (searchWords(action.label).empty())
    add("label_unfindable", label, "A label without a letter or digit is found by no query.");
}

void Linter::checkKeywords(const Action& action, const json::Path& at) {
  const json::Path keywords = at / "keywords";
  std::string known = searchWords(action.label);
  for (std::size_t i = 0; i < action.keywords.size(); ++i) {
    const json::Path keyword = keywords / i;
    const std::string words = searchWords(action.keywords[i]);
    if (words.empty())
      add("keyword_unfindable", keyword, "A keyword without a letter or digit finds nothing.");
    else if (allStartWords(words, known))
      add("keyword_redundant", keyword,
          "Each word of \"" + action.keywords[i] +
              "\" is in the label or in a keyword before it; leave it out.");
    known += words;
  }
}

void Linter::checkEffect(const Action& action, const json::Path& at) {
  const bool makes = action.successStatus == 201;
  if (makes && action.variant == Variant::kMutate && !action.idempotent)
    add("not_idempotent", at / "idempotent",
        "What makes something makes it twice when it is sent twice; ask for an idempotency key.");
  if (makes && action.variant == Variant::kRead)
    add("status_unusual", at / "success_status", "A READ makes nothing, so 200 is its status.");
}

void Linter::checkSignature(const Action& action, const json::Path& at) {
  if (!action.signature) return;
  if (action.allowedRoles.size() == registry_.roles().size())
    add("signed_by_everyone", at / "allowed_roles",
        "Every role may sign this; name those who answer for it.");
  const json::Path signature = at / "signature";
  if (action.signature->maxAgeS > kLongLivedS)
    add("signature_long_lived", signature / "max_age_s",
        "A signature that is good for " +
            counted(static_cast<std::uint64_t>(action.signature->maxAgeS), "second") +
            " outlives the moment it was made for; an hour is long.");
}

void Linter::checkLength(const ValueRule& rule, const json::Path& at) {
  const bool counted = rule.type == FieldType::kString || rule.type == FieldType::kArray;
  if (counted && !rule.max)
    add("length_unbounded", at,
        "Nothing bounds how long this may be; state a max that can be stored and shown.");
  if (!counted && rule.min && rule.max && *rule.min == *rule.max)
    add("bounds_fixed", at,
        "Only " + json::formatNumber(*rule.min) + " fits, so the field says nothing.");
}

void Linter::checkPattern(const ValueRule& rule, const json::Path& at) {
  if (!rule.pattern) return;
  const json::Path pattern = at / "pattern";
  if (rule.pattern->matchesNothing())
    add("pattern_unmatchable", pattern, "No text fits this pattern.");
  else if (!isAnchored(rule.patternText))
    add("pattern_unanchored", pattern,
        "A text fits when any part of it does; put ^( and )$ around the pattern.");
}

void Linter::checkRule(const ValueRule& rule, const json::Path& at) {
  checkLength(rule, at);
  checkPattern(rule, at);
  if (rule.choices.size() == 1)
    add("enum_single", at / "enum", "One word is no choice, so the field says nothing.");
}

void Linter::checkFields(const Action& action, const json::Path& at) {
  const json::Path fields = at / "fields";
  std::set<std::string_view> labels;
  for (std::size_t i = 0; i < action.fields.size(); ++i) {
    const Field& field = action.fields[i];
    const json::Path fieldAt = fields / i;
    if (!labels.insert(field.label).second)
      add("field_label_duplicate", fieldAt,
          "Another field is called " + field.label + " too, so that messages fit both.");
    checkRule(field.rule, fieldAt);
    if (field.items) checkRule(*field.items, fieldAt / "items");
  }
}

void Linter::checkAction(const Action& action, const json::Path& at) {
  checkLabel(action, at);
  checkKeywords(action, at);
  checkEffect(action, at);
  checkSignature(action, at);
  checkFields(action, at);
}

std::vector<LintFinding> Linter::run() {
  const json::Path root;
  const json::Path actions = root / "actions";
  if (registry_.actions().empty())
    add("actions_none", actions, "There is nothing that anybody could do.");
  else
    checkRoles();
  for (std::size_t i = 0; i < registry_.actions().size(); ++i)
    checkAction(registry_.actions()[i], actions / i);
  return std::move(findings_);
}

}  // namespace

std::vector<LintFinding> lint(const Registry& registry) {
  return Linter(registry).run();
}

}  // namespace fairlead::action
