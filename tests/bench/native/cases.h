// What is timed, one function a rule; and how.
#pragma once

#include <benchmark/benchmark.h>
#include <string>
#include <utility>

namespace fairlead::bench {

void addToken();
void addSchema();
void addAction();
void addRank();
void addJson();

/// Times a work that gives something the compiler must not drop.
template <typename Work>
void add(const std::string& name, Work work) {
  benchmark::RegisterBenchmark(name.c_str(), [work = std::move(work)](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(work());
  });
}

}  // namespace fairlead::bench
