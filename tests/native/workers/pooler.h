// Debian's PgBouncer before a test's database, pooling by transaction.
#pragma once

#include <string>
#include <sys/types.h>

namespace fairlead::testing {

/// Started by the constructor, ended by the destructor. What it needs stands in a folder in /tmp.
class Pooler {
 public:
  /// `url` is the database's own.
  explicit Pooler(const std::string& url);
  ~Pooler();
  Pooler(const Pooler&) = delete;
  Pooler& operator=(const Pooler&) = delete;

  /// The same database, through the pooler.
  const std::string& url() const { return url_; }

 private:
  std::string folder_, url_;
  pid_t process_ = 0;
};

}  // namespace fairlead::testing
