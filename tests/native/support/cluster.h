// A PostgreSQL server of a test's own, for tests in which the server dies.
#pragma once

#include <string>
#include <sys/types.h>

namespace fairlead::testing {

/// Made and started by the constructor on a free port of this machine, with the project's roles;
/// killed and removed by the destructor. Its folder stands in /tmp, and whoever asks on this
/// machine is let in.
class Cluster {
 public:
  Cluster();
  /// A standby that has all that `primary` has, and that every commit there waits for from now on.
  explicit Cluster(const Cluster& primary);
  ~Cluster();
  Cluster& operator=(const Cluster&) = delete;

  int port() const { return port_; }
  bool runs() const { return process_ != 0; }

  /// Kills the server and all its processes at the same moment.
  void kill();
  /// Starts it again, as it was. Nobody is waited for any more.
  void start();
  /// A standby leads from now on.
  void promote() const;

  std::string superuserUrl() const;

 private:
  void launch();
  void asSuperuser(const std::string& statement) const;

  std::string folder_;
  int port_;
  pid_t process_ = 0;
};

}  // namespace fairlead::testing
