// What is read and written canonically reads back as the same; and the reader takes exactly what
// Boost's takes, but for the narrow rules that it adds.
#include <algorithm>
#include <array>

#include <boost/json/parse.hpp>

#include "core/json/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

namespace {

/// Codes of texts that other readers take.
constexpr std::array<std::string_view, 5> kNarrower = {"json_duplicate_member", "json_too_deep",
                                                       "json_too_large", "json_number_out_of_range",
                                                       "json_integer_unsafe"};

/// Whether the reader may refuse what Boost reads.
bool isNarrower(std::string_view code) {
  return std::ranges::find(kNarrower, code) != kNarrower.end();
}

void compareWithBoost(std::string_view text, const Result<json::Document>& document) {
  boost::system::error_code fault;
  boost::json::parse(text, fault, {}, {.max_depth = 4096});
  if (document)
    fuzz::promise(!fault, "what is read, Boost reads too");
  else
    fuzz::promise(fault || isNarrower(document.error().code),
                  "what Boost reads is refused only by a narrower rule");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const Result<json::Document> document = json::parse(input.text());
  compareWithBoost(input.text(), document);
  const fuzz::Answer answer(json::canonicalizeJson(input.text()));
  if (!document || answer.isError()) return 0;
  const std::string text = fuzz::canonical(document->root());
  fuzz::promise(answer.value().string() == text, "the rule writes what the writer writes");
  const Result<json::Document> again = json::parse(text, {.max_bytes = text.size()});
  fuzz::promise(again.has_value(), "the canonical form can be read");
  fuzz::promise(fuzz::canonical(again->root()) == text, "the canonical form is its own");
  return 0;
}
