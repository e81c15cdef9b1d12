#include <memory>

#include "core/json/answer.h"
#include "core/token/wire.h"
#include "native/crypto/native_verifier.h"
#include "tests/proof/answers.h"

namespace fairlead::proof {
namespace {

using token::NativeVerifier;

/// Documents: the setup, and the time in seconds. Inputs: tokens.
template <std::string (*kAnswer)(NativeVerifier&, std::string_view, double)>
Ask openVerifier(const std::vector<std::string>& documents) {
  Result<NativeVerifier> compiled = NativeVerifier::compile(documents.at(0));
  if (!compiled)
    return [answer = json::answer(compiled.error())](std::string_view) { return answer; };
  const double now = std::stod(documents.at(1));
  auto verifier = std::make_shared<NativeVerifier>(std::move(*compiled));
  return [verifier, now](std::string_view text) { return kAnswer(*verifier, text, now); };
}

template <typename Token>
std::string answerOf(const Result<Token>& token) {
  if (!token) return json::answer(token.error());
  return json::answer([&](json::Writer& out) { token::write(out, *token); });
}

std::string verify(NativeVerifier& verifier, std::string_view text, double now) {
  return answerOf(verifier.verify(text, now));
}

std::string verifyCompact(NativeVerifier& verifier, std::string_view text, double) {
  return answerOf(verifier.verifyCompact(text));
}

}  // namespace

void addToken(Operations& operations) {
  operations["token.verify"] = openVerifier<verify>;
  operations["token.verify_compact"] = openVerifier<verifyCompact>;
}

}  // namespace fairlead::proof
