// The rules for claims, one after the other.
#include <algorithm>
#include <utility>

#include "core/dom/reader.h"
#include "core/token/policy.h"

namespace fairlead::token {
namespace {

using dom::Object;
using dom::Value;

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

/// Judges one token's claims; each rule says whether it holds, the first that does not leaves its
/// fault.
class ClaimJudge {
 public:
  ClaimJudge(const Policy& policy, const Value& claims, double now)
      : policy_(policy), document_(claims), claims_(*claims.if_object()), now_(now) {}

  Result<Identity> judge() {
    const bool good = expiry() && notBefore() && issuedAt() && issuer() && audience() &&
                      subject() && presence() && named(policy_.tenant_, identity_.tenant_id) &&
                      named(policy_.role_, identity_.role) &&
                      named(policy_.session_, identity_.session_id);
    if (!good) return std::unexpected(std::move(fault_));
    return std::move(identity_);
  }

 private:
  bool refuse(std::string_view code, std::string_view claim, std::string message) {
    const dom::Path root;
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

  /// A NumericDate (RFC 7519, section 2), which may be left out unless `needed`.
  bool time(std::string_view claim, bool needed, std::optional<double>& seconds) {
    const Value* value = claims_.if_contains(claim);
    if (value == nullptr) return !needed || missing(claim);
    seconds = dom::asNumber(*value);
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
    if (!time("iat", policy_.max_age_.has_value(), issued)) return false;
    if (!issued) return true;
    if (*issued > now_ + policy_.leeway_)
      return refuse("token_not_yet_valid", "iat", "The token was issued in the future.");
    if (!policy_.max_age_ || now_ - *issued <= *policy_.max_age_ + policy_.leeway_) return true;
    return refuse("token_expired", "iat", "The token was issued too long ago.");
  }

  bool issuer() {
    const Value* value = claims_.if_contains("iss");
    if (value == nullptr) return !policy_.issuers_ || missing("iss");
    const dom::String* name = value->if_string();
    if (name == nullptr) return invalid("iss", "a string");
    if (!policy_.issuers_ || holds(*policy_.issuers_, *name)) return true;
    return refuse("token_issuer", "iss", "The token is from another issuer.");
  }

  bool audience() {
    const Value* value = claims_.if_contains("aud");
    if (value == nullptr) return !policy_.audiences_ || missing("aud");
    const dom::Array* list = value->if_array();
    const std::size_t count = list ? list->size() : 1;
    bool meant = !policy_.audiences_;
    for (std::size_t i = 0; i < count; ++i) {
      const dom::String* name = (list ? (*list)[i] : *value).if_string();
      if (name == nullptr) return invalid("aud", "a string or an array of strings");
      meant |= policy_.audiences_ && holds(*policy_.audiences_, *name);
    }
    return meant || refuse("token_audience", "aud", "The token is for another audience.");
  }

  bool subject() {
    const Value* value = claims_.if_contains("sub");
    if (value == nullptr) return true;
    const dom::String* name = value->if_string();
    if (name == nullptr || name->empty()) return invalid("sub", "a non-empty string");
    identity_.subject = *name;
    return true;
  }

  bool presence() {
    for (const std::string& claim : policy_.required_claims_) {
      const Value* value = claims_.if_contains(claim);
      if (value == nullptr || value->is_null()) return missing(claim);
    }
    return true;
  }

  /// The claim that a pointer of the policy names, which must be a non-empty string.
  bool named(const std::optional<dom::Pointer>& pointer, std::optional<std::string>& into) {
    if (!pointer) return true;
    const Value* value = pointer->find(document_);
    const dom::String* text = value ? value->if_string() : nullptr;
    if (text != nullptr && !text->empty()) {
      into = *text;
      return true;
    }
    if (value == nullptr || value->is_null())
      fault_ = {"token_claim_missing", "A claim that the policy names is missing.",
                pointer->text()};
    else
      fault_ = {"token_claim_invalid", "A claim that the policy names must be a non-empty string.",
                pointer->text()};
    return false;
  }

  const Policy& policy_;
  const Value& document_;
  const Object& claims_;
  const double now_;
  Identity identity_;
  Error fault_{};
};

Result<Identity> Policy::judge(const Value& claims, double now) const {
  return ClaimJudge(*this, claims, now).judge();
}

}  // namespace fairlead::token
