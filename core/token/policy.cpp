#include "core/token/policy.h"

#include <utility>

#include "core/json/reader.h"

namespace fairlead::token {
namespace {

using json::ObjectReader;
using json::Path;

AlgorithmSet readAlgorithms(ObjectReader& in) {
  AlgorithmSet algorithms;
  const std::vector<std::string> names = in.strings("algorithms");
  if (names.empty()) in.refuse("member_value", "At least one algorithm is needed.", "algorithms");
  for (const std::string& name : names) {
    if (const auto algorithm = algorithmNamed(name))
      algorithms.add(*algorithm);
    else
      in.refuse("member_value", "\"" + name + "\" is not an algorithm that is known here.",
                "algorithms");
  }
  return algorithms;
}

/// A list that, where it is given, lets something pass.
std::optional<std::vector<std::string>> readNames(ObjectReader& in, std::string_view name) {
  auto names = in.optionalStrings(name);
  if (names && names->empty())
    in.refuse("member_value", "An empty list would refuse every token; leave it out instead.",
              name);
  return names;
}

std::optional<std::vector<std::string>> readTypes(ObjectReader& in) {
  auto types = readNames(in, "types");
  if (types)
    for (std::string& type : *types) type = mediaType(type);
  return types;
}

std::optional<json::Pointer> readPointer(ObjectReader& in, std::string_view name) {
  const auto text = in.optionalString(name);
  if (!text) return std::nullopt;
  Result<json::Pointer> pointer = json::Pointer::parse(*text);
  if (pointer && !text->empty()) return std::move(*pointer);
  in.refuse(
      "member_value",
      "\"" + std::string(name) + "\" must be a JSON Pointer to a claim, such as \"/tenant_id\".",
      name);
  return std::nullopt;
}

}  // namespace

std::string mediaType(std::string_view typ) {
  constexpr std::string_view kPrefix = "application/";
  std::string name;
  name.reserve(typ.size());
  for (const char c : typ) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const bool long_form =
      name.starts_with(kPrefix) && name.find('/', kPrefix.size()) == std::string::npos;
  return long_form ? name.substr(kPrefix.size()) : name;
}

Result<Policy> Policy::compile(json::Value document, const Path& at) {
  ObjectReader in(document, at);
  Policy policy;
  policy.algorithms_ = readAlgorithms(in);
  policy.issuers_ = readNames(in, "issuers");
  policy.audiences_ = readNames(in, "audiences");
  policy.leeway_ = in.optionalNumber("leeway_s", 0, 60).value_or(5);
  policy.require_expiry_ = in.optionalBoolean("require_exp").value_or(true);
  policy.max_age_ = in.optionalNumber("max_age_s", 0, static_cast<double>(json::kMaxSafeInteger));
  policy.required_claims_ =
      in.optionalStrings("required_claims").value_or(std::vector<std::string>());
  policy.tenant_ = readPointer(in, "tenant");
  policy.role_ = readPointer(in, "role");
  policy.session_ = readPointer(in, "session");
  policy.types_ = readTypes(in);
  policy.revoked_ids_ = in.optionalStrings("revoked_ids").value_or(std::vector<std::string>());
  policy.revoked_before_ = in.optionalNumber("revoked_before");
  if (auto done = in.finish(); !done) return std::unexpected(std::move(done.error()));
  return policy;
}

}  // namespace fairlead::token
