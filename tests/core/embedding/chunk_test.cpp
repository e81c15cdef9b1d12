// What holds of every cut, whatever the text.
#include "core/embedding/chunk.h"

#include <algorithm>
#include <ctime>
#include <limits>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/embedding/borders.h"
#include "core/embedding/plan.h"
#include "core/embedding/wire.h"

namespace fairlead::embedding {
namespace {

using Random = std::mt19937;

/// Text of all kinds: words, sentences, empty lines, long runs, scripts of one to four bytes.
std::string randomText(Random& random, std::size_t pieces) {
  static const std::vector<std::string> kPieces = {
      "pump ",  "main engine ", "dry. ",  "worn! ",
      "why?) ", "\n\n",         "\r\n",   " ",
      "höhe ",  "насос ",       "注油。", "🚢",
      "\u2029", "e.g. a",       "\t",     "xxxxxxxxxxxxxxxxxxxx",
      "…\n"};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % kPieces.size()];
  return text;
}

ChunkOptions randomOptions(Random& random) {
  const auto most = static_cast<std::int64_t>(kMinChunkTokens + random() % 100);
  return {
      .maxTokens = most,
      .overlapTokens = static_cast<std::int64_t>(random() % (static_cast<unsigned>(most) / 2 + 1))};
}

bool isCodePointBorder(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

TEST(Chunk, OwnTextsAreTheDocumentAndNoneIsTooLong) {
  Random random(61);
  for (int round = 0; round < 1000; ++round) {
    const std::string text = randomText(random, random() % 400);
    const ChunkOptions options = randomOptions(random);
    const auto chunks = *chunk(text, "d", options);
    std::size_t at = 0;
    for (const Chunk& one : chunks) {
      ASSERT_EQ(one.own, at);
      ASSERT_LT(one.own, one.end);
      ASSERT_LE(one.begin, one.own);
      ASSERT_LE(estimateTokens(static_cast<std::int64_t>(one.own - one.begin)),
                std::max<std::int64_t>(1, options.overlapTokens));
      ASSERT_EQ(one.tokens, estimateTokens(static_cast<std::int64_t>(one.end - one.begin)));
      ASSERT_LE(one.tokens, options.maxTokens);
      ASSERT_TRUE(isCodePointBorder(text, one.begin) && isCodePointBorder(text, one.end));
      at = one.end;
    }
    ASSERT_EQ(at, text.size());
  }
}

TEST(Chunk, IdsAreDistinctAndTheSameEachTime) {
  Random random(62);
  for (int round = 0; round < 200; ++round) {
    const std::string text = randomText(random, random() % 400);
    const ChunkOptions options = randomOptions(random);
    const auto chunks = *chunk(text, "d", options);
    const auto again = *chunk(text, "d", options);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
      ASSERT_EQ(chunks[i].id, again[i].id);
      ASSERT_TRUE(ids.insert(chunks[i].id).second);
    }
  }
}

std::string paragraphs(Random& random, int count) {
  static const std::vector<std::string> kWords = {"pump", "seal", "oil",   "filter",
                                                  "dry",  "worn", "valve", "bilge"};
  std::string text;
  for (int i = 0; i < count; ++i) {
    const std::size_t words = 5 + random() % 60;
    for (std::size_t w = 0; w < words; ++w)
      text += kWords[random() % kWords.size()] + (random() % 9 == 0 ? ". " : " ") +
              std::to_string(random() % 1000) + " ";
    text += "\n\n";
  }
  return text;
}

std::set<std::string> idsOf(std::string_view text, const ChunkOptions& options) {
  std::set<std::string> ids;
  const auto chunks = *chunk(text, "d", options);
  for (const Chunk& one : chunks) ids.insert(one.id);
  return ids;
}

/// How many chunks of a document are new after a change, the document having about a hundred.
TEST(Chunk, AChangeAtTheStartLeavesLaterIdsAsTheyWere) {
  Random random(63);
  double changed = 0;
  constexpr int kRounds = 30;
  for (int round = 0; round < kRounds; ++round) {
    const ChunkOptions options{.maxTokens = 200, .overlapTokens = round % 2 == 0 ? 0 : 40};
    const std::string text = paragraphs(random, 150);
    const std::set<std::string> before = idsOf(text, options);
    const std::set<std::string> after = idsOf(paragraphs(random, 1) + text, options);
    ASSERT_GE(before.size(), 40U);
    const auto kept = std::ranges::count_if(before, [&](auto& id) { return after.contains(id); });
    const auto lost = static_cast<double>(before.size()) - static_cast<double>(kept);
    ASSERT_LE(lost, 25);
    changed += lost;
  }
  EXPECT_LE(changed / kRounds, 5);
}

/// Processor time, so that what else the machine does counts little; were it quadratic, a text of
/// eight times the size would take 64 times as long.
TEST(Chunk, TakesTimeLinearInTheText) {
  Random random(64);
  const std::string small = randomText(random, 10'000);
  std::string large;
  for (int i = 0; i < 8; ++i) large += small;
  const auto ticksOf = [](std::string_view text) {
    std::clock_t best = std::numeric_limits<std::clock_t>::max();
    for (int i = 0; i < 3; ++i) {
      const std::clock_t start = std::clock();
      EXPECT_FALSE(chunk(text, "d", {.maxTokens = 64, .overlapTokens = 16})->empty());
      best = std::min(best, std::clock() - start);
    }
    return best;
  };
  EXPECT_LE(ticksOf(large), 32 * ticksOf(small));
}

/// The kinds of border between the code points of a text, one digit each.
std::string bordersOf(std::string_view text) {
  std::string kinds;
  BorderScanner scanner(text, 0);
  while (!scanner.atEnd()) {
    kinds += static_cast<char>('0' + static_cast<int>(scanner.border()));
    scanner.step();
  }
  return kinds;
}

TEST(Borders, StandBehindTheWhiteSpace) {
  EXPECT_EQ(bordersOf("ab c"), "0001");
  EXPECT_EQ(bordersOf("a. B"), "0002");
  EXPECT_EQ(bordersOf("a. b"), "0001");
  EXPECT_EQ(bordersOf("a.B"), "000");
  EXPECT_EQ(bordersOf("a.\" B"), "00002");
  EXPECT_EQ(bordersOf("a\nb"), "001");
  EXPECT_EQ(bordersOf("a\n \nb"), "00003");
  EXPECT_EQ(bordersOf("a。b"), "000");
  EXPECT_EQ(bordersOf("a。B"), "002");
  EXPECT_EQ(bordersOf("油。油"), "002");
}

TEST(Chunk, RefusesBoundsThatCannotBeKept) {
  EXPECT_EQ(chunk("", "d", {.maxTokens = kMinChunkTokens - 1}).error().path, "/max_tokens");
  EXPECT_EQ(chunk("", "d", {.maxTokens = 40, .overlapTokens = 21}).error().path, "/overlap_tokens");
  EXPECT_TRUE(chunk("", "d", {.maxTokens = 40, .overlapTokens = 20})->empty());
}

TEST(Chunk, HasNoTextBeyondItsBound) {
  const auto answerTo = [](std::size_t bytes) {
    return chunkJson(R"({"document_id":"d","max_tokens":1000000,"text":")" +
                     std::string(bytes, 'x') + "\"}");
  };
  EXPECT_TRUE(answerTo(kMaxChunkedBytes).starts_with(R"({"value":)"));
  EXPECT_NE(answerTo(kMaxChunkedBytes + 1).find(R"("path":"/text")"), std::string::npos);
}

}  // namespace
}  // namespace fairlead::embedding
