// A queue under a simulated clock: a store in memory, workers that die, freeze and come back, and a
// clock that steps. Every write goes by the core's job rules; what the world itself knows, who
// really holds a job and whose result was committed, is kept beside them and compared.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/job/decide.h"

namespace fairlead::proof {

struct WorldOptions {
  int jobs = 6;
  int workers = 3;
  int steps = 120;  // of the storm, at most
  /// A store that writes a result by the job's id alone, whatever lease and state say. The proof
  /// must notice.
  bool unfenced = false;
};

/// How often each reason was given, by its number.
using Tally = std::array<std::uint64_t, static_cast<std::size_t>(job::Reason::kNotFinished) + 1>;

/// One random schedule, from its seed to the end of all jobs.
class World {
 public:
  World(std::uint64_t seed, const WorldOptions& options);

  /// Runs it. The first promise that was broken, or nothing.
  std::string run();

  const Tally& tally() const { return tally_; }

 private:
  /// A row of the store.
  struct Row {
    job::Job job;
    int results = 0;         // committed
    std::size_t holder = 0;  // the worker that holds the newest lease, from 1; 0: nobody
    /// Running, though no worker knows of it, since the storm.
    job::Micros orphanedFor = 0;
  };

  /// What a worker believes that it is doing.
  struct Task {
    std::size_t row = 0;
    std::int64_t lease = 0;
    job::Micros endsAt = 0;  // of the work
  };

  struct Worker {
    std::vector<Task> tasks;
    job::Micros frozenUntil = 0;  // it does nothing, and comes back as if nothing had been
  };

  std::uint64_t pick(std::uint64_t below) { return random_() % below; }
  bool chance(std::uint64_t in) { return pick(in) == 0; }

  void storm();
  void calm();
  void tick();
  void stepClock();
  void rescueAll();
  void work(std::size_t worker);
  void claimSome(std::size_t worker);
  void finishSome(std::size_t worker);
  void beat(std::size_t worker);
  void end(std::size_t worker, const Task& task);
  void commit(std::size_t worker, const Task& task);
  void failTask(const Task& task);
  void disturb(std::size_t worker);
  void disturbRows();

  /// Writes what a rule decided.
  bool write(Row& row, const job::Decision& decision);
  void breach(const std::string& what);
  void check(const Row& row);
  void watch(std::size_t row, job::Micros passed);
  bool isOrphan(std::size_t row) const;
  bool anyRuns() const;
  bool allFinished() const;

  std::mt19937_64 random_;
  WorldOptions options_;
  job::Policy policy_;
  std::uint64_t fortune_;  // of ten attempts, how many work
  job::Micros now_;
  bool stormy_ = true;
  std::vector<Row> rows_;
  std::vector<Worker> workers_;
  Tally tally_ = {};
  std::string broken_;
};

}  // namespace fairlead::proof
