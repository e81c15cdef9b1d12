// What an IMAP server may send, in pieces of any size: the same responses, or the same end, as in
// one piece; no literal that is longer than was asked for; and whatever is read out of a response.
#include <algorithm>
#include <utility>
#include <vector>

#include "native/mail/imap_reader.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace fairlead;
using fuzz::promise;

constexpr std::size_t kMostLiterals = 1000;

struct Answers {
  std::vector<mail::ImapResponse> responses;
  bool broken = false;
};

Answers read(std::string_view bytes, std::size_t piece) {
  mail::ImapReader reader;
  reader.expectLiterals(kMostLiterals);
  Answers answers;
  while (!bytes.empty() && !answers.broken) {
    reader.feed(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    auto next = reader.next();
    for (; next && *next; next = reader.next()) answers.responses.push_back(std::move(**next));
    answers.broken = !next;
    promise(next || next.error().code == "imap_protocol", "the one error is imap_protocol");
  }
  return answers;
}

void readOut(mail::ImapResponse response) {
  std::size_t literals = 0;
  for (const auto& literal : response.literals) literals += literal.size();
  promise(literals <= kMostLiterals, "literals are as long as was asked for");
  promise(response.text.find('\n') == std::string::npos, "a response's text is one line");
  (void)mail::codeValue(response.text, "UIDVALIDITY");
  if (const auto found = mail::searchResult(response.text)) {
    const bool positive = std::ranges::all_of(*found, [](auto uid) { return uid >= 0; });
    promise(positive, "no UID is below zero");
  }
  if (const auto mail = mail::fetched(std::move(response))) promise(mail->uid >= 0, "nor a mail's");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  Answers whole = read(input.text(), input.text().size());
  const Answers pieces = read(input.text(), 1 + (size > 0 ? data[0] % 16U : 0U));
  promise(whole.broken == pieces.broken, "pieces end as the whole does");
  promise(whole.responses.size() == pieces.responses.size(), "and give as many responses");
  for (std::size_t i = 0; i < whole.responses.size(); ++i) {
    promise(whole.responses[i].text == pieces.responses[i].text, "of the same text");
    promise(whole.responses[i].literals == pieces.responses[i].literals, "and the same literals");
    readOut(std::move(whole.responses[i]));
  }
  return 0;
}
