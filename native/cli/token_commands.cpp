// fairlead token mint | verify
#include <chrono>
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "core/json/json.h"
#include "core/json/writer.h"
#include "core/token/wire.h"
#include "native/cli/input.h"
#include "native/cli/program.h"
#include "native/crypto/native_verifier.h"
#include "native/token/minter.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;

constexpr std::int64_t kMaxTtlS = 10LL * 365 * 24 * 3600;  // ten years either way

struct MintOptions {
  std::optional<std::string> algorithm;
  std::optional<std::string> key_file;
  std::optional<std::string> secret_name;
  std::optional<std::string> key_id;
  std::string claims = "{}";
  std::int64_t ttl_s = 900;
};

std::int64_t secondsNow() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

Result<std::string> readSecret(const Context& context, const std::string& name) {
  SettingsReader reader(context.settings);
  auto secret = reader.required({name, "", "the HS256 secret in base64url"});
  if (auto complete = reader.finish(); !complete) return std::unexpected(complete.error());
  return secret;
}

Result<token::SigningKey> readKey(const Context& context, const MintOptions& options) {
  if (options.key_file) {
    const auto text = readInput(*options.key_file);
    if (!text) return std::unexpected(text.error());
    return token::SigningKey::fromText(*text);
  }
  const auto secret = readSecret(context, *options.secret_name);
  if (!secret) return std::unexpected(secret.error());
  return token::SigningKey::fromSecret(*secret);
}

Result<json::Document> readClaims(const std::string& given) {
  const auto text =
      given.starts_with('@') ? readInput(given.substr(1)) : Result<std::string>(given);
  if (!text) return std::unexpected(text.error());
  auto claims = json::parse(*text);
  if (claims && !claims->root().isObject())
    return fail("claims_invalid", "The claims must be a JSON object.");
  return claims;
}

Result<ExitCode> mint(const Context& context, const MintOptions& options) {
  const auto key = readKey(context, options);
  if (!key) return std::unexpected(key.error());
  if (options.algorithm && *options.algorithm != key->algorithm()) {
    return fail("key_unsupported", fmt::format("The key is for {}, not for {}.", key->algorithm(),
                                               *options.algorithm));
  }
  const auto claims = readClaims(options.claims);
  if (!claims) return std::unexpected(claims.error());
  const auto minted =
      token::mint(*key, claims->root(), secondsNow(), options.ttl_s, options.key_id);
  if (!minted) return std::unexpected(minted.error());
  context.output.line(*minted);
  context.output.value([&](json::Writer& out) {
    out.beginObject();
    out.member("token", *minted);
    out.endObject();
  });
  return kDone;
}

void addMint(CLI::App& parent, Program& program) {
  auto options = std::make_shared<MintOptions>();
  CLI::App* command = parent.add_subcommand("mint", "Make a signed token");
  command->add_option("--alg", options->algorithm, "Refuse a key for another algorithm")
      ->check(CLI::IsMember({"HS256", "ES256"}));
  auto* source = command->add_option_group("key", "Where the key is");
  source->add_option("--key", options->key_file, "File with a private JWK or PEM (- for stdin)");
  source->add_option("--secret-env", options->secret_name,
                     "Setting that holds the HS256 secret in base64url");
  source->require_option(1);
  command->add_option("--claims", options->claims, "JSON object, or @FILE")->capture_default_str();
  command->add_option("--ttl", options->ttl_s, "Seconds until it expires (negative: has expired)")
      ->capture_default_str()
      ->check(CLI::Range(-kMaxTtlS, kMaxTtlS));
  command->add_option("--kid", options->key_id, "Key id for the header");
  command->footer(
      "\nExample:\n  fairlead --config .data/secrets.env token mint "
      "--secret-env FAIRLEAD_TOKEN_SECRET \\\n    --claims '{\"sub\":\"...\"}' --ttl 3600\n");
  command->callback([&program, options] {
    program.command = [options](const Context& context) { return mint(context, *options); };
  });
}

struct VerifyOptions {
  std::string token = "-";
  std::optional<std::string> key_set_file;
  std::optional<std::string> secret_name;
  std::string policy_file;
  std::optional<double> now;
  bool only_signature = false;
};

/// The key set as JSON text.
Result<std::string> readKeySet(const Context& context, const VerifyOptions& options) {
  if (options.key_set_file) return readInput(*options.key_set_file);
  const auto secret = readSecret(context, *options.secret_name);
  if (!secret) return std::unexpected(secret.error());
  json::Writer out;
  out.beginObject();
  out.name("keys");
  out.beginArray();
  out.beginObject();
  out.member("k", *secret);
  out.member("kty", "oct");
  out.endObject();
  out.endArray();
  out.endObject();
  return std::move(out).finish();
}

