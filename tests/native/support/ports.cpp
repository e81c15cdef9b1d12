#include "tests/native/support/ports.h"

#include <arpa/inet.h>
#include <cstdint>
#include <cstdlib>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fairlead::testing {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

}  // namespace

int freePort() {
  const auto [socket, port] = listenAnywhere();
  close(socket);
  return port;
}

bool isListening(int port) {
  const int socket = connectToPort(port);
  if (socket < 0) return false;
  close(socket);
  return true;
}

int connectToPort(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  if (socket < 0) return -1;
  const sockaddr_in address = loopback(port);
  if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    return socket;
  close(socket);
  return -1;
}

std::pair<int, int> listenAnywhere() {
  constexpr int kBacklog = 64;
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  if (socket < 0) std::abort();
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  (void)bind(socket, reinterpret_cast<sockaddr*>(&address), size);
  (void)listen(socket, kBacklog);
  getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  return {socket, ntohs(address.sin_port)};
}

}  // namespace fairlead::testing
