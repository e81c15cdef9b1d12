// The wire forms of fusion, diversity, interleaving, and of sets of vectors.
#include <utility>
#include <vector>

#include "core/json/read_each.h"
#include "core/json/request.h"
#include "core/rank/diversify.h"
#include "core/rank/fuse.h"
#include "core/rank/interleave.h"
#include "core/rank/wire.h"
#include "core/rank/wire_reading.h"

namespace fairlead::rank {
namespace {

std::vector<RankedList> readLists(json::ObjectReader& outer) {
  std::vector<RankedList> lists;
  json::readEach(outer, "lists", [&](json::Value value, const json::Path& at) {
    json::ObjectReader in(value, at);
    lists.push_back({readIds(in, "ids"), in.nullableNumber("weight").value_or(1)});
    outer.take(in.finish());
  });
  return lists;
}

void write(json::Writer& out, const FusedItem& item) {
  out.beginObject();
  out.member("id", item.id);
  out.name("places");
  out.beginArray();
  for (const auto& place : item.places) out.put(place);
  out.endArray();
  out.member("score", item.score);
  out.endObject();
}

Result<void> decideFuse(json::ObjectReader& in, json::Writer& out) {
  const std::vector<RankedList> lists = readLists(in);
  const FuseOptions options{.k = in.nullableNumber("k").value_or(FuseOptions().k),
                            .limit = readCount(in, "limit")};
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const auto fused = fuse(lists, options);
  if (!fused) return json::invalidRequest(fused.error());
  out.beginObject();
  out.name("items");
  out.beginArray();
  for (const FusedItem& item : *fused) write(out, item);
  out.endArray();
  out.endObject();
  return {};
}

/// The candidates with the floats they view.
struct Choices {
  std::vector<std::vector<float>> vectors;
  std::vector<Choice> list;
};

Choices readChoices(json::ObjectReader& outer) {
  Choices choices;
  choices.vectors.reserve(outer.array("candidates").size());
  json::readEach(outer, "candidates", [&](json::Value value, const json::Path& at) {
    json::ObjectReader in(value, at);
    Choice choice;
    choice.id = in.string("id");
    choice.score = in.number("score");
    choice.model = in.nullableString("model").value_or("");
    choice.vector = choices.vectors.emplace_back(readVector(in));
    choices.list.push_back(choice);
    outer.take(in.finish());
  });
  return choices;
}

void write(json::Writer& out, const ChosenItem& item, std::string_view id) {
  out.beginObject();
  out.member("from", item.from);
  out.member("id", id);
  out.member("marginal", item.marginal);
  out.member("similarity", item.similarity);
  out.endObject();
}

Result<void> decideDiversify(json::ObjectReader& in, json::Writer& out) {
  const Choices choices = readChoices(in);
  const DiversifyOptions options{.lambda = in.number("lambda"), .limit = readCount(in, "limit")};
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const auto selection = diversify(choices.list, options);
  if (!selection) return json::invalidRequest(selection.error());
  out.beginObject();
  out.name("faults");
  writeFaults(out, selection->faults, choices.list);
  out.name("items");
  out.beginArray();
  for (const ChosenItem& item : selection->items) write(out, item, choices.list[item.from].id);
  out.endArray();
  out.member("with_vector", selection->withVector);
  out.endObject();
  return {};
}

void write(json::Writer& out, Team team) {
  team == Team::kNone ? out.null() : out.string(nameOf(team));
}

Result<void> decideInterleave(json::ObjectReader& in, json::Writer& out) {
  const Rankings rankings{.a = readIds(in, "a"), .b = readIds(in, "b")};
  const auto seed = static_cast<std::uint64_t>(in.integer("seed", 0));
  const std::size_t limit = readCount(in, "limit");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const auto items = interleave(rankings, seed, limit);
  if (!items) return json::invalidRequest(items.error());
  out.beginObject();
  out.name("items");
  out.beginArray();
  for (const TeamItem& item : *items) {
    out.beginObject();
    out.member("id", item.id);
    out.name("team");
    write(out, item.team);
    out.endObject();
  }
  out.endArray();
  out.endObject();
  return {};
}

Team readTeam(json::ObjectReader& in) {
  in.required("team");
  const auto name = in.nullableString("team");
  if (!name) return Team::kNone;
  if (*name != "a" && *name != "b")
    in.refuse("member_value", "A team is \"a\", \"b\" or null.", "team");
  return *name == "a" ? Team::kA : Team::kB;
}

Result<void> decideCredit(json::ObjectReader& outer, json::Writer& out) {
  std::vector<TeamItem> items;
  json::readEach(outer, "items", [&](json::Value value, const json::Path& at) {
    json::ObjectReader in(value, at);
    items.push_back({in.string("id"), readTeam(in)});
    outer.take(in.finish());
  });
  const std::vector<std::string_view> clicked = readIds(outer, "clicked");
  if (Result<void> done = outer.finish(); !done) return json::invalidRequest(done.error());
  const auto given = credit(items, clicked);
  if (!given) return json::invalidRequest(given.error());
  out.beginObject();
  out.member("a", given->a);
  out.member("b", given->b);
  out.name("winner");
  write(out, given->winner);
  out.endObject();
  return {};
}

}  // namespace

std::string fuseJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideFuse);
}

std::string diversifyJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideDiversify);
}

std::string interleaveJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideInterleave);
}

std::string creditJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideCredit);
}

Result<VectorSet> openSet(std::string_view setup) {
  const auto document = json::parse(setup);
  if (!document) return std::unexpected(document.error());
  json::ObjectReader in(document->root());
  const std::int64_t dimensions = in.integer("dimensions", 1, std::int64_t{kMaxDimensions});
  std::string model(in.nullableString("model").value_or(""));
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  return VectorSet::make(static_cast<std::size_t>(dimensions), std::move(model));
}

std::string compileAnswer(const Result<VectorSet>& opened) {
  if (!opened) return json::answer(opened.error());
  return json::answer([&](json::Writer& out) {
    out.beginObject();
    out.member("dimensions", opened->dimensions());
    out.member("model", opened->model());
    out.endObject();
  });
}

std::string removeJson(VectorSet& set, std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, [&](json::ObjectReader& in, json::Writer& out) {
    const std::vector<std::string_view> ids = readIds(in, "ids");
    if (Result<void> done = in.finish(); !done)
      return Result<void>(json::invalidRequest(done.error()));
    std::size_t removed = 0;
    for (const std::string_view id : ids) removed += set.remove(id) ? 1 : 0;
    out.beginObject();
    out.member("removed", removed);
    out.member("size", set.size());
    out.endObject();
    return Result<void>();
  });
}

}  // namespace fairlead::rank
