// What a verifier asks of a token beyond a good signature: the algorithms it allows, and the rules
// for claims (RFC 7519 section 4.1, RFC 8725).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json/pointer.h"
#include "core/json/value.h"
#include "core/token/algorithm.h"

namespace fairlead::token {

/// Who a token speaks for, as its claims say: views into their document.
struct Identity {
  std::optional<std::string_view> subject;
  std::optional<std::string_view> tenant_id;
  std::optional<std::string_view> role;
  std::optional<std::string_view> session_id;
  std::optional<double> issued_at;   // seconds since the epoch
  std::optional<double> expires_at;  // seconds since the epoch
};

/// A media type as `typ` names it (RFC 7515, section 4.1.9), so that two spellings of one are
/// equal: in small letters, without the "application/" that may be left out.
std::string mediaType(std::string_view typ);

class Policy {
 public:
  /// Reads a policy; other members than these are refused:
  ///   algorithms       names of RFC 7518 and 8037, at least one
  ///   issuers          `iss` must be one of these
  ///   audiences        `aud` must name one of these
  ///   leeway_s         by how many seconds clocks may differ, 0 to 60; 5 unless given
  ///   require_exp      whether `exp` must be there; true unless given
  ///   max_age_s        the longest time since `iat`, which must then be there
  ///   required_claims  names of claims that must be there and not null
  ///   tenant, role, session   JSON Pointers to claims that must be non-empty strings
  ///   types            `typ` of the header must be one of these (RFC 8725, section 3.11)
  ///   revoked_ids      `jti` must not be one of these
  ///   revoked_before   `iat`, which must then be there, must not be before this time
  /// `at` is where the policy stands in its document. Codes: member_missing, member_type,
  /// member_value, member_unknown.
  static Result<Policy> compile(json::Value document, const json::Path& at = json::Path());

  bool allows(Algorithm algorithm) const { return algorithms_.contains(algorithm); }

  /// Judges header and claims, both objects, at the time `now` (seconds since the epoch, finite).
  /// In this order, the first fault wins, with the path of the claim: typ, exp, nbf, iat with
  /// max_age, iss, aud, sub, required claims, pointers, revocation. A token lives while now < exp +
  /// leeway, from now + leeway >= nbf, and while now - iat <= max_age + leeway; one issued after
  /// now + leeway is not yet valid.
  ///
  /// Codes: token_expired, token_not_yet_valid, token_issuer, token_audience, token_claim_missing,
  /// token_claim_invalid (a claim of a wrong kind, another `typ`), token_revoked.
  Result<Identity> judge(json::Value header, json::Value claims, double now) const;

 private:
  friend class ClaimJudge;
  Policy() = default;

  AlgorithmSet algorithms_;
  std::optional<std::vector<std::string>> issuers_;
  std::optional<std::vector<std::string>> audiences_;
  double leeway_ = 5;
  bool require_expiry_ = true;
  std::optional<double> max_age_;
  std::vector<std::string> required_claims_;
  std::optional<json::Pointer> tenant_;
  std::optional<json::Pointer> role_;
  std::optional<json::Pointer> session_;
  std::optional<std::vector<std::string>> types_;  // as mediaType() gives them
  std::vector<std::string> revoked_ids_;
  std::optional<double> revoked_before_;
};

}  // namespace fairlead::token
