// A database of a test's own on the project's PostgreSQL.
#pragma once

#include <string>

#include "native/postgres/connection.h"

namespace fairlead::testing {

/// Made by the constructor, dropped by the destructor. It has pgvector, belongs to fairlead_owner
/// and is empty until `migrate`. The server and the roles' passwords are those of FAIRLEAD_*_URL in
/// the environment or in .data/secrets.env; without them the test program stops and says so.
class TestDatabase {
 public:
  TestDatabase();
  /// On another server of this machine, by its port.
  explicit TestDatabase(int port);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  /// Applies the shipped migrations as fairlead_owner.
  void migrate();
  /// Migrates, then puts in the shipped demo tenants.
  void migrateAndSeed();

  /// URLs of this database, by role. Nothing but making, dropping and dumping is done as superuser.
  std::string ownerUrl() const { return urlOf("FAIRLEAD_OWNER_URL"); }
  std::string edgeUrl() const { return urlOf("FAIRLEAD_EDGE_URL"); }
  std::string workerUrl() const { return urlOf("FAIRLEAD_WORKER_URL"); }
  std::string superuserUrl() const { return urlOf("FAIRLEAD_SUPERUSER_URL"); }

 private:
  std::string urlOf(const char* setting) const;
  std::string serverUrl() const;

  std::string name_;
  int port_ = 0;  // 0 is the settings' server
};

/// The same URL, but of the server at this port; 0 leaves it as it is.
std::string withPort(const std::string& url, int port);

/// A connection that must open, else the test program stops with the reason.
postgres::Connection connectTo(const std::string& url);

/// Runs a statement that must succeed.
postgres::Rows mustQuery(postgres::Connection& connection, const std::string& sql,
                         std::initializer_list<postgres::Parameter> parameters = {});

/// The first column of the one row that a statement gives, as text.
std::string textOf(postgres::Connection& connection, const std::string& sql,
                   std::initializer_list<postgres::Parameter> parameters = {});

}  // namespace fairlead::testing
