// The whole verification of a token, beside OpenSSL's check of its signature alone.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/crypto/base64url.h"
#include "native/crypto/native_verifier.h"
#include "tests/bench/native/cases.h"
#include "tests/bench/native/files.h"
#include "tests/bench/native/openssl_verify.h"

namespace fairlead::bench {
namespace {

struct Token {
  std::string text;
  std::string_view signed_part;
  std::string signature;
};

std::string decoded(std::string_view base64url) {
  const std::optional<std::string> bytes = crypto::decodeBase64url(base64url);
  require(bytes.has_value(), "The token is no base64url.");
  return *bytes;
}

std::shared_ptr<const Token> readToken(const std::string& algorithm) {
  auto token = std::make_shared<Token>();
  token->text = read(algorithm + ".token");
  const std::size_t dot = token->text.rfind('.');
  token->signed_part = std::string_view(token->text).substr(0, dot);
  token->signature = decoded(std::string_view(token->text).substr(dot + 1));
  return token;
}

/// The time at which the tokens were made, which they outlive by an hour.
double now() {
  return std::stod(read("now"));
}

void addOurs(const std::string& algorithm, const std::string& who, const std::string& setup) {
  auto verifier = token::NativeVerifier::compile(setup);
  require(verifier.has_value(), "The key set does not compile.");
  const auto shared = std::make_shared<token::NativeVerifier>(*std::move(verifier));
  const auto token = readToken(algorithm);
  require(shared->verify(token->text, now()).has_value(), algorithm + " is refused.");
  add("token/" + algorithm + "/" + who,
      [shared, token, at = now()] { return shared->verify(token->text, at).has_value(); });
}

void addKeyPair(const std::string& algorithm, const char* digest) {
  addOurs(algorithm, "ours", read(algorithm + ".setup"));
  const auto raw = std::make_shared<const OpensslVerify>(read(algorithm + ".pem"), digest);
  const auto token = readToken(algorithm);
  const std::string signature = algorithm == "ES256" ? derOf(token->signature) : token->signature;
  require((*raw)(token->signed_part, signature), "OpenSSL refuses " + algorithm + ".");
  add("token/" + algorithm + "/OpenSSL",
      [raw, token, signature] { return (*raw)(token->signed_part, signature); });
}

}  // namespace

void addToken() {
  addOurs("HS256", "ours", read("HS256.setup"));
  const auto token = readToken("HS256");
  const std::string key = decoded(read("HS256.secret"));
  require(opensslHmac(key, token->signed_part, token->signature), "OpenSSL refuses HS256.");
  add("token/HS256/OpenSSL",
      [token, key] { return opensslHmac(key, token->signed_part, token->signature); });
  addKeyPair("RS256", "SHA256");
  addKeyPair("ES256", "SHA256");
  addKeyPair("EdDSA", "");
}

}  // namespace fairlead::bench
