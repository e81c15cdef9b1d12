// fairlead token mint | verify
#include <chrono>
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "core/json/json.h"
#include "native/cli/input.h"
#include "native/cli/program.h"
#include "native/token/minter.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;

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

Result<token::SigningKey> readKey(const Context& context, const MintOptions& options) {
  if (options.key_file) {
    const auto text = readInput(*options.key_file);
    if (!text) return std::unexpected(text.error());
    return token::SigningKey::fromText(*text);
  }
  const auto secret = context.settings.find(*options.secret_name);
  if (!secret) {
    return fail("settings_invalid",
                fmt::format("{} is not set: the secret in base64url.", *options.secret_name));
  }
  return token::SigningKey::fromSecret(*secret);
}

Result<json::Object> readClaims(const std::string& given) {
  const auto text =
      given.starts_with('@') ? readInput(given.substr(1)) : Result<std::string>(given);
  if (!text) return std::unexpected(text.error());
  const auto claims = json::parse(*text);
  if (!claims) return std::unexpected(claims.error());
  if (!claims->is_object()) return fail("claims_invalid", "The claims must be a JSON object.");
  return claims->as_object();
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
  const auto minted = token::mint(*key, *claims, secondsNow(), options.ttl_s, options.key_id);
  if (!minted) return std::unexpected(minted.error());
  context.output.line(*minted);
  context.output.value({{"token", *minted}});
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
      ->capture_default_str();
  command->add_option("--kid", options->key_id, "Key id for the header");
  command->footer(
      "\nExample:\n  fairlead --config .data/secrets.env token mint "
      "--secret-env FAIRLEAD_TOKEN_SECRET \\\n    --claims '{\"sub\":\"...\"}' --ttl 3600\n");
  command->callback([&program, options] {
    program.command = [options](const Context& context) { return mint(context, *options); };
  });
}

}  // namespace

void addTokenCommands(CLI::App& app, Program& program) {
  CLI::App* token = app.add_subcommand("token", "Make and verify tokens");
  token->require_subcommand(1);
  addMint(*token, program);
}

}  // namespace fairlead::cli
