// Random schedules of crashes, late heartbeats, stale completions and clock steps over the job
// rules. Prints what was tried; ends with 1 and the seed of the first broken promise.
//
//   job_proof [--cases N] [--seed S] [--unfenced]
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "tests/proof/job/world.h"

int main(int argc, char** argv) {
  std::uint64_t cases = 1'000'000;
  std::uint64_t seed = 1;
  fairlead::proof::WorldOptions options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    if (flag == "--unfenced") {
      options.unfenced = true;
    } else if ((flag == "--cases" || flag == "--seed") && i + 1 < argc) {
      (flag == "--cases" ? cases : seed) = std::strtoull(argv[++i], nullptr, 10);
    } else {
      std::cerr << "Usage: job_proof [--cases N] [--seed S] [--unfenced]\n";
      return 2;
    }
  }
  fairlead::proof::Tally tally = {};
  const auto began = std::chrono::steady_clock::now();
  for (std::uint64_t i = 0; i < cases; ++i) {
    fairlead::proof::World world(seed + i, options);
    const std::string broken = world.run();
    for (std::size_t reason = 0; reason < tally.size(); ++reason)
      tally[reason] += world.tally()[reason];
    if (broken.empty()) continue;
    std::cout << "job: broken after " << i << " schedules: " << broken << " (--seed " << seed + i
              << ")\n";
    return 1;
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  for (std::size_t i = 0; i < tally.size(); ++i) {
    const auto reason = static_cast<fairlead::job::Reason>(i);
    std::cout << "  " << fairlead::job::codeOf(reason) << " " << tally[i] << "\n";
  }
  std::cout << "job: " << cases
            << " schedules, no job lost, doubled or stuck, none over its limit (" << took.count()
            << " s)\n";
  return 0;
}
