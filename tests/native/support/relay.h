// A TCP proxy between a client and a server of the same machine, which a test can have stop passing
// bytes: what a broken route, a frozen host or a lost firewall state looks like from both ends. The
// connections stay open, nothing is refused and nothing arrives (half-open connections).
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace fairlead::testing {

/// Passes what comes in at `port()` on to `target`, from the constructor to the destructor, which
/// closes all connections. Its functions may be called by any thread.
class Relay {
 public:
  /// `target`: a port of 127.0.0.1.
  explicit Relay(int target);
  /// To the server that a URL names (postgres://user:password@127.0.0.1:port/database).
  explicit Relay(const std::string& url);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  int port() const { return port_; }
  /// The URL given, with this relay in the server's place.
  std::string through(const std::string& url) const;

  /// From now on no byte passes, either way; not on connections that are opened meanwhile either.
  void stall();
  /// What waited passes, and all that follows.
  void pass();
  /// Closes every connection that is open now.
  void cut();

 private:
  void accept();
  void carry(int from, int to);
  bool waitUntilPassing();

  const int target_;
  int listener_ = -1;
  int port_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool passing_ = true;
  bool closing_ = false;
  std::vector<int> sockets_;  // both ends of each connection, open until the relay goes
  std::vector<std::jthread> carriers_;
  std::jthread acceptor_;  // last: it starts when all else is there
};

}  // namespace fairlead::testing
