#include "core/action/evaluate.h"

#include "core/action/checks.h"
#include "core/action/signature.h"

namespace fairlead::action {
namespace {

Situation situationOf(const Registry& registry, const Request& request) {
  return {registry, request, registry.find(request.action)};
}

/// A verdict of "no" that has not looked at anything yet.
Verdict undecided(const Situation& situation) {
  Verdict verdict;
  verdict.action = situation.request.action;
  if (situation.action != nullptr) verdict.variant = situation.action->variant;
  verdict.checks.fill(Outcome::kNotReached);
  return verdict;
}

Verdict denied(Verdict verdict, Finding finding) {
  verdict.status = finding.status;
  verdict.code = finding.code;
  verdict.message = std::move(finding.message);
  verdict.faults = std::move(finding.faults);
  return verdict;
}

Result<Verdict> allowed(Verdict verdict, const Situation& situation) {
  if (verdict.variant != Variant::kRead) {
    Result<std::string> hash = payloadHash(situation.request.payload);
    if (!hash) return std::unexpected(hash.error());
    verdict.payloadHash = std::move(*hash);
  }
  verdict.allowed = true;
  verdict.status = situation.action->successStatus;
  verdict.code = "allowed";
  verdict.message = "Allowed.";
  return verdict;
}

std::string detailOf(const Check& check, const Finding& finding) {
  if (finding.outcome == Outcome::kFailed) return finding.message;
  return std::string(finding.outcome == Outcome::kPassed ? check.passed : check.notNeeded);
}

}  // namespace

Result<Verdict> evaluate(const Registry& registry, const Request& request) {
  const Situation situation = situationOf(registry, request);
  Verdict verdict = undecided(situation);
  for (std::size_t i = 0; i < verdict.checks.size(); ++i) {
    Finding finding = allChecks()[i].decide(situation);
    verdict.checks[i] = finding.outcome;
    if (finding.outcome == Outcome::kFailed) return denied(std::move(verdict), std::move(finding));
  }
  return allowed(std::move(verdict), situation);
}

Result<Explanation> explain(const Registry& registry, const Request& request) {
  Result<Verdict> verdict = evaluate(registry, request);
  if (!verdict) return std::unexpected(verdict.error());
  const Situation situation = situationOf(registry, request);
  Explanation explanation;
  explanation.verdict = std::move(*verdict);
  for (std::size_t i = 0; i < kCheckNames.size(); ++i) {
    if (situation.action == nullptr && i > 0) {
      explanation.checks[i] = Outcome::kNotReached;
      explanation.details[i] = "Nothing can be said without the action.";
      continue;
    }
    const Check& check = allChecks()[i];
    const Finding finding = check.decide(situation);
    explanation.checks[i] = finding.outcome;
    explanation.details[i] = detailOf(check, finding);
    if (finding.outcome != Outcome::kFailed) continue;
    Remedy remedy = check.remedy(situation, finding);
    explanation.changes.push_back(
        {kCheckNames[i], finding.code, std::move(remedy.sentence), std::move(remedy.to)});
  }
  return explanation;
}

}  // namespace fairlead::action
