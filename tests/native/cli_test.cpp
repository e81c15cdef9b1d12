// The program as its users see it: what it prints, and how it ends.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <signal.h>
#include <thread>

#include <gtest/gtest.h>

#include "core/json/json.h"
#include "core/json/pointer.h"
#include "tests/native/support/model_server.h"
#include "tests/native/support/program.h"
#include "tests/native/support/test_database.h"
#include "tests/native/support/vessel.h"

namespace fairlead::cli {
namespace {

using namespace std::chrono_literals;
using testing::Ended;
using testing::run;

constexpr const char* kSecret = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const std::string kRegistry = FAIRLEAD_SOURCE_DIR "/edge/registry/actions.json";

/// What a program printed as JSON, by pointers.
class Printed {
 public:
  explicit Printed(const Ended& ended)
      : document_(json::parse(ended.out.substr(0, ended.out.find('\n')), {.max_bytes = 1 << 24})) {
    EXPECT_TRUE(document_) << ended.out << ended.err;
  }
  std::string text(const char* pointer) const { return std::string(at(pointer).string()); }
  double number(const char* pointer) const { return at(pointer).number(); }

 private:
  json::Value at(const char* pointer) const {
    return json::Pointer::parse(pointer)->find(document_.value().root()).value();
  }

  Result<json::Document> document_;
};

std::string codeOf(const Ended& ended) {
  return Printed(ended).text("/error/code");
}

// A file for the length of a test.
class File {
 public:
  File(const char* name, const std::string& text)
      : path_(std::filesystem::temp_directory_path() /
              (std::string("fairlead-cli-") + std::to_string(getpid()) + name)) {
    std::ofstream(path_) << text;
  }
  ~File() { std::filesystem::remove(path_); }
  std::string path() const { return path_; }

