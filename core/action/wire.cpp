#include "core/action/wire.h"

#include "core/action/evaluate.h"
#include "core/action/signature.h"
#include "core/action/suggest.h"
#include "core/dom/answer.h"
#include "core/dom/reader.h"
#include "core/dom/request.h"

namespace fairlead::action {
namespace {

dom::Value orNull(const std::optional<std::string>& text) {
  return text ? dom::Value(*text) : dom::Value();
}

dom::Array arrayOf(const std::vector<std::string>& texts) {
  return dom::Array(texts.begin(), texts.end());
}

dom::Object toJson(const Fault& fault) {
  return {{"path", fault.path},
          {"code", fault.code},
          {"message", fault.message},
          {"expected", fault.expected},
          {"got", orNull(fault.got)}};
}

dom::Object toJson(const Verdict& verdict) {
  dom::Array faults;
  for (const Fault& fault : verdict.faults) faults.push_back(toJson(fault));
  dom::Array checks;
  for (const CheckOutcome& check : verdict.checks)
    checks.push_back({{"check", check.check}, {"outcome", nameOf(check.outcome)}});
  return {{"allowed", verdict.allowed},
          {"status", verdict.status},
          {"code", verdict.code},
          {"message", verdict.message},
          {"action", verdict.action},
          {"variant", verdict.variant ? dom::Value(nameOf(*verdict.variant)) : dom::Value()},
          {"faults", std::move(faults)},
          {"checks", std::move(checks)},
          {"payload_hash", orNull(verdict.payloadHash)}};
}

dom::Object toJson(const Explanation& explanation) {
  dom::Array checks;
  for (const ExplainedCheck& check : explanation.checks)
    checks.push_back(
        {{"check", check.check}, {"outcome", nameOf(check.outcome)}, {"detail", check.detail}});
  dom::Value nearest;
  if (const auto& change = explanation.nearest)
    nearest = {{"change", change->change}, {"code", change->code}};
  return {{"verdict", toJson(explanation.verdict)},
          {"checks", std::move(checks)},
          {"nearest", std::move(nearest)}};
}

dom::Object toJson(const SignatureRule& rule) {
  dom::Array methods;
  for (const Method method : rule.methods) methods.emplace_back(nameOf(method));
  dom::Object result = {{"method", std::move(methods)}, {"max_age_s", rule.maxAgeS}};
  if (!rule.sentence.empty()) result["sentence"] = rule.sentence;
  return result;
}

dom::Object toJson(const Action& action) {
  dom::Array fields;
  for (const Field& field : action.fields) fields.push_back(field.document);
  return {{"id", action.id},
          {"label", action.label},
          {"domain", action.domain},
          {"entity", orNull(action.entity)},
          {"entity_required", action.entityRequired},
          {"variant", nameOf(action.variant)},
          {"allowed_roles", arrayOf(action.allowedRoles)},
          {"signature_required", action.signature.has_value()},
          {"dropdown_only", action.dropdownOnly},
          {"idempotent", action.idempotent},
          {"fields", std::move(fields)},
          {"signature", action.signature ? dom::Value(toJson(*action.signature)) : dom::Value()},
          {"success_status", action.successStatus}};
}

dom::Value toJson(const std::vector<const Action*>& actions) {
  dom::Array infos;
  for (const Action* action : actions) infos.push_back(toJson(*action));
  return infos;
}

template <typename T>
Result<dom::Value> asJson(const Result<T>& result) {
  if (!result) return std::unexpected(result.error());
  return dom::Value(toJson(*result));
}

/// Reads one request and answers it.
template <typename Decide>
std::string answerRequest(std::string_view text, Decide decide) {
  const Result<dom::Value> document = dom::parse(text, {.max_bytes = kMaxRequestBytes});
  if (!document) return dom::answer(document.error());
  const Result<Request> request = readRequest(*document);
  if (!request) return dom::answer(request.error());
  return dom::answer(asJson(decide(*request)));
}

Result<dom::Value> evaluateAll(const Registry& registry, const dom::Array& documents) {
  const dom::Path root;
  const dom::Path at = root / "requests";
  dom::Array verdicts;
  verdicts.reserve(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const Result<Request> request = readRequest(documents[i], at / i);
    if (!request) return std::unexpected(request.error());
    const Result<Verdict> verdict = evaluate(registry, *request);
    if (!verdict) return std::unexpected(verdict.error());
    verdicts.push_back(toJson(*verdict));
  }
  return verdicts;
}

}  // namespace

dom::Value describe(const Registry& registry) {
  return {{"version", registry.version()}, {"actions", registry.actions().size()}};
}

std::string evaluateJson(const Registry& registry, std::string_view request) {
  return answerRequest(request, [&](const Request& r) { return evaluate(registry, r); });
}

std::string explainJson(const Registry& registry, std::string_view request) {
  return answerRequest(request, [&](const Request& r) { return explain(registry, r); });
}

std::string matrixJson(const Registry& registry, std::string_view requests) {
  return dom::answerObject(requests, kMaxMatrixBytes,
                            [&](dom::ObjectReader& in) -> Result<dom::Value> {
                              const dom::Array* documents = in.array("requests");
                              if (Result<void> done = in.finish(); !done)
                                return dom::invalidRequest(done.error());
                              return evaluateAll(registry, *documents);
                            });
}

std::string suggestJson(const Registry& registry, std::string_view query) {
  return dom::answerObject(query, kMaxRequestBytes,
                            [&](dom::ObjectReader& in) -> Result<dom::Value> {
                              SuggestQuery wanted;
                              wanted.role = in.string("role");
                              wanted.entityType = in.nullableString("entity_type");
                              wanted.query = in.nullableString("query").value_or("");
                              if (Result<void> done = in.finish(); !done)
                                return dom::invalidRequest(done.error());
                              return toJson(suggest(registry, wanted));
                            });
}

std::string listJson(const Registry& registry, std::string_view query) {
  return dom::answerObject(query, kMaxRequestBytes,
                            [&](dom::ObjectReader& in) -> Result<dom::Value> {
                              const std::string_view role = in.string("role");
                              if (Result<void> done = in.finish(); !done)
                                return dom::invalidRequest(done.error());
                              return toJson(list(registry, role));
                            });
}

std::string signingInputJson(std::string_view document) {
  const Result<dom::Value> parsed = dom::parse(document, {.max_bytes = kMaxRequestBytes});
  if (!parsed) return dom::answer(parsed.error());
  const Result<SigningInput> input = signingInput(*parsed);
  if (!input) return dom::answer(input.error());
  return dom::answer(
      dom::Value{{"signing_input", input->text}, {"payload_hash", input->payloadHash}});
}

}  // namespace fairlead::action