/// The policy of the file, or one that allows every algorithm where only signatures are asked
/// about.
Result<std::string> readPolicy(const VerifyOptions& options) {
  if (!options.policy_file.empty()) return readInput(options.policy_file);
  return std::string(
      R"({"algorithms":["HS256","HS384","HS512","RS256","RS384","RS512","PS256","PS384","PS512",)"
      R"("ES256","ES384","ES512","EdDSA","Ed25519"]})");
}

/// A key set or a policy out of its text.
template <typename T>
Result<T> compiled(const Result<std::string>& text) {
  if (!text) return std::unexpected(text.error());
  const auto document = json::parse(*text);
  if (!document) return std::unexpected(document.error());
  return T::compile(document->root());
}

Result<token::NativeVerifier> compileVerifier(const Context& context,
                                              const VerifyOptions& options) {
  auto keys = compiled<token::KeySet>(readKeySet(context, options));
  if (!keys) return std::unexpected(keys.error());
  auto policy = compiled<token::Policy>(readPolicy(options));
  if (!policy) return std::unexpected(policy.error());
  return token::NativeVerifier(token::Verifier(std::move(*keys), std::move(*policy)));
}

// A token as it comes out of a pipe or a header file: with a line's end.
std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

void showVerified(const Output& output, const token::VerifiedToken& verified) {
  const token::Identity& identity = verified.identity;
  output.line(output.good("verified"));
  output.line(fmt::format("  subject {}", identity.subject.value_or("-")));
  output.line(fmt::format("  tenant  {}", identity.tenant_id.value_or("-")));
  output.line(fmt::format("  role    {}", identity.role.value_or("-")));
  if (identity.expires_at)
    output.line(fmt::format("  expires {:.0f} (seconds since the epoch)", *identity.expires_at));
}

void showSigned(const Output& output, const token::SignedToken& token) {
  output.line(output.good("the signature holds"));
  output.line(fmt::format("  algorithm {}", token.parts.algorithm));
  output.line(fmt::format("  key id    {}", token.parts.key_id.value_or("-")));
  output.line(fmt::format("  payload   {} bytes", token.parts.payload.size()));
}

Result<ExitCode> verify(const Context& context, const VerifyOptions& options) {
  auto verifier = compileVerifier(context, options);
  if (!verifier) return std::unexpected(verifier.error());
  const auto text = options.token == "-" ? readInput("-") : Result<std::string>(options.token);
  if (!text) return std::unexpected(text.error());
  const std::string token = trimmed(*text);
  if (options.only_signature) {
    const auto checked = verifier->verifyCompact(token);
    if (!checked) return std::unexpected(checked.error());
    showSigned(context.output, *checked);
    context.output.value([&](json::Writer& out) { token::write(out, *checked); });
    return kDone;
  }
  const double now = options.now.value_or(static_cast<double>(secondsNow()));
  const auto verified = verifier->verify(token, now);
  if (!verified) return std::unexpected(verified.error());
  showVerified(context.output, *verified);
  context.output.value([&](json::Writer& out) { token::write(out, *verified); });
  return kDone;
}

void addVerify(CLI::App& parent, Program& program) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command = parent.add_subcommand("verify", "Decide whether a token is good");
  command->add_option("token", options->token, "The token; - or nothing reads standard input");
  auto* source = command->add_option_group("keys", "What it may be signed with");
  source->add_option("--jwks", options->key_set_file, "File with a key set (RFC 7517)");
  source->add_option("--secret-env", options->secret_name,
                     "Setting that holds the HS256 secret in base64url");
  source->require_option(1);
  auto* policy = command->add_option_group("policy", "What is asked of it");
  policy->add_option("--policy", options->policy_file, "File with the policy");
  policy->add_flag("--signature-only", options->only_signature,
                   "Only whether the signature holds, whatever is signed (RFC 7515)");
  policy->require_option(1);
  command->add_option("--now", options->now, "Seconds since the epoch instead of the clock's");
  command->footer(
      "\nExample:\n  fairlead token verify --jwks keys.json --policy policy.json < token.txt\n\n"
      "Exit codes: 0 good, 1 refused, 3 the keys or the policy are not what they should be.\n");
  command->callback([&program, options] {
    program.command = [options](const Context& context) { return verify(context, *options); };
  });
}

}  // namespace

void addTokenCommands(CLI::App& app, Program& program) {
  CLI::App* token = app.add_subcommand("token", "Make and verify tokens");
  token->require_subcommand(1);
  addMint(*token, program);
  addVerify(*token, program);
}

}  // namespace fairlead::cli