 private:
  std::filesystem::path path_;
};

TEST(CliTest, HelpNamesCommandsSettingsAndExitCodes) {
  const Ended help = run({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* word : {"db", "token", "check", "work", "Examples:", "Exit codes:"}) {
    EXPECT_NE(help.out.find(word), std::string::npos) << word;
  }
}

TEST(CliTest, AWrongCommandLineEndsWithTwo) {
  EXPECT_EQ(run({}).exit_code, 2);
  EXPECT_EQ(run({"sail"}).exit_code, 2);
  EXPECT_EQ(run({"token", "mint"}).exit_code, 2);
  EXPECT_EQ(run({"check", "--registry", kRegistry}).exit_code, 2);
}

TEST(CliTest, AnOptionBeyondItsBoundsEndsWithTwoAndSaysWhy) {
  const Ended tenant = run({"work", "embed", "--once", "--tenant", "halcyon"});
  EXPECT_EQ(tenant.exit_code, 2);
  EXPECT_NE(tenant.err.find("\"halcyon\" is not a UUID"), std::string::npos) << tenant.err;
  const Ended ttl = run({"token", "mint", "--secret-env", "SECRET", "--ttl", "9223372036854775807"},
                        {std::string("SECRET=") + kSecret});
  EXPECT_EQ(ttl.exit_code, 2);
}

TEST(CliTest, NamesAllMissingAndFaultySettingsAtOnce) {
  const Ended ended = run({"work", "embed", "--limit", "many", "--budget-usd", "-1"},
                          {"EMBEDDING_BASE_URL=ftp://models", "EMBEDDING_BATCH_ITEMS=0"});
  EXPECT_EQ(ended.exit_code, 2);
  for (const char* name : {"FAIRLEAD_WORKER_URL", "EMBEDDING_BASE_URL", "EMBEDDING_LIMIT",
                           "EMBEDDING_BUDGET_USD", "EMBEDDING_BATCH_ITEMS"}) {
    EXPECT_NE(ended.err.find(name), std::string::npos) << name;
  }
  EXPECT_NE(ended.err.find("5 settings"), std::string::npos) << ended.err;
}

TEST(CliTest, FlagsWinOverEnvironmentOverFile) {
  const File file("settings", "# comment\nFAIRLEAD_OWNER_URL=file\n");
  const auto messageOf = [&](std::vector<std::string> flags, std::vector<std::string> environment) {
    std::vector<std::string> all{"--config", file.path(), "db", "migrate", "--json"};
    all.insert(all.end(), flags.begin(), flags.end());
    return codeOf(run(all, environment));
  };
  // "file" is no URL; what stands above it decides.
  EXPECT_EQ(messageOf({}, {}), "settings_invalid");
  EXPECT_EQ(messageOf({}, {"FAIRLEAD_OWNER_URL=postgres://127.0.0.1:1/x"}), "database_unavailable");
  EXPECT_EQ(
      messageOf({"--database-url", "nothing"}, {"FAIRLEAD_OWNER_URL=postgres://127.0.0.1:1/x"}),
      "settings_invalid");
}

TEST(CliTest, AnUnreachableDatabaseEndsWithFour) {
  const Ended ended =
      run({"db", "verify"}, {"FAIRLEAD_OWNER_URL=postgres://u:hunter2@127.0.0.1:1/x"});
  EXPECT_EQ(ended.exit_code, 4);
  EXPECT_EQ(ended.err.find("hunter2"), std::string::npos);
}

TEST(CliTest, VerifiesWhatItMints) {
  const File policy("policy", R"({"algorithms":["HS256"],"tenant":"/app_metadata/tenant_id"})");
  const std::string secret = std::string("SECRET=") + kSecret;
  const Ended minted = run({"token", "mint", "--secret-env", "SECRET", "--ttl", "60", "--claims",
                            R"({"sub":"u1","app_metadata":{"tenant_id":"t1"}})"},
                           {secret});
  ASSERT_EQ(minted.exit_code, 0) << minted.err;
  const std::vector<std::string> verify{"token",  "verify",   "--json",     "--secret-env",
                                        "SECRET", "--policy", policy.path()};
  const Ended verified = run(verify, {secret}, minted.out);
  EXPECT_EQ(verified.exit_code, 0);
  const Printed token(verified);
  EXPECT_EQ(token.text("/tenant_id"), "t1");
  EXPECT_EQ(token.number("/expires_at") - token.number("/issued_at"), 60);

  const Ended other =
      run(verify, {"SECRET=BBECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}, minted.out);
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_EQ(codeOf(other), "token_signature_invalid");
}

TEST(CliTest, ChecksASignatureWithoutAskingWhatIsSigned) {
  // RFC 8037, appendix A.4, whose payload is a sentence.
  const File keys("keys", R"({"keys":[{"kty":"OKP","crv":"Ed25519",
      "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})");
  const std::string token =
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-"
      "09PGcvMg"
      "3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
  const std::vector<std::string> verify{"token",  "verify",    "--json",
                                        "--jwks", keys.path(), "--signature-only"};
  const Ended good = run(verify, {}, token);
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_EQ(Printed(good).text("/payload"), "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc");
  const Ended bad = run(verify, {}, token.substr(0, token.size() - 2) + "Bg");
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_EQ(codeOf(bad), "token_signature_invalid");
}

TEST(CliTest, MintsEs256ThatOpensslVerifies) {
  // The key of RFC 7515, appendix A.3.
  const std::string x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
  const std::string y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
  const std::string publicKey = R"("kty":"EC","crv":"P-256","x":")" + x + R"(","y":")" + y + "\"";
  const File key("key", "{" + publicKey + R"(,"d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})");
  const File keys("keys", R"({"keys":[{)" + publicKey + "}]}");
  const File policy("policy", R"({"algorithms":["ES256"]})");
  const Ended minted = run({"token", "mint", "--alg", "ES256", "--key", key.path()});
  ASSERT_EQ(minted.exit_code, 0) << minted.err;
  EXPECT_EQ(
      run({"token", "verify", "--jwks", keys.path(), "--policy", policy.path()}, {}, minted.out)
          .exit_code,
      0);
  const Ended wrong = run({"token", "mint", "--alg", "HS256", "--key", key.path()});
  EXPECT_EQ(wrong.exit_code, 3);
}

TEST(CliTest, RefusesAKeyWhoseHalvesDoNotBelongTogether) {
  const File key("key", R"({"kty":"EC","crv":"P-256",
      "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
      "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
      "d":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"})");
  const Ended ended = run({"token", "mint", "--json", "--key", key.path()});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_EQ(codeOf(ended), "key_malformed");
}

TEST(CliTest, ChecksARequestAgainstTheRegistry) {
  const std::string request = R"({"action":"view_part","principal":{"user_id":"u1","tenant_id":"t1",
      "role":"crew"},"entity":{"id":"p1","tenant_id":"TENANT"},"payload":{},"now":1700000000})";
  const auto decide = [&](const std::string& tenant) {
    std::string text = request;
    return run({"check", "--json", "--registry", kRegistry, "--request", "-"}, {},
               text.replace(text.find("TENANT"), 6, tenant));
  };
  EXPECT_EQ(decide("t1").exit_code, 0);
  const Ended foreign = decide("t2");
  EXPECT_EQ(foreign.exit_code, 1);
  EXPECT_EQ(Printed(foreign).number("/status"), 404);
  EXPECT_EQ(run({"check", "--registry", kRegistry, "--request", "-"}, {}, "{}").exit_code, 3);
}

