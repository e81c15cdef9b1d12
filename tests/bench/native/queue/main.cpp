// fairlead_queue_bench: the queue under load, through the same store that the workers use.
//
//   fairlead_queue_bench fill    COUNT          asks for COUNT trivial jobs
//   fairlead_queue_bench work    WORKERS BATCH  does all that wait, BATCH at a time, and prints
//                                               {"jobs":…,"seconds":…}
//   fairlead_queue_bench run     WORKERS BATCH  the same by whole workers, which find nothing to do
//                                               in a job, from the first job's start
//   fairlead_queue_bench pick-up COUNT          asks for COUNT jobs one after the other and prints
//                                               how long each waited: {"p50_ms":…,"p99_ms":…}
//
// FAIRLEAD_WORKER_URL names the database, FAIRLEAD_BENCH_TENANT whose jobs they are.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "native/queue/postgres_store.h"
#include "native/workers/log.h"
#include "native/workers/queue/runner.h"

namespace {

using namespace fairlead;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr const char* kType = "deep_scrub";

template <typename T>
T require(Result<T> result) {
  if (!result) {
    fmt::print(stderr, "{}\n", result.error().message);
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  if (value) return value;
  fmt::print(stderr, "{} is not set\n", name);
  std::exit(2);
}

const queue::Rules kRules = {{{kType, ""}}, {}};

std::unique_ptr<queue::PostgresStore> openStore() {
  return require(queue::PostgresStore::open(setting("FAIRLEAD_WORKER_URL"), kRules));
}

void fill(int count) {
  const std::vector<queue::NewJob> jobs(
      static_cast<std::size_t>(count), {.tenant = setting("FAIRLEAD_BENCH_TENANT"), .type = kType});
  require(openStore()->enqueueMany(jobs));
}

/// Claims and completes until nothing waits; gives how many.
int drain(queue::JobStore& store, int batch) {
  int done = 0;
  std::vector<queue::ClaimedJob> held;
  do {
    std::vector<queue::Ended> ended;
    for (const queue::ClaimedJob& job : held) ended.push_back({&job, queue::Completed{}});
    auto turn = require(store.turn(ended, queue::ClaimRequest{kType, batch, "bench"}));
    for (const job::Decision& decision : turn.decisions) done += decision.applied() ? 1 : 0;
    held = std::move(turn.claimed.jobs);
  } while (!held.empty());
  return done;
}

void tell(std::int64_t jobs, Clock::time_point begun) {
  const Seconds took = Clock::now() - begun;
  fmt::print(R"({{"jobs":{},"seconds":{:.4f}}})"
             "\n",
             jobs, took.count());
}

void work(int workers, int batch) {
  std::vector<std::unique_ptr<queue::PostgresStore>> stores;
  for (int i = 0; i < workers; ++i) stores.push_back(openStore());
  std::atomic<int> done = 0;
  const auto begun = Clock::now();
  {
    std::vector<std::jthread> threads;
    for (auto& store : stores) threads.emplace_back([&] { done += drain(*store, batch); });
  }
  tell(done, begun);
}

/// A job in which there is nothing to do. Notes when the first of them began.
class TrivialHandler : public queue::JobHandler {
 public:
  std::string_view type() const override { return kType; }
  std::string_view provider() const override { return ""; }
  queue::Outcome run(const queue::ClaimedJob&, queue::JobContext&) override {
    std::call_once(begin_, [] { begun = Clock::now(); });
    return queue::Done();
  }

  static inline Clock::time_point begun;

 private:
  static inline std::once_flag begin_;
};

void runWorkers(int workers, int batch) {
  workers::setLogLevel("warning");
  std::atomic<std::int64_t> done = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < workers; ++i) {
      threads.emplace_back([&, i] {
        workers::RunnerOptions options;
        options.worker = fmt::format("bench-{}", i);
        options.databaseUrl = setting("FAIRLEAD_WORKER_URL");
        options.openStore = [] { return openStore(); };
        options.rules = kRules;
        options.concurrency = 1;
        options.batch = batch;
        options.once = true;
        std::vector<std::unique_ptr<queue::JobHandler>> handlers;
        handlers.push_back(std::make_unique<TrivialHandler>());
        done += workers::Runner(std::move(options), std::move(handlers)).run().completed;
      });
    }
  }
  tell(done, TrivialHandler::begun);
}

/// One that asks and one that waits to be woken, each with a connection of its own.
void pickUp(int count) {
  auto listener = require(postgres::Connection::open(setting("FAIRLEAD_WORKER_URL")));
  require(listener.execute("listen ai_jobs"));
  const auto worker = openStore(), asker = openStore();
  const std::string tenant = setting("FAIRLEAD_BENCH_TENANT");
  drain(*worker, 1);

  std::vector<double> waits;
  for (int i = 0; i < count; ++i) {
    Clock::time_point asked, got;
    std::jthread waiting([&] {
      for (;;) {
        require(listener.notifications(std::chrono::seconds(2)));
        const auto claimed = require(worker->claim({kType, 1, "bench"}));
        if (claimed.jobs.empty()) continue;
        got = Clock::now();
        const queue::Ended ended = {claimed.jobs.data(), queue::Completed{}};
        require(worker->settle({&ended, 1}));
        return;
      }
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    asked = Clock::now();
    require(asker->enqueue({.tenant = tenant, .type = kType}));
    waiting.join();
    waits.push_back(Seconds(got - asked).count() * 1000);
  }
  std::ranges::sort(waits);
  const auto at = [&](double share) {
    return waits[static_cast<std::size_t>(share * static_cast<double>(waits.size() - 1))];
  };
  fmt::print(R"({{"p50_ms":{:.3f},"p99_ms":{:.3f}}})"
             "\n",
             at(0.5), at(0.99));
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> args(words + 1, words + count);
  const auto number = [&](std::size_t i) {
    return i < args.size() ? std::atoi(args[i].c_str()) : 0;
  };
  if (args.size() == 2 && args[0] == "fill") {
    fill(number(1));
  } else if (args.size() == 3 && args[0] == "work") {
    work(number(1), number(2));
  } else if (args.size() == 3 && args[0] == "run") {
    runWorkers(number(1), number(2));
  } else if (args.size() == 2 && args[0] == "pick-up") {
    pickUp(number(1));
  } else {
    fmt::print(stderr,
               "Usage: fairlead_queue_bench fill COUNT | work WORKERS BATCH | run WORKERS BATCH | "
               "pick-up COUNT\n");
    return 2;
  }
}
