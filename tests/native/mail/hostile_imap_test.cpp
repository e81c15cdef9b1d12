// IMAP servers that mean harm, or are broken: each ends with a code, soon, and within some memory.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <ostream>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <tuple>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "native/mail/imap.h"
#include "tests/native/support/ports.h"

namespace fairlead::mail {
namespace {

using namespace std::chrono_literals;

/// A connection as the server sees it.
class Caller {
 public:
  Caller(int socket, const std::atomic<bool>& over) : socket_(socket), over_(over) {}

  /// Whether the caller is still there to take it.
  bool say(std::string_view text) const {
    while (!text.empty() && !over_) {
      const auto sent = send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return !over_;
  }
  /// The next line; empty once the caller is gone.
  std::string hear() const {
    std::string line;
    for (char c = 0; !line.ends_with("\r\n") && recv(socket_, &c, 1, 0) == 1;) line += c;
    return line;
  }
  void hangUp() const { shutdown(socket_, SHUT_RDWR); }
  /// Says nothing more until the caller is gone.
  void fallSilent() const {
    pollfd entry{socket_, POLLIN | POLLRDHUP, 0};
    while (!over_ && poll(&entry, 1, 50) == 0) continue;
  }

  /// The command under way, without its tag.
  std::string asks;

 private:
  int socket_;
  const std::atomic<bool>& over_;
};

/// Does what a server does with a command, which has this tag.
using Act = std::function<void(const Caller&, const std::string& tag)>;

/// Serves one caller as a sound server does, with one mail, but for the command `tried` ("GREETING"
/// before any), which it meets with `act`.
class BadServer {
 public:
  BadServer(std::string tried, Act act, std::string uids = "1")
      : tried_(std::move(tried)), act_(std::move(act)), uids_(std::move(uids)) {
    std::tie(listener_, port_) = testing::listenAnywhere();
    thread_ = std::thread([this] { serve(); });
  }
  ~BadServer() {
    over_ = true;
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }
  BadServer(const BadServer&) = delete;
  BadServer& operator=(const BadServer&) = delete;

  int port() const { return port_; }

 private:
  void serve() {
    const int socket = accept(listener_, nullptr, nullptr);
    if (socket < 0) return;
    Caller caller(socket, over_);
    meet(caller, "GREETING", "*");
    for (std::string line = caller.hear(); !line.empty() && !over_; line = caller.hear()) {
      const auto blank = line.find(' ');
      std::string rest = line.substr(std::min(blank + 1, line.size()));
      if (rest.starts_with("UID ")) rest.erase(0, 4);
      caller.asks = rest;
      meet(caller, rest.substr(0, rest.find_first_of(" \r")), line.substr(0, blank));
    }
    close(socket);
  }

  void meet(const Caller& caller, const std::string& command, const std::string& tag) const {
    if (command == tried_) return act_(caller, tag);
    if (command == "CAPABILITY") caller.say("* CAPABILITY IMAP4rev1\r\n");
    if (command == "EXAMINE") caller.say("* OK [UIDVALIDITY 7] valid\r\n");
    if (command == "SEARCH") caller.say("* SEARCH " + uids_ + "\r\n");
    if (command == "FETCH") caller.say("* 1 FETCH (UID 1 BODY[]<0> {4}\r\nA: b)\r\n");
    caller.say(tag + " OK\r\n");
  }

