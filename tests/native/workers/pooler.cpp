#include "tests/native/workers/pooler.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <regex>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "native/postgres/connection.h"

namespace fairlead::testing {
namespace {

constexpr int kFirstPort = 24'000;
constexpr int kPorts = 8'000;

struct Address {
  std::string user, password, host, port, database;
};

Address addressIn(const std::string& url) {
  static const std::regex kForm("postgres://([^:]+):([^@]+)@([^:]+):([0-9]+)/(.+)");
  std::smatch found;
  if (!std::regex_match(url, found, kForm)) std::abort();
  return {found[1], found[2], found[3], found[4], found[5]};
}

void writeSettings(const std::string& file, const Address& to, int port) {
  std::ofstream(file) << fmt::format(
      "[databases]\n{} = host={} port={} user={} password={}\n[pgbouncer]\n"
      "listen_addr = 127.0.0.1\nlisten_port = {}\nunix_socket_dir =\nauth_type = any\n"
      "pool_mode = transaction\n",
      to.database, to.host, to.port, to.user, to.password, port);
  std::filesystem::permissions(file, std::filesystem::perms(0644));
}

pid_t start(const std::string& settings) {
  const pid_t process = fork();
  if (process != 0) return process;
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (!std::freopen("/dev/null", "w", stderr)) _exit(127);
  // It refuses to run as root.
  if (geteuid() == 0) {
    execl("/usr/sbin/pgbouncer", "pgbouncer", "-q", "-u", "nobody", settings.c_str(), nullptr);
  } else {
    execl("/usr/sbin/pgbouncer", "pgbouncer", "-q", settings.c_str(), nullptr);
  }
  _exit(127);
}

}  // namespace

Pooler::Pooler(const std::string& url) {
  std::string pattern = std::filesystem::temp_directory_path() / "fairlead-pooler-XXXXXX";
  folder_ = mkdtemp(pattern.data());
  std::filesystem::permissions(folder_, std::filesystem::perms(0755));
  const Address to = addressIn(url);
  const int port = kFirstPort + getpid() % kPorts;
  writeSettings(folder_ + "/pooler.ini", to, port);
  url_ = fmt::format("postgres://{}@127.0.0.1:{}/{}", to.user, port, to.database);
  process_ = start(folder_ + "/pooler.ini");
  for (int tries = 0; tries < 600; ++tries) {
    if (postgres::Connection::open(url_)) return;
    if (waitpid(process_, nullptr, WNOHANG) != 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  fmt::print(stderr, "pgbouncer does not answer\n");
  std::exit(1);
}

Pooler::~Pooler() {
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  std::filesystem::remove_all(folder_);
}

}  // namespace fairlead::testing
