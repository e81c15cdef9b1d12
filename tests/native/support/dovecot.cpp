#include "tests/native/support/dovecot.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "tests/native/support/ports.h"

namespace fairlead::testing {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr const char* kConfiguration = R"(
protocols = imap
listen = 127.0.0.1
base_dir = {0}/run
state_dir = {0}/state
log_path = {0}/log
default_internal_user = {1}
default_internal_group = {2}
default_login_user = {1}
ssl = yes
ssl_cert = <{0}/cert.pem
ssl_key = <{0}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain
mail_location = maildir:{0}/mail/Maildir
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = {0}/users
}}
userdb {{
  driver = static
  args = uid={1} gid={2} home={0}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {3}
  }}
  inet_listener imaps {{
    port = {4}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
)";

[[noreturn]] void stop(const std::string& reason) {
  fmt::print(stderr, "dovecot: {}\n", reason);
  std::exit(1);
}

bool isRoot() {
  return geteuid() == 0;
}

std::string userName() {
  return isRoot() ? "nobody" : getpwuid(geteuid())->pw_name;
}

std::string groupName() {
  return isRoot() ? "nogroup" : std::to_string(getegid());
}

void mustRun(const std::string& command) {
  if (std::system(command.c_str()) != 0) stop("failed: " + command);
}

}  // namespace

Dovecot::Dovecot() : tls_port_(freePort()), plain_port_(freePort()) {
  if (!fs::exists("/usr/sbin/dovecot")) stop("it is not installed: run tools/bootstrap first");
  std::string pattern = fs::temp_directory_path() / "fairlead-dovecot-XXXXXX";
  folder_ = mkdtemp(pattern.data());
  for (const char* name :
       {"run", "state", "mail/Maildir/new", "mail/Maildir/cur", "mail/Maildir/tmp"})
    fs::create_directories(folder_ + "/" + name);
  fs::permissions(folder_, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
  writeConfiguration();
  mustRun(
      fmt::format("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
                  "-addext subjectAltName=DNS:localhost -keyout '{0}/key.pem' "
                  "-out '{0}/cert.pem' 2>/dev/null",
                  folder_));
  if (isRoot()) mustRun(fmt::format("chown -R nobody:nogroup '{}'", folder_));
  start();
}

Dovecot::~Dovecot() {
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
  fs::remove_all(folder_);
}

void Dovecot::writeConfiguration() const {
  std::ofstream(folder_ + "/dovecot.conf") << fmt::format(
      fmt::runtime(kConfiguration), folder_, userName(), groupName(), plain_port_, tls_port_);
  std::ofstream(folder_ + "/users") << fmt::format("{}:{{PLAIN}}{}\n", kUser, kPassword);
}

void Dovecot::start() {
  process_ = fork();
  if (process_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);  // also when the test program ends without a destructor
    const std::string file = folder_ + "/dovecot.conf";
    execl("/usr/sbin/dovecot", "dovecot", "-F", "-c", file.c_str(), nullptr);
    _exit(127);
  }
  for (int tries = 0; tries < 200; ++tries) {
    if (isListening(tls_port_) && isListening(plain_port_)) return;
    if (waitpid(process_, nullptr, WNOHANG) != 0) stop("it ended instead of starting");
    std::this_thread::sleep_for(50ms);
  }
  stop("it did not listen within 10 s");
}

void Dovecot::deliver(std::string_view mail) {
  const std::string name = fmt::format("{:08}.test", ++delivered_);
  const std::string written = fmt::format("{}/tmp/{}", inbox(), name);
  std::ofstream(written, std::ios::binary) << mail;
  if (isRoot()) mustRun(fmt::format("chown nobody:nogroup '{}'", written));
  fs::rename(written, fmt::format("{}/new/{}", inbox(), name));
}

void Dovecot::makeInboxAnew() {
  // What Dovecot knows of the folder stands in these files; without them it numbers mails anew.
  for (const auto& entry : fs::directory_iterator(inbox()))
    if (entry.path().filename().string().starts_with("dovecot")) fs::remove_all(entry.path());
}

int Dovecot::seen() const {
  int count = 0;
  for (const auto& entry : fs::directory_iterator(inbox() + "/cur")) {
    const std::string name = entry.path().filename();
    const auto flags = name.find(":2,");
    if (flags != std::string::npos && name.find('S', flags + 3) != std::string::npos) ++count;
  }
  return count;
}

}  // namespace fairlead::testing
