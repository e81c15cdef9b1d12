// A tenant with one member and a few rows, made and changed as the product does it.
#pragma once

#include <string>

#include "native/postgres/connection.h"
#include "tests/native/support/test_database.h"

namespace fairlead::testing {

/// Rows come in as fairlead_admin, and change as a member through the edge's role, under row level
/// security.
class Vessel {
 public:
  /// A tenant, served by the local model server's model.
  explicit Vessel(TestDatabase& database);

  const std::string& tenant() const { return tenant_; }

  // Each adds a row and gives its id.
  std::string addPart(const std::string& name, const std::string& description = "");
  /// Adds many at once.
  void addParts(int count);
  std::string addEquipment(const std::string& name);
  std::string addWorkOrder(const std::string& title);
  std::string addNote(const std::string& workOrder, const std::string& body);
  std::string addAttachment(const std::string& workOrder, const std::string& fileName);

  /// Runs a statement as the member, with the claims set for one transaction.
  void asMember(const std::string& sql, std::initializer_list<postgres::Parameter> parameters);
  /// Lets another version of the model serve the tenant.
  void cutOver();

  /// Whether the row's vector is there and is of the row as it is.
  bool isFresh(const std::string& table, const std::string& id);
  /// The number of vectors of the tenant.
  std::int64_t vectors();

 private:
  std::string insert(const std::string& sql, std::initializer_list<postgres::Parameter> parameters);

  std::string tenant_, member_;
  postgres::Connection owner_, edge_, worker_;
};

}  // namespace fairlead::testing
