#include "native/mail/quotes.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "native/mail/quote_words.h"

namespace fairlead::mail {
namespace {

using words::Field;
using Lines = std::vector<std::string_view>;

constexpr std::size_t kLongestLeadIn = 300;

std::string_view trimmed(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

Lines split(std::string_view text) {
  Lines lines;
  while (true) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

template <typename Words>
bool holdsOneOf(std::string_view text, const Words& list) {
  return std::ranges::any_of(list, [&](auto word) { return text.find(word) != text.npos; });
}

bool isBlank(std::string_view line) {
  return trimmed(line).empty();
}

// How many `>` open the line. A mailbox file writes a line that begins with "From " as ">From ".
int quoteLevel(std::string_view line) {
  line = trimmed(line);
  if (line.starts_with(">From ")) return 0;
  int level = 0;
  for (const char c : line) {
    if (c == '>') ++level;
    if (c != '>' && c != ' ') break;
  }
  return level;
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

// Whether "7:30" or the like stands in the text.
bool holdsTime(std::string_view text) {
  for (auto at = text.find(':'); at != text.npos; at = text.find(':', at + 1)) {
    if (at > 0 && at + 2 < text.size() && isDigit(text[at - 1]) && isDigit(text[at + 1]))
      return true;
  }
  return false;
}

enum class LeadIn { kNone, kBeforeQuote, kAnywhere };

// How sure it is that the text leads into an old mail: one that names a time or an address does so
// wherever it stands, any other only where a quote follows.
LeadIn leadInOf(std::string_view text) {
  if (text.size() > kLongestLeadIn || !(text.ends_with(':') || text.ends_with("：")))
    return LeadIn::kNone;
  const std::string lower = lowered(text);
  if (!holdsOneOf(lower, words::kWrote)) return LeadIn::kNone;
  const bool dated = std::ranges::any_of(lower, isDigit);
  const bool sure = dated && (holdsTime(text) || text.find('@') != text.npos);
  return sure ? LeadIn::kAnywhere : LeadIn::kBeforeQuote;
}

// The first line that is not blank at or behind `from`.
std::size_t nextFilled(const Lines& lines, std::size_t from) {
  while (from < lines.size() && isBlank(lines[from])) ++from;
  return from;
}

// The length in lines, up to three, of a lead-in that begins at `at` and that counts there.
std::optional<std::size_t> leadInAt(const Lines& lines, std::size_t at) {
  std::string joined;
  for (std::size_t count = 1; count <= 3 && at + count <= lines.size(); ++count) {
    const std::string_view line = trimmed(lines[at + count - 1]);
    if (line.empty() || quoteLevel(line) > 0) return std::nullopt;
    joined += (joined.empty() ? "" : " ") + std::string(line);
    const LeadIn leadIn = leadInOf(joined);
    if (leadIn == LeadIn::kNone) continue;
    const std::size_t next = nextFilled(lines, at + count);
    const bool quoted = next < lines.size() && quoteLevel(lines[next]) > 0;
    if (quoted || leadIn == LeadIn::kAnywhere) return count;
  }
  return std::nullopt;
}

// The header that a line such as "*Von:* …" or "Objet : …" shows.
std::optional<Field> fieldOf(std::string_view line) {
  line = trimmed(line);
  while (line.starts_with('*')) line.remove_prefix(1);
  constexpr std::size_t kLongestName = 40;
  const auto colon = std::min(line.find(':'), line.find("：", 0));
  if (colon > kLongestName) return std::nullopt;
  std::string name = lowered(trimmed(line.substr(0, colon)));
  while (name.ends_with('*')) name.pop_back();
  const auto entry = std::ranges::find(words::kFields, name, &words::FieldWord::word);
  if (entry == words::kFields.end()) return std::nullopt;
  return entry->field;
}

// Whether the headers of an old mail begin at `at`: who, and at least two of when, to whom, what.
// Without what, one of them names an address: "From: Antibes, To: Portofino" is a voyage.
bool isHeaderBlock(const Lines& lines, std::size_t at) {
  if (fieldOf(lines[at]) != Field::kFrom) return false;
  std::uint32_t seen = 0;
  bool isMails = lines[at].find('@') != std::string_view::npos;
  const std::size_t end = std::min(lines.size(), at + 9);
  for (std::size_t i = at + 1; i < end; ++i) {
    const auto field = fieldOf(lines[i]);
    if (!field || *field == Field::kFrom) continue;
    seen |= 1U << static_cast<int>(*field);
    if (*field == Field::kSubject || lines[i].find('@') != std::string_view::npos) isMails = true;
  }
  return isMails && (seen & (seen - 1)) != 0;  // two bits or more
}

bool isRule(std::string_view line) {
  line = trimmed(line);
  return line.size() >= 3 && line.find_first_not_of(line.front()) == line.npos &&
         std::string_view("-_=*").find(line.front()) != std::string_view::npos;
}

// "-----Original Message-----" and its like.
bool isBanner(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with("--") || line.size() > 120) return false;
  return holdsOneOf(lowered(line), words::kOriginal);
}

bool isForward(std::string_view line) {
  line = trimmed(line);
  if (line.size() > 120 || !(line.starts_with("--") || line.ends_with(':'))) return false;
  return holdsOneOf(lowered(line), words::kForwarded);
}

bool isSignatureMark(std::string_view line) {
  return line == "--" || line == "-- " || line == "--\r" || line == "-- \r";
}

bool isListFooter(const Lines& lines, std::size_t at) {
  return at + 1 < lines.size() && trimmed(lines[at]).size() >= 40 && isRule(lines[at]) &&
         lowered(lines[at + 1]).find("mailing list") != std::string::npos;
}

// Where the writer's own part ends: at the first sign of an old mail or a signature. What was
// passed on is part of it to the end.
std::size_t ownEnd(const Lines& lines) {
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (isForward(lines[at])) return lines.size();
    if (isSignatureMark(lines[at]) || isListFooter(lines, at) || isBanner(lines[at])) return at;
    if (isHeaderBlock(lines, at)) return at;
    const auto leadIn = leadInAt(lines, at);
    // A lead-in over quotes is cut with them, or stays where an answer follows.
    if (leadIn) {
      const std::size_t next = nextFilled(lines, at + *leadIn);
      if (next >= lines.size() || quoteLevel(lines[next]) == 0) return at;
    }
  }
  return lines.size();
}

void dropBlankEnd(Lines& lines) {
  while (!lines.empty() && isBlank(lines.back())) lines.pop_back();
}

// A lead-in over two or three lines ends with what may look like one by itself ("<n@a.example>
// wrote:"), so the first that is sure counts, and only then the shortest.
void dropLeadInAtEnd(Lines& lines) {
  std::size_t length = 0;
  std::string joined;
  for (std::size_t count = 1; count <= 3 && count <= lines.size(); ++count) {
    const std::string_view line = trimmed(lines[lines.size() - count]);
    joined.insert(0, std::string(line) + (count > 1 ? " " : ""));
    const LeadIn leadIn = leadInOf(joined);
    if (leadIn != LeadIn::kNone && length == 0) length = count;
    if (leadIn != LeadIn::kAnywhere) continue;
    length = count;
    break;
  }
  lines.resize(lines.size() - length);
}

void dropQuoteAtEnd(Lines& lines) {
  dropBlankEnd(lines);
  const bool quoted = !lines.empty() && quoteLevel(lines.back()) > 0;
  if (!quoted) return;
  while (!lines.empty() && (isBlank(lines.back()) || quoteLevel(lines.back()) > 0))
    lines.pop_back();
  dropLeadInAtEnd(lines);
  dropBlankEnd(lines);
}

void dropSentFrom(Lines& lines) {
  dropBlankEnd(lines);
  if (lines.empty()) return;
  const std::string last = lowered(trimmed(lines.back()));
  const auto opens = [&](std::string_view word) { return last.starts_with(word); };
  if (last.size() <= 120 && std::ranges::any_of(words::kSentFrom, opens)) lines.pop_back();
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string_view line : lines) {
    if (!text.empty()) text += '\n';
    if (!text.empty() || !isBlank(line)) text += line;
  }
  return text;
}

}  // namespace

std::string trimQuotes(std::string_view text) {
  Lines lines = split(text);
  const bool passedOn = std::ranges::any_of(lines, isForward);
  lines.resize(ownEnd(lines));
  while (!passedOn && !lines.empty() && (isBlank(lines.back()) || isRule(lines.back())))
    lines.pop_back();
  dropSentFrom(lines);
  if (!passedOn) dropQuoteAtEnd(lines);
  dropSentFrom(lines);
  std::erase_if(lines, [](std::string_view line) { return quoteLevel(line) > 1; });
  dropBlankEnd(lines);
  std::string own = joined(lines);
  return own.empty() ? std::string(text) : own;
}

}  // namespace fairlead::mail
