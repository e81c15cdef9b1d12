// Chains made by link() hold; anything changed in one is found.
#include "core/audit/verify_chain.h"

#include <gtest/gtest.h>

#include "core/dom/canonical.h"

namespace fairlead::audit {
namespace {

dom::Object members(int n) {
  return {{"tenant_id", "t1"},
          {"actor_id", "u" + std::to_string(n)},
          {"role", "captain"},
          {"action", "adjust_stock"},
          {"entity_type", "part"},
          {"entity_id", nullptr},
          {"before_hash", nullptr},
          {"after_hash", std::string(64, 'a')},
          {"signature", {{"method", "attestation"}}},
          {"request_id", "r1"},
          {"at", 1'750'000'000'000'000 + n}};
}

/// So many linked entries, and where the line stands after them.
std::pair<dom::Array, Head> chain(int length) {
  dom::Array entries;
  Head head;
  for (int n = 1; n <= length; ++n) {
    const Result<Linked> linked = link(head, members(n));
    EXPECT_TRUE(linked) << linked.error().message;
    entries.push_back(linked->entry);
    head = {head.seq + 1, linked->hash};
  }
  return {entries, head};
}

TEST(Chain, LinkedEntriesHold) {
  const auto [entries, head] = chain(5);
  const ChainVerdict verdict = verifyChain(entries);
  EXPECT_TRUE(verdict.intact());
  EXPECT_EQ(verdict.checked, 5U);
  EXPECT_EQ(verdict.head.seq, 5);
  EXPECT_EQ(verdict.head.hash, head.hash);
}

TEST(Chain, TheFirstNamesZeros) {
  const auto [entries, head] = chain(1);
  EXPECT_EQ(entries[0].at("previous_hash").as_string(), kFirstPreviousHash);
  EXPECT_EQ(entries[0].at("seq"), dom::Value(1));
}

TEST(Chain, WhatIsHashedIsTheCanonicalEntry) {
  const Result<Linked> linked = link(Head{}, members(1));
  EXPECT_EQ(linked->canonical, *dom::canonicalize(linked->entry));
  EXPECT_EQ(*hash(linked->entry), linked->hash);
}

TEST(Chain, EveryChangedMemberIsFound) {
  const auto [entries, head] = chain(3);
  for (const auto& member : entries[1].as_object()) {
    dom::Array changed = entries;
    dom::Value& value = changed[1].as_object()[member.key()];
    if (value.is_string())
      value.as_string().back() = value.as_string().back() == 'b' ? 'c' : 'b';
    else if (value.is_int64())
      value.as_int64() += 1;
    else
      value = value.is_null() ? dom::Value(std::string(64, 'd')) : dom::Value(dom::Object());
    EXPECT_FALSE(verifyChain(changed).intact()) << member.key();
  }
}

TEST(Chain, AChangeOfTheLastShowsInTheHead) {
  auto [entries, head] = chain(2);
  entries[1].as_object()["actor_id"] = "u9";
  const ChainVerdict verdict = verifyChain(entries);
  EXPECT_TRUE(verdict.intact());  // nothing follows that could tell
  EXPECT_NE(verdict.head.hash, head.hash);
}

TEST(Chain, EveryGapIsFound) {
  const auto [entries, head] = chain(4);
  for (std::size_t taken = 0; taken < 3; ++taken) {
    dom::Array rest = entries;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(taken));
    const ChainVerdict verdict = verifyChain(rest);
    ASSERT_TRUE(verdict.broken);
    EXPECT_EQ(verdict.broken->code, "sequence_gap");
    EXPECT_EQ(verdict.broken->seq, static_cast<std::int64_t>(taken) + 1);
    EXPECT_EQ(verdict.checked, taken);
  }
}

TEST(Chain, ARangeFollowsItsHead) {
  const auto [entries, head] = chain(4);
  const dom::Array range(entries.begin() + 2, entries.end());
  EXPECT_TRUE(verifyChain(range, {2, *hash(entries[1])}).intact());
  EXPECT_EQ(verifyChain(range, {2, *hash(entries[0])}).broken->code, "hash_mismatch");
  EXPECT_EQ(verifyChain(range).broken->code, "sequence_gap");
}

TEST(Entry, HasASignatureEvenIfEmpty) {
  dom::Object entry = members(1);
  entry["signature"] = nullptr;
  EXPECT_EQ(link(Head{}, entry).error().path, "/signature");
  entry["signature"] = dom::Object();
  EXPECT_TRUE(link(Head{}, entry));
}

TEST(Entry, NumberAndHashAreNotTheCallersToGive) {
  dom::Object entry = members(1);
  entry["seq"] = 1;
  EXPECT_EQ(link(Head{}, entry).error().path, "/seq");
}

}  // namespace
}  // namespace fairlead::audit
