// Chains made by link() hold; anything changed in one is found.
#include "core/audit/verify_chain.h"

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/json/canonical.h"
#include "core/json/json.h"

namespace fairlead::audit {
namespace {

/// An entry's members, each as JSON text.
using Members = std::map<std::string, std::string>;

Members members(int n) {
  return {{"tenant_id", R"("t1")"},
          {"actor_id", "\"u" + std::to_string(n) + "\""},
          {"role", R"("captain")"},
          {"action", R"("adjust_stock")"},
          {"entity_type", R"("part")"},
          {"entity_id", "null"},
          {"before_hash", "null"},
          {"after_hash", '"' + std::string(64, 'a') + '"'},
          {"signature", R"({"method":"attestation"})"},
          {"request_id", R"("r1")"},
          {"at", std::to_string(1'750'000'000'000'000 + n)}};
}

std::string textOf(const Members& object) {
  std::string text;
  for (const auto& [name, value] : object)
    text += (text.empty() ? "{\"" : ",\"") + name + "\":" + value;
  return text + "}";
}

std::string textOf(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "[" : ",") + item;
  return text.empty() ? "[]" : text + "]";
}

json::Document read(const std::string& text) {
  Result<json::Document> document = json::parse(text);
  EXPECT_TRUE(document) << text;
  return std::move(*document);
}

ChainVerdict verify(const std::vector<std::string>& entries, const Head& after = {}) {
  const json::Document document = read(textOf(entries));
  return verifyChain(document.root().array(), after);
}

Result<Linked> linked(const Head& head, const Members& entry) {
  return link(head, read(textOf(entry)).root());
}

struct Chain {
  std::vector<std::string> entries;
  Head head;
};

/// So many linked entries, and where the line stands after them.
Chain chain(int length) {
  Chain line;
  for (int n = 1; n <= length; ++n) {
    const Result<Linked> next = linked(line.head, members(n));
    EXPECT_TRUE(next) << next.error().message;
    line.entries.push_back(next->canonical);
    line.head = {n, next->hash, "t1"};
  }
  return line;
}

/// The entry with a member's text exchanged.
std::string with(const std::string& entry, const std::string& member, const std::string& value) {
  Members changed;
  const json::Document document = read(entry);
  for (const json::Member one : document.root().object())
    changed[std::string(one.name)] = *json::canonicalize(one.value);
  changed[member] = value;
  return textOf(changed);
}

TEST(Chain, LinkedEntriesHold) {
  const auto [entries, head] = chain(5);
  const ChainVerdict verdict = verify(entries);
  EXPECT_TRUE(verdict.intact());
  EXPECT_EQ(verdict.checked, 5U);
  EXPECT_EQ(verdict.head.seq, 5);
  EXPECT_EQ(verdict.head.hash, head.hash);
  EXPECT_EQ(verdict.head.tenantId, "t1");
}

TEST(Chain, TheFirstNamesZeros) {
  const auto [entries, head] = chain(1);
  const json::Document first = read(entries[0]);
  EXPECT_EQ(first.root().object().find("previous_hash")->string(), kFirstPreviousHash);
  EXPECT_EQ(first.root().object().find("seq")->integer(), 1);
}

TEST(Chain, WhatIsHashedIsTheCanonicalEntry) {
  const Result<Linked> first = linked(Head{}, members(1));
  const json::Document entry = read(first->canonical);
  EXPECT_EQ(first->canonical, *json::canonicalize(entry.root()));
  EXPECT_EQ(*hash(entry.root()), first->hash);
}

TEST(Chain, EveryChangedMemberIsFound) {
  const Members changes = {{"seq", "7"},
                           {"tenant_id", R"("t2")"},
                           {"actor_id", R"("u9")"},
                           {"role", R"("crew")"},
                           {"action", R"("receive_part")"},
                           {"entity_type", "null"},
                           {"entity_id", R"("p1")"},
                           {"before_hash", '"' + std::string(64, 'd') + '"'},
                           {"after_hash", "null"},
                           {"signature", "{}"},
                           {"request_id", R"("r2")"},
                           {"at", "1750000000000003"},
                           {"previous_hash", '"' + std::string(64, 'd') + '"'}};
  const auto [entries, head] = chain(3);
  EXPECT_EQ(read(entries[1]).root().object().size(), changes.size());
  for (const auto& [member, value] : changes) {
    std::vector<std::string> changed = entries;
    changed[1] = with(entries[1], member, value);
    EXPECT_FALSE(verify(changed).intact()) << member;
  }
}

TEST(Chain, AChangeOfTheLastShowsInTheHead) {
  auto [entries, head] = chain(2);
  entries[1] = with(entries[1], "actor_id", R"("u9")");
  const ChainVerdict verdict = verify(entries);
  EXPECT_TRUE(verdict.intact());  // nothing follows that could tell
  EXPECT_NE(verdict.head.hash, head.hash);
}

TEST(Chain, EveryGapIsFound) {
  const auto [entries, head] = chain(4);
  for (std::size_t taken = 0; taken < 3; ++taken) {
    std::vector<std::string> rest = entries;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(taken));
    const ChainVerdict verdict = verify(rest);
    ASSERT_TRUE(verdict.broken);
    EXPECT_EQ(verdict.broken->code, "sequence_gap");
    EXPECT_EQ(verdict.broken->seq, static_cast<std::int64_t>(taken) + 1);
    EXPECT_EQ(verdict.checked, taken);
  }
}

TEST(Chain, ARangeFollowsItsHead) {
  const auto [entries, head] = chain(4);
  const std::vector<std::string> range(entries.begin() + 2, entries.end());
  const auto hashOf = [&](std::size_t i) { return *hash(read(entries[i]).root()); };
  EXPECT_TRUE(verify(range, {2, hashOf(1)}).intact());
  EXPECT_EQ(verify(range, {2, hashOf(0)}).broken->code, "hash_mismatch");
  EXPECT_EQ(verify(range).broken->code, "sequence_gap");
  EXPECT_EQ(verify(range, {2, hashOf(1), "t2"}).broken->code, "entry_malformed");
}

TEST(Chain, PagesGiveTheVerdictOfTheWhole) {
  const auto [entries, head] = chain(10);
  for (std::size_t size = 1; size <= entries.size(); ++size) {
    Head at;
    for (std::size_t from = 0; from < entries.size(); from += size) {
      const auto first = entries.begin() + static_cast<std::ptrdiff_t>(from);
      const auto count = std::min(size, entries.size() - from);
      const ChainVerdict page = verify({first, first + static_cast<std::ptrdiff_t>(count)}, at);
      ASSERT_TRUE(page.intact());
      ASSERT_EQ(page.checked, count);
      at = page.head;
    }
    EXPECT_EQ(at.seq, head.seq);
    EXPECT_EQ(at.hash, head.hash);
  }
}

TEST(ChainVerifier, StopsAtTheFirstBreak) {
  const auto [entries, head] = chain(3);
  const json::Document first = read(entries[0]);
  const json::Document third = read(entries[2]);
  ChainVerifier line;
  EXPECT_TRUE(line.push(first.root()));
  EXPECT_FALSE(line.push(third.root()));
  EXPECT_FALSE(line.push(read(entries[1]).root()));  // too late
  EXPECT_EQ(line.verdict().checked, 1U);
  EXPECT_EQ(line.verdict().broken->seq, 2);
}

TEST(Entry, HasASignatureEvenIfEmpty) {
  Members entry = members(1);
  entry["signature"] = "null";
  EXPECT_EQ(linked(Head{}, entry).error().path, "/signature");
  entry["signature"] = "{}";
  EXPECT_TRUE(linked(Head{}, entry));
}

TEST(Entry, NumberAndHashAreNotTheCallersToGive) {
  Members entry = members(1);
  entry["seq"] = "1";
  EXPECT_EQ(linked(Head{}, entry).error().path, "/seq");
}

TEST(Entry, ALineIsOfOneTenant) {
  EXPECT_TRUE(linked({0, std::string(kFirstPreviousHash), "t1"}, members(1)));
  EXPECT_EQ(linked({0, std::string(kFirstPreviousHash), "t2"}, members(1)).error().path,
            "/tenant_id");
}

}  // namespace
}  // namespace fairlead::audit
