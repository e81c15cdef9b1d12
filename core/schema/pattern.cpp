#include "core/schema/pattern.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "core/schema/pattern_dfa.h"
#include "core/schema/pattern_program.h"
#include "core/schema/pattern_threads.h"
#include "core/schema/utf8.h"

namespace fairlead::schema {

struct Pattern::Machine {
  Program program;
  std::optional<Dfa> dfa;
};

namespace {

/// Runs all threads at once, a character at a time.
bool simulate(const Program& program, std::string_view text, Work& work) {
  if (!work.spend(program.code.size() / 256)) return false;
  Threads threads(program);
  std::vector<std::uint32_t> seeds;
  Surroundings surroundings{.atStart = true};
  for (std::size_t at = 0;;) {
    surroundings.atEnd = at == text.size();
    std::uint32_t characterClass = 0;
    if (!surroundings.atEnd) characterClass = program.alphabet.classOf(nextCodePoint(text, at));
    surroundings.wordAfter = !surroundings.atEnd && program.hasWordAssertions &&
                             program.alphabet.contains(program.wordSet, characterClass);
    threads.restart(seeds, surroundings);
    if (threads.matched() || surroundings.atEnd) return threads.matched();
    if (!work.spend(threads.size() / 8 + 1)) return false;
    threads.step(characterClass, seeds);
    surroundings = {.wordBefore = surroundings.wordAfter};
  }
}

}  // namespace

Result<Pattern> Pattern::compile(std::string_view expression) {
  auto tree = parsePattern(expression);
  if (!tree) return std::unexpected(tree.error());
  if (!tree->unsupported.empty()) return unsupportedPattern(tree->unsupported);
  auto program = makeProgram(std::move(*tree));
  if (!program) return std::unexpected(program.error());
  auto dfa = Dfa::make(*program);
  return Pattern(std::make_shared<const Machine>(Machine{std::move(*program), std::move(dfa)}));
}

bool Pattern::matchesNothing() const {
  return machine_->dfa && machine_->dfa->matchesNothing();
}

bool Pattern::isWellFormed(std::string_view expression) {
  const auto tree = parsePattern(expression);
  return tree || tree.error().code != "schema_pattern_invalid";
}

bool Pattern::search(std::string_view utf8) const {
  Work work(SIZE_MAX);
  return search(utf8, work);
}

bool Pattern::search(std::string_view utf8, Work& work) const {
  if (!machine_->dfa) return simulate(machine_->program, utf8, work);
  return work.spend(utf8.size() / 32) && machine_->dfa->search(machine_->program.alphabet, utf8);
}

std::size_t Pattern::size() const {
  const Machine& machine = *machine_;
  return machine.program.code.size() + machine.program.alphabet.runs() +
         (machine.dfa ? machine.dfa->size() / 4 : 0);
}

}  // namespace fairlead::schema
