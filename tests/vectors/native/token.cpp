#include "core/json/answer.h"
#include "core/json/reader.h"
#include "core/token/wire.h"
#include "native/crypto/native_verifier.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {
namespace {

std::string compile(const json::Value& setup, const json::Value&) {
  const Result<token::Verifier> verifier = token::compileVerifier(textOf(setup));
  return verifier ? json::answer(token::describe(*verifier)) : json::answer(verifier.error());
}

/// The final answer, OpenSSL's part included.
std::string verify(const json::Value& setup, const json::Value& input) {
  const Result<token::NativeVerifier> verifier = token::NativeVerifier::compile(textOf(setup));
  if (!verifier) return json::answer(verifier.error());
  const double now = json::ObjectReader(input).number("now");
  const Result<token::VerifiedToken> verified = verifier->verify(textMember(input, "token"), now);
  return verified ? json::answer(token::toJson(*verified)) : json::answer(verified.error());
}

}  // namespace

void addToken(Operations& operations) {
  operations["token.compile"] = compile;
  operations["token.verify"] = verify;
}

}  // namespace fairlead::vectors