TEST(CliTest, ChecksLintsAndComparesRegistries) {
  const std::string sound = R"({"version":"1","roles":["crew","captain"],"actions":[{"id":"look",
      "domain":"parts","entity":"part","label":"Look","variant":"READ","fields":[],
      "idempotent":false,"success_status":200,"keywords":[]}]})";
  std::string odd = sound;
  odd.replace(odd.find("200"), 3, "201");
  std::string narrow = sound;
  narrow.insert(narrow.find("\"domain\""), "\"allowed_roles\":[\"captain\"],");
  const File a("sound", sound), b("odd", odd), c("narrow", narrow), broken("broken", "{}");
  EXPECT_EQ(run({"registry", "check", a.path(), b.path()}).exit_code, 0);
  EXPECT_EQ(run({"registry", "check", a.path(), broken.path()}).exit_code, 3);
  EXPECT_EQ(run({"registry", "lint", a.path(), kRegistry}).exit_code, 0);
  const Ended findings = run({"registry", "lint", "--json", a.path(), b.path()});
  EXPECT_EQ(findings.exit_code, 1);
  EXPECT_EQ(Printed(findings).text("/0/code"), "status_unusual");
  EXPECT_EQ(Printed(findings).text("/0/file"), b.path());
  EXPECT_EQ(run({"registry", "diff", a.path(), a.path()}).exit_code, 0);
  const Ended diff = run({"registry", "diff", "--json", a.path(), c.path()});
  EXPECT_EQ(diff.exit_code, 1);
  EXPECT_EQ(Printed(diff).text("/access/0/role"), "crew");
  EXPECT_EQ(Printed(diff).text("/access/0/lost/0"), "look");
}

TEST(CliTest, ChecksADocumentAgainstASchema) {
  const File schema("schema", R"({"type":"object","required":["overview"]})");
  const auto check = [&](const char* document) {
    return run({"check", "--schema", schema.path(), "--document", "-"}, {}, document).exit_code;
  };
  EXPECT_EQ(check(R"({"overview":"x"})"), 0);
  EXPECT_EQ(check("{}"), 1);
  EXPECT_EQ(check("{"), 3);
  const auto checkOutput = [&](const char* text) {
    return run({"check", "--schema", schema.path(), "--model-output", "-"}, {}, text);
  };
  const auto mended = checkOutput("Here:\n```json\n{overview: \"x\",}\n```");
  EXPECT_EQ(mended.exit_code, 0);
  EXPECT_NE(mended.out.find("3:15: A comma before the end was taken out."), std::string::npos)
      << mended.out;
  EXPECT_EQ(checkOutput("{\"overview\": ").exit_code, 1);
  EXPECT_EQ(run({"check", "--schema", schema.path()}).exit_code, 2);
}

