#include "native/workers/queue/listener.h"

#include <fmt/format.h>
#include <utility>

#include "native/workers/log.h"
#include "native/workers/queue/pauses.h"

namespace fairlead::workers {
namespace {

using postgres::Connection;
using std::chrono::milliseconds;

constexpr std::string_view kJobsChannel = "ai_jobs";
constexpr std::string_view kTestChannel = "ai_jobs_listen_test";
// Between looks whether to stop.
constexpr milliseconds kSlice{250};

}  // namespace

Listener::Listener(RunnerState& state, std::function<void(std::string_view)> wake)
    : state_(state), wake_(std::move(wake)) {}

void Listener::run(const std::stop_token& stop) {
  Backoff pauses;
  while (!stop.stop_requested()) {
    const auto done = connection_ ? hear() : open();
    if (done) {
      pauses.reset();
      continue;
    }
    setListening(false, done.error());
    connection_.reset();
    pauseUnless(stop, pauses.next());
  }
}

Result<void> Listener::open() {
  auto opened = state_.connect("listener");
  if (!opened) return std::unexpected(std::move(opened.error()));
  connection_.emplace(std::move(*opened));
  testAt_ = Clock::now();
  silent_ = false;
  return connection_->execute(fmt::format("listen {}; listen {}", kJobsChannel, kTestChannel));
}

Result<void> Listener::hear() {
  if (Clock::now() >= testAt_) {
    // What brought nothing may be a connection that only looks alive.
    if (silent_) {
      if (auto opened = open(); !opened) return opened;
    }
    const auto works = test();
    if (!works) return std::unexpected(works.error());
    silent_ = !*works;
    setListening(*works, {"not_delivered", "A message that was sent to try it did not come.", {}});
    testAt_ = Clock::now() + state_.options.listenTestEvery;
  }
  auto notifications = connection_->notifications(kSlice);
  if (!notifications) return std::unexpected(std::move(notifications.error()));
  for (const auto& one : *notifications) dispatch(one);
  return {};
}

// By another connection: a proxy that hands its connections around may bring a message to whoever
// sent it, and to nobody else.
Result<bool> Listener::test() {
  auto sender = state_.connect("listener");
  if (!sender) return std::unexpected(std::move(sender.error()));
  lastTest_ = fmt::format("{} {}", state_.options.worker, ++tests_);
  const auto sent = sender->query("select pg_notify($1, $2)", {kTestChannel, lastTest_});
  if (!sent) return std::unexpected(sent.error());
  const auto until = Clock::now() + state_.options.listenTest;
  while (Clock::now() < until) {
    auto notifications = connection_->notifications(std::min(kSlice, leftUntil(until)));
    if (!notifications) return std::unexpected(std::move(notifications.error()));
    bool came = false;
    for (const auto& one : *notifications) {
      came = came || (one.channel == kTestChannel && one.payload == lastTest_);
      dispatch(one);
    }
    if (came) return true;
  }
  return false;
}

void Listener::dispatch(const postgres::Notification& notification) {
  if (notification.channel == kJobsChannel) wake_(notification.payload);
}

void Listener::setListening(bool does, const Error& why) {
  if (listening_ == does) return;
  listening_ = does;
  state_.metrics.listening(does);
  if (does) {
    log(LogLevel::kInfo, "listening");
    wake_("");
  } else {
    log(LogLevel::kWarning, "listen_unavailable_polling",
        {{"code", why.code}, {"message", why.message}, {"every_ms", state_.options.idle.count()}});
  }
}

}  // namespace fairlead::workers
