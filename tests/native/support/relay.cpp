#include "tests/native/support/relay.h"

#include <array>
#include <cstdlib>
#include <string_view>
#include <sys/socket.h>
#include <tuple>
#include <unistd.h>

#include "tests/native/support/ports.h"

namespace fairlead::testing {
namespace {

struct PortInUrl {
  std::size_t begin = 0, end = 0;
};

PortInUrl portIn(const std::string& url) {
  const auto end = url.find('/', url.find('@'));
  return {url.rfind(':', end) + 1, end};
}

bool sendAll(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

}  // namespace

Relay::Relay(int target) : target_(target) {
  std::tie(listener_, port_) = listenAnywhere();
  acceptor_ = std::jthread([this] { accept(); });
}

Relay::Relay(const std::string& url) : Relay(std::atoi(url.c_str() + portIn(url).begin)) {}

Relay::~Relay() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    changed_.notify_all();
  }
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  cut();
  carriers_.clear();
  for (const int socket : sockets_) close(socket);
  close(listener_);
}

std::string Relay::through(const std::string& url) const {
  const auto [begin, end] = portIn(url);
  return url.substr(0, begin) + std::to_string(port_) + url.substr(end);
}

void Relay::stall() {
  const std::lock_guard lock(mutex_);
  passing_ = false;
}

void Relay::pass() {
  const std::lock_guard lock(mutex_);
  passing_ = true;
  changed_.notify_all();
}

void Relay::cut() {
  const std::lock_guard lock(mutex_);
  for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
}

void Relay::accept() {
  for (;;) {
    const int client = ::accept(listener_, nullptr, nullptr);
    if (client < 0) return;
    const int server = connectToPort(target_);
    if (server < 0) {
      close(client);
      continue;
    }
    const std::lock_guard lock(mutex_);
    sockets_.insert(sockets_.end(), {client, server});
    carriers_.emplace_back([this, client, server] { carry(client, server); });
    carriers_.emplace_back([this, client, server] { carry(server, client); });
  }
}

// One way of one connection. An end that closes is an end for the other side too, once bytes pass.
void Relay::carry(int from, int to) {
  std::array<char, 65'536> bytes;
  for (;;) {
    const auto count = recv(from, bytes.data(), bytes.size(), 0);
    if (!waitUntilPassing() || count <= 0) break;
    if (!sendAll(to, {bytes.data(), static_cast<std::size_t>(count)})) break;
  }
  shutdown(from, SHUT_RDWR);
  shutdown(to, SHUT_RDWR);
}

/// False when the relay closes.
bool Relay::waitUntilPassing() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return passing_ || closing_; });
  return !closing_;
}

}  // namespace fairlead::testing
