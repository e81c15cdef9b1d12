#include "tests/native/support/test_database.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include "native/cli/settings.h"
#include "native/database/migrator.h"
#include "native/database/seeder.h"

namespace fairlead::testing {
namespace {

template <typename T>
T require(Result<T> result, const char* what) {
  if (result) {
    if constexpr (std::is_void_v<T>) {
      return;
    } else {
      return std::move(*result);
    }
  }
  fmt::print(stderr, "{}: {}\n", what, result.error().message);
  std::exit(1);
}

const cli::Settings& settings() {
  static const cli::Settings kSettings = [] {
    const std::string file = FAIRLEAD_SOURCE_DIR "/.data/secrets.env";
    return require(cli::Settings::load(std::filesystem::exists(file) ? file : ""), "settings");
  }();
  return kSettings;
}

std::string settingOf(const char* name) {
  const auto value = settings().find(name);
  if (!value) {
    fmt::print(stderr, "{} is not set and not in .data/secrets.env: run tools/bootstrap first\n",
               name);
    std::exit(1);
  }
  return *value;
}

std::string withDatabase(const std::string& url, const std::string& name) {
  return url.substr(0, url.rfind('/') + 1) + name;
}

std::string shippedScript(const char* file) {
  std::ifstream stream(std::string(FAIRLEAD_SOURCE_DIR "/native/sql/") + file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::string nextName() {
  static int count = 0;
  return fmt::format("fairlead_test_{}_{}", getpid(), ++count);
}

}  // namespace

TestDatabase::TestDatabase() : TestDatabase(0) {}

TestDatabase::TestDatabase(int port) : name_(nextName()), port_(port) {
  auto server = connectTo(serverUrl());
  require(server.execute(fmt::format("create database {} owner fairlead_owner", name_)),
          "create database");
  auto inside = connectTo(superuserUrl());
  require(inside.execute(shippedScript("database.sql")), "database.sql");
}

TestDatabase::~TestDatabase() {
  auto server = connectTo(serverUrl());
  require(server.execute(fmt::format("drop database {} with (force)", name_)), "drop database");
}

void TestDatabase::migrate() {
  auto owner = connectTo(ownerUrl());
  require(database::migrate(owner, database::migrations()), "db migrate");
}

void TestDatabase::migrateAndSeed() {
  migrate();
  auto owner = connectTo(ownerUrl());
  require(database::seed(owner, database::seeds()), "db seed");
}

std::string TestDatabase::urlOf(const char* setting) const {
  return withDatabase(withPort(settingOf(setting), port_), name_);
}

std::string TestDatabase::serverUrl() const {
  return withPort(settingOf("FAIRLEAD_SUPERUSER_URL"), port_);
}

std::string withPort(const std::string& url, int port) {
  if (port == 0) return url;
  const auto database = url.rfind('/');
  return url.substr(0, url.rfind(':', database) + 1) + std::to_string(port) + url.substr(database);
}

postgres::Connection connectTo(const std::string& url) {
  return require(postgres::Connection::open(url, {.application_name = "fairlead test"}), "connect");
}

postgres::Rows mustQuery(postgres::Connection& connection, const std::string& sql,
                         std::initializer_list<postgres::Parameter> parameters) {
  return require(connection.query(sql, parameters), sql.c_str());
}

std::string textOf(postgres::Connection& connection, const std::string& sql,
                   std::initializer_list<postgres::Parameter> parameters) {
  return mustQuery(connection, sql, parameters)[0].get<std::string>(0);
}

}  // namespace fairlead::testing
