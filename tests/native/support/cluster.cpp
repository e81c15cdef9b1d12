#include "tests/native/support/cluster.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "native/postgres/connection.h"
#include "tests/native/support/ports.h"
#include "tests/native/support/test_database.h"

namespace fairlead::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Words = std::vector<std::string>;

[[noreturn]] void die(const std::string& reason) {
  fmt::print(stderr, "PostgreSQL of a test: {}\n", reason);
  std::exit(1);
}

/// The newest that Debian installed.
std::string programs() {
  std::string newest;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql")) {
    newest = std::max(newest, version.path().string());
  }
  return newest + "/bin/";
}

/// PostgreSQL refuses to run as root.
const passwd* owner() {
  return geteuid() == 0 ? getpwnam("postgres") : nullptr;
}

std::string makeFolder() {
  std::string pattern = fs::temp_directory_path() / "fairlead-cluster-XXXXXX";
  const char* const made = mkdtemp(pattern.data());
  if (!made) die("its folder cannot be made");
  const std::string folder = made;
  if (const passwd* user = owner()) {
    if (chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0) die("its folder cannot be given");
  }
  return folder;
}

[[noreturn]] void become(const std::string& program, Words arguments, const std::string& log) {
  if (const passwd* user = owner()) {
    if (initgroups("postgres", user->pw_gid) != 0 || setgid(user->pw_gid) != 0 ||
        setuid(user->pw_uid) != 0) {
      _exit(126);
    }
  }
  prctl(PR_SET_PDEATHSIG, SIGQUIT);  // also when the test program ends without a destructor
  if (!std::freopen(log.c_str(), "a", stdout) || !std::freopen(log.c_str(), "a", stderr)) {
    _exit(126);
  }
  std::vector<char*> argv;
  arguments.insert(arguments.begin(), program);
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  execv((programs() + program).c_str(), argv.data());
  _exit(127);
}

pid_t launched(const std::string& program, const Words& arguments, const std::string& log) {
  const pid_t process = fork();
  if (process == 0) become(program, arguments, log);
  return process;
}

std::string contentOf(const std::string& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void mustRun(const std::string& program, const Words& arguments, const std::string& log) {
  int status = 0;
  waitpid(launched(program, arguments, log), &status, 0);
  if (status != 0) die(program + " failed:\n" + contentOf(log));
}

std::string rolesScript() {
  return contentOf(FAIRLEAD_SOURCE_DIR "/native/sql/roles.sql");
}

/// Processes that this one has started.
std::vector<pid_t> childrenOf(pid_t process) {
  std::ifstream stream(fmt::format("/proc/{0}/task/{0}/children", process));
  return {std::istream_iterator<pid_t>(stream), {}};
}

}  // namespace

Cluster::Cluster() : folder_(makeFolder()), port_(freePort()) {
  mustRun("initdb",
          {"-D", folder_ + "/data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
           "--locale=C.UTF-8", "--no-sync", "--no-instructions"},
          folder_ + "/log");
  launch();
  asSuperuser(rolesScript());
}

Cluster::Cluster(const Cluster& primary) : folder_(makeFolder()), port_(freePort()) {
  mustRun("pg_basebackup",
          {"-D", folder_ + "/data", "-d", primary.superuserUrl(), "-R", "-c", "fast", "--no-sync"},
          folder_ + "/log");
  launch();
  primary.asSuperuser("alter system set synchronous_standby_names = '*'");
  primary.asSuperuser("select pg_reload_conf()");
}

Cluster::~Cluster() {
  kill();
  fs::remove_all(folder_);
}

// The machine stays up, so nothing has to have reached its disk when the server is killed.
void Cluster::launch() {
  process_ = launched("postgres",
                      {"-D", folder_ + "/data", "-p", std::to_string(port_), "-c",
                       "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c",
                       "fsync=off", "-c", "shared_buffers=32MB", "-c", "timezone=UTC"},
                      folder_ + "/log");
  for (int tries = 0; tries < 600; ++tries) {
    if (postgres::Connection::open(superuserUrl())) return;
    if (waitpid(process_, nullptr, WNOHANG) != 0) break;
    std::this_thread::sleep_for(25ms);
  }
  die("it does not answer:\n" + contentOf(folder_ + "/log"));
}

void Cluster::kill() {
  if (!runs()) return;
  ::kill(process_, SIGSTOP);  // it starts none any more
  const auto children = childrenOf(process_);
  ::kill(process_, SIGKILL);
  for (const pid_t child : children) ::kill(child, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = 0;
  // Its successor wants the shared memory for itself.
  for (const pid_t child : children) {
    while (::kill(child, 0) == 0) std::this_thread::sleep_for(2ms);
  }
}

void Cluster::start() {
  launch();
  asSuperuser("alter system reset all");
  asSuperuser("select pg_reload_conf()");
}

void Cluster::promote() const {
  asSuperuser("select pg_promote()");
}

std::string Cluster::superuserUrl() const {
  return fmt::format("postgres://postgres@127.0.0.1:{}/postgres", port_);
}

void Cluster::asSuperuser(const std::string& statement) const {
  auto connection = connectTo(superuserUrl());
  if (const auto done = connection.execute(statement); !done) die(done.error().message);
}

}  // namespace fairlead::testing
