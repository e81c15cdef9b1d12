// fairlead_bench [options of Google Benchmark] FOLDER: times the rules in C++. Names are
// <rule>/<case>/<who>, and `ours` stands beside those it is compared with.
#include <benchmark/benchmark.h>
#include <cstdio>

#include "tests/bench/native/cases.h"
#include "tests/bench/native/files.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    std::fprintf(stderr, "Usage: fairlead_bench [--benchmark_...] FOLDER\n");
    return 2;
  }
  fairlead::bench::setFolder(argv[1]);
  fairlead::bench::addToken();
  fairlead::bench::addSchema();
  fairlead::bench::addAction();
  fairlead::bench::addRank();
  fairlead::bench::addJson();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
