// The rules for claims, one after the other.
#include <algorithm>
#include <utility>

#include "core/token/policy.h"

namespace fairlead::token {
namespace {

using json::Object;
using json::Value;

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

/// Judges one token's claims; each rule says whether it holds, the first that does not leaves its
/// fault.
class ClaimJudge {
 public:
  ClaimJudge(const Policy& policy, Value header, Value claims, double now)
      : policy_(policy),
        header_(header.object()),
        document_(claims),
        claims_(claims.object()),
        now_(now) {}

  Result<Identity> judge() {
    const bool good = type() && expiry() && notBefore() && issuedAt() && issuer() && audience() &&
                      subject() && presence() && named(policy_.tenant_, identity_.tenant_id) &&
                      named(policy_.role_, identity_.role) &&
                      named(policy_.session_, identity_.session_id) && standing();
    if (!good) return std::unexpected(std::move(fault_));
    return identity_;
  }

 private:
  bool refuse(std::string_view code, std::string_view claim, std::string message) {
    const json::Path root;
    fault_ = {code, std::move(message), (root / claim).text()};
    return false;
  }
  bool missing(std::string_view claim) {
    return refuse("token_claim_missing", claim,
                  "The claim \"" + std::string(claim) + "\" is missing.");
  }
  bool invalid(std::string_view claim, std::string_view wanted) {
    return refuse("token_claim_invalid", claim,
                  "The claim \"" + std::string(claim) + "\" must be " + std::string(wanted) + ".");
  }

  /// The header's `typ`, where the policy asks for one.
  bool type() {
    if (!policy_.types_) return true;
    const auto typ = header_.find("typ");
    if (typ && typ->isString() && holds(*policy_.types_, mediaType(typ->string()))) return true;
    fault_ = {"token_claim_invalid", "The header's \"typ\" is not one that the policy names.", ""};
    return false;
  }

  /// A NumericDate (RFC 7519, section 2), which may be left out unless `needed`.
  bool time(std::string_view claim, bool needed, std::optional<double>& seconds) {
    const auto value = claims_.find(claim);
    if (!value) return !needed || missing(claim);
    seconds = value->asNumber();
    return seconds || invalid(claim, "a number of seconds");
  }

  bool expiry() {
    std::optional<double>& expires = identity_.expires_at;
    if (!time("exp", policy_.require_expiry_, expires)) return false;
    if (!expires || now_ < *expires + policy_.leeway_) return true;
    return refuse("token_expired", "exp", "The token has expired.");
  }

  bool notBefore() {
    std::optional<double> start;
    if (!time("nbf", false, start)) return false;
    if (!start || now_ + policy_.leeway_ >= *start) return true;
    return refuse("token_not_yet_valid", "nbf", "The token is not valid yet.");
  }

  bool issuedAt() {
    std::optional<double>& issued = identity_.issued_at;
    if (!time("iat", policy_.max_age_ || policy_.revoked_before_, issued)) return false;
    if (!issued) return true;
    if (*issued > now_ + policy_.leeway_)
      return refuse("token_not_yet_valid", "iat", "The token was issued in the future.");
    if (!policy_.max_age_ || now_ - *issued <= *policy_.max_age_ + policy_.leeway_) return true;
    return refuse("token_expired", "iat", "The token was issued too long ago.");
  }

  bool issuer() {
    const auto value = claims_.find("iss");
    if (!value) return !policy_.issuers_ || missing("iss");
    if (!value->isString()) return invalid("iss", "a string");
    if (!policy_.issuers_ || holds(*policy_.issuers_, value->string())) return true;
    return refuse("token_issuer", "iss", "The token is from another issuer.");
  }

  /// Whether one name of `aud` is meant; false with a fault for one that is no string.
  bool audienceNamed(Value name, bool& meant) {
    if (!name.isString()) return invalid("aud", "a string or an array of strings");
    meant |= policy_.audiences_ && holds(*policy_.audiences_, name.string());
    return true;
  }

  bool audience() {
    const auto value = claims_.find("aud");
    if (!value) return !policy_.audiences_ || missing("aud");
    bool meant = !policy_.audiences_;
    if (!value->isArray()) {
      if (!audienceNamed(*value, meant)) return false;
    } else {
      for (const Value name : value->array())
        if (!audienceNamed(name, meant)) return false;
    }
    return meant || refuse("token_audience", "aud", "The token is for another audience.");
  }

  bool subject() {
    const auto value = claims_.find("sub");
    if (!value) return true;
    identity_.subject = value->asString();
    return (identity_.subject && !identity_.subject->empty()) ||
           invalid("sub", "a non-empty string");
  }

  bool presence() {
    for (const std::string& claim : policy_.required_claims_) {
      const auto value = claims_.find(claim);
      if (!value || value->isNull()) return missing(claim);
    }
    return true;
  }

  /// The claim that a pointer of the policy names, which must be a non-empty string.
  bool named(const std::optional<json::Pointer>& pointer, std::optional<std::string_view>& into) {
    if (!pointer) return true;
    const auto value = pointer->find(document_);
    into = value ? value->asString() : std::nullopt;
    if (into && !into->empty()) return true;
    if (!value || value->isNull())
      fault_ = {"token_claim_missing", "A claim that the policy names is missing.",
                pointer->text()};
    else
      fault_ = {"token_claim_invalid", "A claim that the policy names must be a non-empty string.",
                pointer->text()};
    return false;
  }

  /// That the token was not taken back, by itself or with all of its time.
  bool standing() {
    const auto id = claims_.find("jti");
    if (id && id->isString() && holds(policy_.revoked_ids_, id->string()))
      return refuse("token_revoked", "jti", "The token was revoked.");
    if (policy_.revoked_before_ && *identity_.issued_at < *policy_.revoked_before_)
      return refuse("token_revoked", "iat", "All tokens issued so early were revoked.");
    return true;
  }

  const Policy& policy_;
  const Object header_;
  const Value document_;
  const Object claims_;
  const double now_;
  Identity identity_;
  Error fault_{};
};

Result<Identity> Policy::judge(Value header, Value claims, double now) const {
  return ClaimJudge(*this, header, claims, now).judge();
}

}  // namespace fairlead::token