  std::string tried_;
  Act act_;
  std::string uids_;
  int listener_ = -1, port_ = 0;
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

struct Reading {
  std::string code;
  std::vector<std::string> mails;
  std::chrono::steady_clock::duration time{};
  long memory = 0;  ///< KiB that the process had never needed before
};

long peakMemory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/// Reads the folder with half a second's patience, and mails up to 1 MiB.
Reading readFrom(const BadServer& server) {
  Reading reading;
  const long before = peakMemory();
  const auto begun = std::chrono::steady_clock::now();
  const auto take = [&](const Incoming& mail) -> Result<bool> {
    reading.mails.emplace_back(mail.bytes);
    return true;
  };
  const auto read = [&]() -> Result<void> {
    ImapServer address;
    address.host = "127.0.0.1";
    address.port = server.port();
    address.tls = ImapServer::Tls::kNone;
    address.timeout = 500ms;
    auto connection =
        ImapConnection::open(address, {.user = "a"}, credentials::Secret::take(std::string("b")));
    if (!connection) return std::unexpected(connection.error());
    return readImapFolder(*connection, "INBOX", {}, std::size_t{1} << 20, take,
                          [](ImapPosition) { return Result<void>(); });
  };
  if (const auto done = read(); !done) reading.code = done.error().code;
  reading.time = std::chrono::steady_clock::now() - begun;
  reading.memory = peakMemory() - before;
  return reading;
}

TEST(HostileImapTest, ASoundServerIsRead) {
  const BadServer server("", {});
  const Reading reading = readFrom(server);
  EXPECT_EQ(reading.code, "");
  EXPECT_EQ(reading.mails, std::vector<std::string>{"A: b"});
}

TEST(HostileImapTest, MailsThatNobodyAskedForAreNotTaken) {
  const BadServer server("FETCH", [](const Caller& caller, const std::string& tag) {
    caller.say("* 2 FETCH (UID 4611686018427387904 BODY[] {4}\r\nA: c)\r\n" + tag + " OK\r\n");
  });
  const Reading reading = readFrom(server);
  EXPECT_EQ(reading.code, "");
  EXPECT_TRUE(reading.mails.empty());
}

/// A server that has lost the mails of these UIDs, and refuses every command that names one.
BadServer losing(const std::vector<int>& lost, const std::string& uids) {
  return BadServer(
      "FETCH",
      [=](const Caller& caller, const std::string& tag) {
        int first = 0, last = 0;
        std::sscanf(caller.asks.c_str(), "FETCH %d:%d", &first, &last);
        for (int uid = first; uid <= last; ++uid) {
          if (std::ranges::find(lost, uid) != lost.end())
            return caller.say(tag + " NO gone\r\n"), void();
          caller.say("* 1 FETCH (UID " + std::to_string(uid) +
                     " BODY[]<0> {4}\r\nA: " + std::to_string(uid) + ")\r\n");
        }
        caller.say(tag + " OK\r\n");
      },
      uids);
}

TEST(HostileImapTest, AMailThatTheServerLostIsToldOfAndPassedOver) {
  const BadServer server = losing({2}, "1 2 3");
  const Reading reading = readFrom(server);
  EXPECT_EQ(reading.code, "");
  EXPECT_EQ(std::ranges::count(reading.mails, ""), 1);
  EXPECT_EQ(std::ranges::count(reading.mails, "A: 3"), 1);
}

TEST(HostileImapTest, AServerThatGivesNoMailAtAllMayGiveThemTheNextTime) {
  const BadServer server = losing({1, 2, 3}, "1 2 3");
  const Reading reading = readFrom(server);
  EXPECT_EQ(reading.code, "imap_refused");
  EXPECT_TRUE(reading.mails.empty());
}

/// What a server may do, at which command, and the code that the reading ends with.
struct Harm {
  const char* name;
  const char* command;
  Act act;
  const char* code;
};

std::ostream& operator<<(std::ostream& out, const Harm& harm) {
  return out << harm.name;
}

class HarmTest : public ::testing::TestWithParam<Harm> {};

TEST_P(HarmTest, EndsWithACodeSoonAndWithinSomeMemory) {
  const Harm& harm = GetParam();
  const BadServer server(harm.command, harm.act);
  const Reading reading = readFrom(server);
  EXPECT_EQ(reading.code, harm.code);
  EXPECT_LT(reading.time, 20s);
  EXPECT_LT(reading.memory, 128 << 10);
}

void neverAnswer(const Caller& caller, const std::string&) {
  caller.fallSilent();
}

void endlessly(const Caller& caller, const std::string& text) {
  while (caller.say(text)) continue;
}

void drip(const Caller& caller, const std::string&) {
  while (caller.say("x")) std::this_thread::sleep_for(100ms);
}

/// Says these words, and nothing more.
Act saying(const std::string& words) {
  return [=](const Caller& caller, const std::string&) {
    caller.say(words);
    caller.fallSilent();
  };
}

Act hangingUpBehind(const std::string& words) {
  return [=](const Caller& caller, const std::string&) {
    caller.say(words);
    caller.hangUp();
  };
}

Act repeating(const std::string& words) {
  return [=](const Caller& caller, const std::string&) { endlessly(caller, words); };
}

INSTANTIATE_TEST_SUITE_P(
    Servers, HarmTest,
    ::testing::Values(
        Harm{"never_greets", "GREETING", neverAnswer, "imap_unreachable"},
        Harm{"greets_without_end", "GREETING", repeating(std::string(1 << 16, 'x')),
             "imap_unreachable"},
        Harm{"hangs_up", "GREETING", hangingUpBehind(""), "imap_unreachable"},
        Harm{"never_answers", "EXAMINE", neverAnswer, "imap_unreachable"},
        Harm{"drips", "SEARCH", drip, "imap_unreachable"},
        Harm{"endless_line", "SEARCH", repeating(std::string(1 << 16, 'x')), "imap_protocol"},
        Harm{"endless_responses", "SEARCH", repeating("* OK x\r\n* OK y\r\n"), "imap_protocol"},
        Harm{"endless_uids", "SEARCH",
             repeating("* SEARCH" +
                       [] {
                         std::string uids;
                         for (int i = 0; i < 100'000; ++i) uids += " 7";
                         return uids;
                       }() +
                       "\r\n"),
             "imap_protocol"},
        Harm{"huge_literal", "FETCH", saying("* 1 FETCH (UID 1 BODY[] {999999999999}\r\n"),
             "imap_protocol"},
        Harm{"many_literals", "FETCH",
             [](const Caller& caller, const std::string&) {
               caller.say("* 1 FETCH (UID 1 BODY[]");
               endlessly(caller, " {1}\r\nx");
             },
             "imap_protocol"},
        Harm{"literal_where_none_belongs", "EXAMINE", saying("* OK {70000}\r\n"), "imap_protocol"},
        Harm{"literal_longer_than_its_bytes", "FETCH",
             saying("* 1 FETCH (UID 1 BODY[] {9}\r\nA: b)\r\n"), "imap_unreachable"},
        Harm{"literal_shorter_than_its_bytes", "FETCH",
             saying("* 1 FETCH (UID 1 BODY[] {1}\r\nA: b)\r\nF3 NO\r\n"), "imap_refused"},
        Harm{"much_and_then_nothing", "FETCH",
             saying("* 1 FETCH (UID 1 BODY[] {900000}\r\n" + std::string(500'000, 'x')),
             "imap_unreachable"},
        Harm{"cut_off", "FETCH", hangingUpBehind("* 1 FETCH (UID 1 BODY[] {900}\r\nA: b"),
             "imap_unreachable"},
        Harm{"no_uidvalidity", "EXAMINE",
             [](const Caller& caller, const std::string& tag) { caller.say(tag + " OK\r\n"); },
             "imap_protocol"},
        Harm{"goodbye", "SEARCH", saying("* BYE\r\n"), "imap_unreachable"}),
    [](const auto& harm) { return harm.param.name; });

}  // namespace
}  // namespace fairlead::mail
