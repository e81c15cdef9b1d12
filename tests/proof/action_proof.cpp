// The action rules against their second statement (tests/core/action/model.h): every combination
// over a small registry, then N random requests of random registries.
//
//   action_proof [--cases N] [--seed S]      100000 and 1 unless told
//
// The cases depend on N and S alone. Prints the first differences, how often each code came, and
// last the cases and differences of both; ends with 0 when there was no difference.
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/core/action/cases.h"
#include "tests/core/action/model.h"
#include "tests/core/action/support.h"

namespace fairlead::action::test {
namespace {

constexpr std::uint64_t kBlock = 2'000;       // cases of one seed
constexpr std::uint64_t kOfARegistry = 100;   // of them on the same registry
constexpr std::size_t kToldDifferences = 10;  // the others are counted

/// What came out so far.
class Tally {
 public:
  void add(const Object& registry, const Object& request, const ModelVerdict& expected,
           const ModelVerdict& found) {
    ++codes_[expected.code];
    if (expected == found || ++differences_ > kToldDifferences) return;
    std::cout << "expected " << expected.code << ", found " << found.code << '\n'
              << "  registry " << textOf(registry) << "\n  request " << textOf(request) << '\n';
  }

  void add(const Tally& other) {
    for (const auto& [code, count] : other.codes_) codes_[code] += count;
    differences_ += other.differences_;
  }

  std::size_t differences() const { return differences_; }

  std::size_t cases() const {
    std::size_t sum = 0;
    for (const auto& [code, count] : codes_) sum += count;
    return sum;
  }

  void print(std::string_view what) const {
    std::cout << what << ":\n";
    for (const auto& [code, count] : codes_) std::cout << "  " << code << ": " << count << '\n';
    std::cout << std::flush;
  }

 private:
  std::map<std::string, std::size_t> codes_;
  std::size_t differences_ = 0;
};

Tally exhaust() {
  Tally tally;
  const Object document = parsed(smallRegistry()).as_object();
  const Registry registry = loaded(smallRegistry());
  forEachRequest([&](const Object& request) {
    tally.add(document, request, decideByModel(document, request), decideByRule(registry, request));
  });
  return tally;
}

/// The cases of one block.
void play(std::uint64_t seed, std::uint64_t cases, Tally& tally) {
  Dice dice(seed);
  for (std::uint64_t done = 0; done < cases; done += kOfARegistry) {
    const Object document = dice.registry();
    const Registry registry = loaded(textOf(document));
    for (std::uint64_t i = done; i < std::min(cases, done + kOfARegistry); ++i) {
      const Object request = dice.request(document);
      tally.add(document, request, decideByModel(document, request),
                decideByRule(registry, request));
    }
  }
}

/// All blocks, on all processors.
Tally playAll(std::uint64_t cases, std::uint64_t seed) {
  std::vector<Tally> tallies(std::max(1u, std::thread::hardware_concurrency()));
  std::atomic<std::uint64_t> next = 0;
  const auto work = [&](Tally& tally) {
    for (std::uint64_t block = next++; block * kBlock < cases; block = next++)
      play(seed * 1'000'003 + block, std::min(kBlock, cases - block * kBlock), tally);
  };
  {
    std::vector<std::jthread> threads;
    for (Tally& tally : tallies) threads.emplace_back(work, std::ref(tally));
  }
  Tally all;
  for (const Tally& tally : tallies) all.add(tally);
  return all;
}

/// The number after an option; `otherwise` without it.
std::uint64_t option(int argc, char** argv, std::string_view name, std::uint64_t otherwise) {
  for (int i = 1; i + 1 < argc; ++i)
    if (argv[i] == name) return std::strtoull(argv[i + 1], nullptr, 10);
  return otherwise;
}

int run(int argc, char** argv) {
  const Tally every = exhaust();
  every.print("every combination");
  const Tally random =
      playAll(option(argc, argv, "--cases", 100'000), option(argc, argv, "--seed", 1));
  random.print("at random");
  const std::size_t differences = every.differences() + random.differences();
  std::cout << "action: " << every.cases() << " combinations and " << random.cases()
            << " random requests, " << differences << " differences\n";
  return differences == 0 ? 0 : 1;
}

}  // namespace
}  // namespace fairlead::action::test

int main(int argc, char** argv) {
  return fairlead::action::test::run(argc, argv);
}
