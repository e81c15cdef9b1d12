#include "core/json/answer.h"
#include "core/json/reader.h"
#include "core/token/wire.h"
#include "native/crypto/native_verifier.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {
namespace {

std::string compile(json::Value setup, json::Value) {
  return token::compileAnswer(token::compileVerifier(textOf(setup)));
}

/// The final answer, OpenSSL's part included.
std::string verify(json::Value setup, json::Value input) {
  Result<token::NativeVerifier> verifier = token::NativeVerifier::compile(textOf(setup));
  if (!verifier) return json::answer(verifier.error());
  const double now = json::ObjectReader(input).number("now");
  const auto verified = verifier->verify(textMember(input, "token"), now);
  if (!verified) return json::answer(verified.error());
  return json::answer([&](json::Writer& out) { token::write(out, *verified); });
}

std::string verifyCompact(json::Value setup, json::Value input) {
  Result<token::NativeVerifier> verifier = token::NativeVerifier::compile(textOf(setup));
  if (!verifier) return json::answer(verifier.error());
  const std::string text = textMember(input, "token");
  const auto token = verifier->verifyCompact(text);
  if (!token) return json::answer(token.error());
  return json::answer([&](json::Writer& out) { token::write(out, *token); });
}

}  // namespace

void addToken(Operations& operations) {
  operations["token.compile"] = compile;
  operations["token.verify"] = verify;
  operations["token.verify_compact"] = verifyCompact;
}

}  // namespace fairlead::vectors
