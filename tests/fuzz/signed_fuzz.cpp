// Two texts, a header and a payload, signed by OpenSSL: a good signature is never called bad, one
// with a bit changed never good, the payload comes back as it was signed, and what is recalled is
// what would be verified.
#include "core/token/wire.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/signing.h"

using namespace fairlead;

namespace {

token::Verifier verifierThatRemembers() {
  const std::string setup = R"({"keys":)" + std::string(fuzz::kKeys) +
                            R"(,"policy":{"algorithms":["HS256"]},"remember":64})";
  Result<token::Verifier> verifier = token::compileVerifier(setup);
  fuzz::promise(verifier.has_value(), "the setup compiles");
  return *std::move(verifier);
}

void checkSignature(token::Verifier& verifier, const std::string& text, std::string_view payload) {
  const fuzz::Answer answer(token::verifyCompact(verifier, text));
  if (answer.isError()) {
    const auto again = verifier.open(text);
    fuzz::promise(!again && again.error().code != "token_signature_invalid",
                  "a good signature is not called bad");
    return;
  }
  fuzz::promise(answer.member("payload").string() == crypto::encodeBase64url(payload),
                "the payload comes back as it was signed");
  const auto decoded = crypto::decodeBase64url(answer.member("payload").string());
  fuzz::promise(decoded == std::string(payload), "its spelling is read again");
}

void checkChangedSignature(token::Verifier& verifier, std::string text, std::size_t choice) {
  const std::size_t dot = text.rfind('.');
  auto tag = crypto::decodeBase64url(std::string_view(text).substr(dot + 1));
  fuzz::promise(tag && tag->size() == 32, "the tag is spelled right");
  (*tag)[choice % 32] = static_cast<char>((*tag)[choice % 32] ^ (1 << choice / 32 % 8));
  text.resize(dot + 1);
  text += crypto::encodeBase64url(*tag);
  fuzz::promise(fuzz::Answer(token::verifyCompact(verifier, text)).isError(),
                "a changed signature is bad");
  fuzz::promise(!verifier.recall(text, 0), "and not remembered");
}

void checkRecall(token::Verifier& verifier, const std::string& text) {
  for (const double now : {0.0, 1.3e9, 1.7e9, 4e9}) {
    const bool good = !fuzz::Answer(token::verifyToken(verifier, text, now)).isError();
    fuzz::promise(text.size() > token::kMaxRememberedBytes || verifier.recall(text, now) == good,
                  "what is recalled is what would be verified");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static token::Verifier verifier = verifierThatRemembers();
  const fuzz::Input input(data, size);
  const auto [header, payload] = input.halves();
  const std::string text = fuzz::signedToken(header, payload);
  checkSignature(verifier, text, payload);
  checkChangedSignature(verifier, text, size + (size > 0 ? data[size - 1] : 0));
  checkRecall(verifier, text);
  return 0;
}
