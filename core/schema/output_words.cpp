#include "core/schema/output_words.h"

#include <utility>

#include "core/schema/utf8.h"

namespace fairlead::schema {

namespace {

constexpr std::size_t kMaxListed = 10;
constexpr std::size_t kMaxLineBytes = 300;
static_assert(kMaxListed * (kMaxLineBytes + 8) + 512 < kMaxAskAgainBytes);

constexpr std::string_view kAlone = "Answer again with the JSON document alone";

/// At most kMaxLineBytes of a text, cut between code points, in one line.
std::string shortened(std::string text) {
  std::size_t end = 0;
  for (std::size_t next = 0; next < text.size() && next <= kMaxLineBytes;) {
    end = next;
    nextCodePoint(text, next);
    if (next == text.size() && next <= kMaxLineBytes) end = next;
  }
  if (end < text.size()) text.replace(end, std::string::npos, "…");
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

std::string lineFor(const Violation& violation) {
  const std::string where = violation.instance.empty() ? "The document" : violation.instance;
  std::string line = where + ": " + violation.message;
  if (!violation.got.empty()) line += " It is " + violation.got + ".";
  return "- " + shortened(std::move(line)) + "\n";
}

}  // namespace

std::string_view nameOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kValid:
      return "valid";
    case Outcome::kInvalid:
      return "invalid";
    case Outcome::kTruncated:
      return "truncated";
    case Outcome::kNoJson:
      break;
  }
  return "no_json";
}

std::string_view nameOf(Progress::State state) {
  switch (state) {
    case Progress::State::kSearching:
      return "searching";
    case Progress::State::kReading:
      return "reading";
    case Progress::State::kComplete:
      return "complete";
    case Progress::State::kViolated:
      break;
  }
  return "violated";
}

Violation notJson(std::string_view code, std::string message, std::string instance) {
  return {.instance = std::move(instance),
          .schema = "",
          .keyword = std::string(code),
          .message = std::move(message),
          .expected = "JSON",
          .got = ""};
}

std::string wordsFor(TextPlace place) {
  return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
}

std::string askAgain(const OutputReport& report) {
  switch (report.outcome) {
    case Outcome::kValid:
      return {};
    case Outcome::kNoJson:
      return "Your answer holds no JSON document. " + std::string(kAlone) + ".";
    case Outcome::kTruncated:
      return "Your answer ends before its JSON document is complete. " + std::string(kAlone) +
             ", whole and shorter.";
    case Outcome::kInvalid:
      break;
  }
  std::string text = "The JSON document of your answer is not as it must be:\n";
  std::size_t listed = 0;
  for (const Violation& violation : report.violations) {
    if (listed++ == kMaxListed) break;
    text += lineFor(violation);
  }
  if (report.violations.size() > kMaxListed) {
    text += "- and " + std::to_string(report.violations.size() - kMaxListed) + " more\n";
  }
  return text + std::string(kAlone) + ", corrected.";
}

}  // namespace fairlead::schema
