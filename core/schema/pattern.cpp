#include "core/schema/pattern.h"

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
bool simulate(const Program& program, std::string_view text) {
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

bool Pattern::isWellFormed(std::string_view expression) {
  const auto tree = parsePattern(expression);
  return tree || tree.error().code != "schema_pattern_invalid";
}

bool Pattern::search(std::string_view utf8) const {
  return machine_->dfa ? machine_->dfa->search(machine_->program.alphabet, utf8)
                       : simulate(machine_->program, utf8);
}

}  // namespace fairlead::schema
