#include "core/dom/answer.h"
#include "core/dom/reader.h"
#include "core/token/wire.h"
#include "native/crypto/native_verifier.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {
namespace {

std::string compile(const dom::Value& setup, const dom::Value&) {
  const Result<token::Verifier> verifier = token::compileVerifier(textOf(setup));
  return verifier ? dom::answer(token::describe(*verifier)) : dom::answer(verifier.error());
}

/// The final answer, OpenSSL's part included.
std::string verify(const dom::Value& setup, const dom::Value& input) {
  const Result<token::NativeVerifier> verifier = token::NativeVerifier::compile(textOf(setup));
  if (!verifier) return dom::answer(verifier.error());
  const double now = dom::ObjectReader(input).number("now");
  const Result<token::VerifiedToken> verified = verifier->verify(textMember(input, "token"), now);
  return verified ? dom::answer(token::toJson(*verified)) : dom::answer(verified.error());
}

}  // namespace

void addToken(Operations& operations) {
  operations["token.compile"] = compile;
  operations["token.verify"] = verify;
}

}  // namespace fairlead::vectors
