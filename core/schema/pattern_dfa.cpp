#include "core/schema/pattern_dfa.h"

#include <algorithm>
#include <map>

#include "core/schema/pattern_threads.h"
#include "core/schema/utf8.h"
#include "core/sort.h"

namespace fairlead::schema {

namespace {

constexpr std::size_t kMaxTransitions = 8192;
constexpr std::size_t kMaxWork = 1 << 16;  // places visited while making it

}  // namespace

/// The subset construction. A state is what its threads wait for and whether it matches at the end.
class DfaBuilder {
 public:
  explicit DfaBuilder(const Program& program) : threads_(program) {
    dfa_.classes_ = program.alphabet.size();
  }

  std::optional<Dfa> build();

 private:
  struct State {
    std::vector<std::uint32_t> waiting;
    bool matchesAtEnd;

    friend auto operator<=>(const State&, const State&) = default;
  };

  std::uint16_t stateFor(const std::vector<std::uint32_t>& seeds, bool atStart);
  std::uint16_t numberOf(State state);
  bool isTooLarge() const {
    return states_.size() * dfa_.classes_ > kMaxTransitions || threads_.work() > kMaxWork;
  }

  Threads threads_;
  Dfa dfa_;
  std::vector<State> states_;
  std::map<State, std::uint16_t> numbers_;
};

std::uint16_t DfaBuilder::numberOf(State state) {
  const auto [entry, isNew] =
      numbers_.try_emplace(state, static_cast<std::uint16_t>(states_.size()));
  if (isNew) states_.push_back(std::move(state));
  return entry->second;
}

std::uint16_t DfaBuilder::stateFor(const std::vector<std::uint32_t>& seeds, bool atStart) {
  threads_.restart(seeds, {.atStart = atStart, .atEnd = true});
  const bool matchesAtEnd = threads_.matched();
  threads_.restart(seeds, {.atStart = atStart});
  if (threads_.matched()) return Dfa::kMatched;
  State state{threads_.waiting(), matchesAtEnd};
  if (state.waiting.empty() && !matchesAtEnd) return Dfa::kDead;
  sortInPlace(state.waiting);
  return numberOf(std::move(state));
}

std::optional<Dfa> DfaBuilder::build() {
  states_.resize(2);
  dfa_.start_ = stateFor({}, true);
  dfa_.transitions_.assign(dfa_.classes_, Dfa::kDead);
  dfa_.transitions_.resize(2 * dfa_.classes_, Dfa::kMatched);
  std::vector<std::uint32_t> seeds;
  for (std::size_t i = 2; i < states_.size(); ++i) {
    for (std::uint32_t c = 0; c < dfa_.classes_; ++c) {
      threads_.restart(states_[i].waiting, {});
      threads_.step(c, seeds);
      dfa_.transitions_.push_back(stateFor(seeds, false));
      if (isTooLarge()) return std::nullopt;
    }
  }
  for (const State& state : states_) dfa_.matchesAtEnd_.push_back(state.matchesAtEnd);
  dfa_.matchesAtEnd_[Dfa::kMatched] = true;
  return std::move(dfa_);
}

std::optional<Dfa> Dfa::make(const Program& program) {
  if (program.hasWordAssertions) return std::nullopt;
  return DfaBuilder(program).build();
}

/// Every state but the first two was made because it can be reached.
bool Dfa::matchesNothing() const {
  const auto made = static_cast<std::ptrdiff_t>(kMatched + 1);
  const auto classes = static_cast<std::ptrdiff_t>(classes_);
  return start_ != kMatched &&
         std::find(matchesAtEnd_.begin() + made, matchesAtEnd_.end(), true) ==
             matchesAtEnd_.end() &&
         std::find(transitions_.begin() + made * classes, transitions_.end(), kMatched) ==
             transitions_.end();
}

bool Dfa::search(const Alphabet& alphabet, std::string_view utf8) const {
  std::uint16_t state = start_;
  for (std::size_t at = 0; at < utf8.size() && state > kMatched;) {
    state = transitions_[state * classes_ + alphabet.classOf(nextCodePoint(utf8, at))];
  }
  return matchesAtEnd_[state];
}

}  // namespace fairlead::schema
