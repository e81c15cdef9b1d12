#include "core/rank/wire.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "core/dom/request.h"
#include "core/rank/shadow.h"

namespace fairlead::rank {
namespace {

/// The components of a member `vector`; empty where it is left out or null.
std::vector<float> readVector(dom::ObjectReader& in) {
  std::vector<float> vector;
  const dom::Value* value = in.nullable("vector");
  if (value == nullptr) return vector;
  const dom::Array* components = value->if_array();
  if (components == nullptr) {
    in.refuse("member_type", "The vector must be an array of numbers.", "vector");
    return vector;
  }
  vector.reserve(components->size());
  for (const dom::Value& component : *components) {
    const std::optional<double> number = dom::asNumber(component);
    if (!number && !component.is_null())
      in.refuse("member_type", "A vector has numbers only.", "vector");
    vector.push_back(static_cast<float>(number.value_or(std::numeric_limits<double>::quiet_NaN())));
  }
  return vector;
}

/// The link score: given as such, or as a place of which a lower one is nearer.
double readFk(dom::ObjectReader& in) {
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

void readCandidate(const dom::Value& value, const dom::Path& at, dom::ObjectReader& outer,
                   Candidates& candidates) {
  dom::ObjectReader in(value, at);
  Candidate candidate;
  candidate.id = in.string("id");
  candidate.fk = readFk(in);
  candidate.model = in.nullableString("model").value_or("");
  candidate.vector = candidates.vectors.emplace_back(readVector(in));
  candidates.list.push_back(candidate);
  outer.take(in.finish());
}

Candidates readCandidates(dom::ObjectReader& in) {
  Candidates candidates;
  const dom::Array* documents = in.array("candidates");
  if (documents == nullptr) return candidates;
  const dom::Path at = in.path() / "candidates";
  candidates.vectors.reserve(documents->size());
  for (std::size_t i = 0; i < documents->size(); ++i) {
    const dom::Path candidateAt = at / i;
    readCandidate((*documents)[i], candidateAt, in, candidates);
  }
  return candidates;
}

struct OwnedQuery {
  std::vector<float> vector;
  std::string_view model;
};

OwnedQuery readQuery(dom::ObjectReader& outer) {
  OwnedQuery query;
  const dom::Value* value = outer.required("query");
  if (value == nullptr) return query;
  const dom::Path at = outer.path() / "query";
  dom::ObjectReader in(*value, at);
  query.vector = readVector(in);
  query.model = in.nullableString("model").value_or("");
  outer.take(in.finish());
  return query;
}

Result<dom::Value> decideRerank(dom::ObjectReader& in) {
  const Candidates candidates = readCandidates(in);
  const OwnedQuery query = readQuery(in);
  BlendOptions options;
  options.alpha = in.number("alpha");
  if (const auto window = in.nullableInteger("window", 0))
    options.window = static_cast<std::size_t>(
        std::min<std::uint64_t>(static_cast<std::uint64_t>(*window), options.window));
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  const auto ranking =
      blend(candidates.list, {.vector = query.vector, .model = query.model}, options);
  if (!ranking) return dom::invalidRequest(ranking.error());
  return toJson(*ranking, candidates.list);
}

dom::Value orNull(const std::optional<double>& number) {
  return number ? dom::Value(*number) : dom::Value(nullptr);
}

std::vector<std::string_view> readIds(dom::ObjectReader& in, std::string_view member) {
  std::vector<std::string_view> ids;
  const dom::Array* given = in.array(member);
  if (given == nullptr) return ids;
  for (const dom::Value& id : *given) {
    if (const dom::String* text = id.if_string())
      ids.emplace_back(*text);
    else
      in.refuse("member_type", "An id must be a string.", member);
  }
  return ids;
}

std::vector<double> readCosines(dom::ObjectReader& in) {
  std::vector<double> cosines;
  const dom::Array* given = in.array("cosines");
  if (given == nullptr) return cosines;
  for (const dom::Value& cosine : *given) {
    const std::optional<double> number = dom::asNumber(cosine);
    if (!number || !(std::fabs(*number) <= 1))
      in.refuse("member_value", "A cosine must be a number from -1 to 1.", "cosines");
    cosines.push_back(number.value_or(0));
  }
  return cosines;
}

dom::Value shortIds(const std::vector<std::string_view>& ids) {
  dom::Array cut;
  for (const std::string_view id : ids) cut.emplace_back(shortId(id));
  return cut;
}

dom::Value toJson(const std::optional<CosineSummary>& summary) {
  if (!summary) return nullptr;
  return {{"min", summary->min},
          {"mean", summary->mean},
          {"max", summary->max},
          {"stddev", summary->stddev}};
}

Result<dom::Value> decideShadow(dom::ObjectReader& in) {
  const std::string_view requestId = in.string("request_id");
  const Orders orders{.served = readIds(in, "served"), .shadow = readIds(in, "shadow")};
  const std::vector<double> cosines = readCosines(in);
  const std::int64_t microseconds = in.integer("microseconds", 0);
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  const Result<Comparison> found = compare(orders);
  if (!found) return dom::invalidRequest(found.error());
  return dom::Value{
      {"request_id", requestId},
      {"served", shortIds(orders.served)},
      {"shadow", shortIds(orders.shadow)},
      {"n", found->n},
      {"with_vector", cosines.size()},
      {"cosine", toJson(summarise(cosines))},
      {"kendall_tau_b", orNull(found->kendallTauB)},
      {"rbo", orNull(found->rbo)},
      {"overlap",
       {{"at_3", found->overlapAt3}, {"at_5", found->overlapAt5}, {"at_10", found->overlapAt10}}},
      {"shift", {{"largest", found->largestShift}, {"mean", found->meanShift}}},
      {"first_changes", found->firstChanges},
      {"microseconds", microseconds}};
}

}  // namespace

dom::Value toJson(const Ranking& ranking, std::span<const Candidate> candidates) {
  dom::Array items;
  items.reserve(ranking.items.size());
  for (const RankedItem& item : ranking.items)
    items.push_back({{"id", candidates[item.from].id},
                     {"score", orNull(item.score)},
                     {"fk", orNull(item.fk)},
                     {"cosine", orNull(item.cosine)},
                     {"from", item.from}});
  dom::Array faults;
  for (const CandidateFault& fault : ranking.faults)
    faults.push_back({{"id", candidates[fault.candidate].id}, {"code", nameOf(fault.fault)}});
  dom::Value queryFault = nullptr;
  if (ranking.queryFault) queryFault = nameOf(*ranking.queryFault);
  return {{"items", std::move(items)},
          {"with_vector", ranking.withVector},
          {"faults", std::move(faults)},
          {"query_fault", std::move(queryFault)}};
}

std::string rerankJson(std::string_view input) {
  return dom::answerObject(input, kMaxInputBytes, decideRerank);
}

std::string shadowJson(std::string_view input) {
  return dom::answerObject(input, kMaxInputBytes, decideShadow);
}

}  // namespace fairlead::rank
