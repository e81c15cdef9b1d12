#include <memory>

#include "core/dom/answer.h"
#include "core/token/wire.h"
#include "native/crypto/native_verifier.h"
#include "tests/proof/answers.h"

namespace fairlead::proof {
namespace {

/// Documents: the setup, and the time in seconds. Inputs: tokens.
Ask verify(const std::vector<std::string>& documents) {
  Result<token::NativeVerifier> compiled = token::NativeVerifier::compile(documents.at(0));
  if (!compiled) {
    return [answer = dom::answer(compiled.error())](std::string_view) { return answer; };
  }
  const double now = std::stod(documents.at(1));
  auto verifier = std::make_shared<token::NativeVerifier>(std::move(*compiled));
  return [verifier, now](std::string_view text) {
    const auto verified = verifier->verify(text, now);
    return verified ? dom::answer(token::toJson(*verified)) : dom::answer(verified.error());
  };
}

}  // namespace

void addToken(Operations& operations) {
  operations["token.verify"] = verify;
}

}  // namespace fairlead::proof
