#include "core/rank/wire.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/json/read_each.h"
#include "core/json/request.h"
#include "core/rank/shadow.h"
#include "core/rank/wire_reading.h"

namespace fairlead::rank {
namespace {

/// The link score: given as such, or as a place of which a lower one is nearer.
double readFk(json::ObjectReader& in) {
  const auto score = in.nullableNumber("fk");
  const auto place = in.nullableNumber("rank");
  if (score.has_value() == place.has_value())
    in.refuse("member_value", "A candidate gives either its fk score or its rank.");
  return score ? *score : -place.value_or(0);
}

/// The candidates with the floats they view.
struct Candidates {
  std::vector<std::vector<float>> vectors;
  std::vector<Candidate> list;
};

Candidates readCandidates(json::ObjectReader& outer) {
  Candidates candidates;
  candidates.vectors.reserve(outer.array("candidates").size());
  json::readEach(outer, "candidates", [&](json::Value value, const json::Path& at) {
    json::ObjectReader in(value, at);
    Candidate candidate;
    candidate.id = in.string("id");
    candidate.fk = readFk(in);
    candidate.model = in.nullableString("model").value_or("");
    candidate.vector = candidates.vectors.emplace_back(readVector(in));
    candidates.list.push_back(candidate);
    outer.take(in.finish());
  });
  return candidates;
}

struct OwnedQuery {
  std::vector<float> vector;
  std::string_view model;
};

OwnedQuery readQuery(json::ObjectReader& outer) {
  OwnedQuery query;
  const json::Path at = outer.path() / "query";
  json::ObjectReader in(outer.required("query"), at);
  query.vector = readVector(in);
  query.model = in.nullableString("model").value_or("");
  outer.take(in.finish());
  return query;
}

Result<void> decideRerank(json::ObjectReader& in, json::Writer& out) {
  const Candidates candidates = readCandidates(in);
  const OwnedQuery query = readQuery(in);
  const BlendOptions options{.alpha = in.number("alpha"), .window = readCount(in, "window")};
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const auto ranking =
      blend(candidates.list, {.vector = query.vector, .model = query.model}, options);
  if (!ranking) return json::invalidRequest(ranking.error());
  write(out, *ranking, candidates.list);
  return {};
}

void write(json::Writer& out, const RankedItem& item, std::string_view id) {
  out.beginObject();
  out.member("cosine", item.cosine);
  out.member("fk", item.fk);
  out.member("from", item.from);
  out.member("id", id);
  out.member("score", item.score);
  out.endObject();
}

std::vector<double> readCosines(json::ObjectReader& in) {
  std::vector<double> cosines;
  for (const json::Value cosine : in.array("cosines")) {
    const std::optional<double> number = cosine.asNumber();
    if (!number || !(std::fabs(*number) <= 1))
      in.refuse("member_value", "A cosine must be a number from -1 to 1.", "cosines");
    cosines.push_back(number.value_or(0));
  }
  return cosines;
}

void writeShortIds(json::Writer& out, std::string_view name,
                   const std::vector<std::string_view>& ids) {
  out.name(name);
  out.beginArray();
  for (const std::string_view id : ids) out.string(shortId(id));
  out.endArray();
}

void write(json::Writer& out, const std::optional<CosineSummary>& summary) {
  if (!summary) return out.null();
  out.beginObject();
  out.member("max", summary->max);
  out.member("mean", summary->mean);
  out.member("min", summary->min);
  out.member("stddev", summary->stddev);
  out.endObject();
}

void writeOverlap(json::Writer& out, const Comparison& comparison) {
  out.name("overlap");
  out.beginObject();
  out.member("at_10", comparison.overlapAt10);
  out.member("at_3", comparison.overlapAt3);
  out.member("at_5", comparison.overlapAt5);
  out.endObject();
}

void writeShift(json::Writer& out, const Comparison& comparison) {
  out.name("shift");
  out.beginObject();
  out.member("largest", comparison.largestShift);
  out.member("mean", comparison.meanShift);
  out.endObject();
}

Result<void> decideShadow(json::ObjectReader& in, json::Writer& out) {
  const std::string_view requestId = in.string("request_id");
  const Orders orders{.served = readIds(in, "served"), .shadow = readIds(in, "shadow")};
  const std::vector<double> cosines = readCosines(in);
  const std::int64_t microseconds = in.integer("microseconds", 0);
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Result<Comparison> found = compare(orders);
  if (!found) return json::invalidRequest(found.error());
  out.beginObject();
  out.name("cosine");
  write(out, summarise(cosines));
  out.member("first_changes", found->firstChanges);
  out.member("kendall_tau_b", found->kendallTauB);
  out.member("microseconds", microseconds);
  out.member("n", found->n);
  writeOverlap(out, *found);
  out.member("rbo", found->rbo);
  out.member("request_id", requestId);
  writeShortIds(out, "served", orders.served);
  writeShortIds(out, "shadow", orders.shadow);
  writeShift(out, *found);
  out.member("with_vector", cosines.size());
  out.endObject();
  return {};
}

}  // namespace

void write(json::Writer& out, const Ranking& ranking, std::span<const Candidate> candidates) {
  out.beginObject();
  out.name("faults");
  writeFaults(out, ranking.faults, candidates);
  out.name("items");
  out.beginArray();
  for (const RankedItem& item : ranking.items) write(out, item, candidates[item.from].id);
  out.endArray();
  out.name("query_fault");
  ranking.queryFault ? out.string(nameOf(*ranking.queryFault)) : out.null();
  out.member("with_vector", ranking.withVector);
  out.endObject();
}

std::string rerankJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideRerank);
}

std::string shadowJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideShadow);
}

}  // namespace fairlead::rank