TEST(CliTest, MigratesSeedsAndVerifies) {
  testing::TestDatabase database;
  const std::vector<std::string> owner{"FAIRLEAD_OWNER_URL=" + database.ownerUrl()};
  EXPECT_EQ(run({"db", "migrate"}, owner).exit_code, 0);
  for (int again = 0; again < 2; ++again) {
    const Ended seeded = run({"db", "seed"}, owner);
    EXPECT_EQ(seeded.exit_code, 0) << seeded.err;
  }
  const Ended verified = run({"db", "verify", "--json"}, owner);
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
  EXPECT_EQ(Printed(verified).number("/failed"), 0);

  auto connection = testing::connectTo(database.ownerUrl());
  testing::mustQuery(connection, "alter table pms_parts no force row level security");
  const Ended faulty = run({"db", "verify"}, owner);
  EXPECT_EQ(faulty.exit_code, 1);
  EXPECT_NE(faulty.out.find("FAIL row_security_forced"), std::string::npos) << faulty.out;
  EXPECT_NE(faulty.out.find("pms_parts"), std::string::npos);
}

TEST(CliTest, VerifySeesAuditEntriesThatWereTamperedWith) {
  testing::TestDatabase database;
  database.migrate();
  testing::Vessel vessel(database);
  const std::vector<std::string> owner{"FAIRLEAD_OWNER_URL=" + database.ownerUrl()};
  EXPECT_EQ(run({"db", "verify"}, owner).exit_code, 0);
  // A head that says that there was an entry, which is not there any more.
  auto connection = testing::connectTo(database.ownerUrl());
  testing::mustQuery(connection, "set role fairlead_admin");
  testing::mustQuery(connection,
                     "insert into audit_heads (tenant_id, seq, entry_hash) values ($1, 1, "
                     "repeat('a', 64))",
                     {vessel.tenant()});
  const Ended broken = run({"db", "verify"}, owner);
  EXPECT_EQ(broken.exit_code, 1);
  EXPECT_NE(broken.out.find("FAIL audit_lines_intact"), std::string::npos) << broken.out;
}

class CliWorkTest : public ::testing::Test {
 protected:
  CliWorkTest() { database_.migrate(); }
  std::vector<std::string> settings() const {
    return {"FAIRLEAD_WORKER_URL=" + database_.workerUrl(),
            "EMBEDDING_BASE_URL=" + server_.baseUrl(), "EMBEDDING_API_KEY=hunter2"};
  }

  testing::TestDatabase database_;
  testing::ModelServer server_;
};

TEST_F(CliWorkTest, DryRunNamesThePlanThatTheRunExecutes) {
  testing::Vessel vessel(database_);
  vessel.addPart("Capstan");
  const Ended dry = run({"work", "embed", "--once", "--dry-run", "--json"}, settings());
  ASSERT_EQ(dry.exit_code, 0) << dry.err;
  EXPECT_EQ(vessel.vectors(), 0);
  const Ended done = run({"work", "embed", "--once", "--json"}, settings());
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(Printed(done).text("/plan/plan_id"), Printed(dry).text("/plan_id"));
  EXPECT_EQ(vessel.vectors(), 1);
  EXPECT_EQ((done.out + done.err).find("hunter2"), std::string::npos);
}

TEST_F(CliWorkTest, EndsWithFourWhenTheProviderGivesOut) {
  testing::Vessel vessel(database_);
  vessel.addPart("Halyard");
  server_.failNext(R"({"fault":"unauthorized"})");
  const Ended ended = run({"work", "embed", "--once", "--json"}, settings());
  EXPECT_EQ(ended.exit_code, 4);
  EXPECT_EQ(Printed(ended).text("/outcome/stopped/class"), "config");
}

TEST_F(CliWorkTest, WorksUntilSigtermAndFinishesWhatItBegan) {
  testing::Vessel vessel(database_);
  const std::string part = vessel.addPart("Rudder bearing");
  testing::Program worker({"work", "embed", "--poll-ms", "100"}, settings());
  for (int tries = 0; tries < 200 && !vessel.isFresh("pms_parts", part); ++tries) {
    std::this_thread::sleep_for(50ms);
  }
  EXPECT_TRUE(vessel.isFresh("pms_parts", part));

  server_.failNext(R"({"fault":"slow","count":1,"delay_ms":1000})");
  const std::string last = vessel.addPart("Keel bolt");
  std::this_thread::sleep_for(500ms);
  worker.signal(SIGTERM);
  EXPECT_EQ(worker.wait().exit_code, 0);
  EXPECT_TRUE(vessel.isFresh("pms_parts", last)) << "the call under way is finished and written";
}

}  // namespace
}  // namespace fairlead::cli
