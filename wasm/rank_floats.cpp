#include "wasm/rank_floats.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>

#include "core/json/canonical.h"
#include "core/json/request.h"
#include "core/json/utf8.h"
#include "core/rank/blend.h"
#include "core/rank/wire.h"

namespace fairlead {
namespace {

/// Takes a block apart from its front; what is not there is empty, and noted.
class Cursor {
 public:
  explicit Cursor(std::string_view block) : rest_(block) {}

  template <typename T>
  std::span<const T> take(double count) {
    const double bytes = count * sizeof(T);
    const bool isWhole = std::trunc(count) == count;
    if (!isWhole || !(bytes >= 0 && bytes <= static_cast<double>(rest_.size()))) {
      complete_ = false;
      return {};
    }
    const auto size = static_cast<std::size_t>(bytes);
    const auto* first = reinterpret_cast<const T*>(rest_.data());
    rest_.remove_prefix(size);
    return {first, size / sizeof(T)};
  }

  std::string_view text(double bytes) {
    const std::span<const char> taken = take<char>(bytes);
    return {taken.data(), taken.size()};
  }

  bool complete() const { return complete_; }

 private:
  std::string_view rest_;
  bool complete_ = true;
};

std::unexpected<Error> incomplete() {
  return fail("request_invalid", "The block does not hold what it says.");
}

/// What an answer repeats must be text.
Result<void> checkId(std::string_view id, std::size_t index) {
  if (json::validUtf8Prefix(id) == id.size()) return {};
  return fail("request_invalid", "An id must be valid UTF-8.", "/ids/" + std::to_string(index));
}

/// The window; infinity is as many as there can be. What is no window is refused in the very words
/// of the JSON form.
Result<std::size_t> readWindow(double number) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::size_t>::max();
  if (number == std::numeric_limits<double>::infinity()) return kMost;
  // What is not finite is no integer either.
  const std::string written = json::formatNumber(std::isfinite(number) ? number : 0.5);
  const auto parsed = json::parse("{\"window\":" + written + "}");
  if (!parsed) return std::unexpected(parsed.error());
  json::ObjectReader in(parsed->root());
  const auto window = static_cast<std::uint64_t>(in.integer("window", 0));
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  return static_cast<std::size_t>(std::min(window, kMost));
}

struct Request {
  std::vector<rank::Candidate> candidates;
  rank::Query query;
  rank::BlendOptions options;
};

Result<Request> readRequest(std::string_view block) {
  Cursor cursor(block);
  Request request;
  const std::span<const double> head = cursor.take<double>(5);
  const std::span<const double> rows = cursor.take<double>(cursor.complete() ? 3 * head[0] : 0);
  if (!cursor.complete()) return incomplete();
  const Result<std::size_t> window = readWindow(head[1]);
  if (!window) return std::unexpected(window.error());
  request.options = {.alpha = head[2], .window = *window};
  request.query.vector = cursor.take<float>(head[3]);
  request.candidates.resize(rows.size() / 3);
  for (std::size_t i = 0; i < request.candidates.size(); ++i) {
    request.candidates[i].fk = rows[3 * i];
    request.candidates[i].vector = cursor.take<float>(rows[3 * i + 2]);
  }
  request.query.model = cursor.text(head[4]);
  for (std::size_t i = 0; i < request.candidates.size(); ++i) {
    rank::Candidate& candidate = request.candidates[i];
    candidate.model = request.query.model;
    candidate.id = cursor.text(rows[3 * i + 1]);
    if (Result<void> sound = checkId(candidate.id, i); !sound)
      return std::unexpected(sound.error());
  }
  if (!cursor.complete()) return incomplete();
  return request;
}

void append(std::vector<double>& items, const rank::RankedItem& item) {
  constexpr double kNull = std::numeric_limits<double>::quiet_NaN();
  for (const std::optional<double>& number : {item.score, item.fk, item.cosine})
    items.push_back(number ? *number + 0.0 : kNull);  // JSON knows no -0
  items.push_back(static_cast<double>(item.from));
}

RankedFloats rankCandidates(const Request& request) {
  auto ranking = rank::blend(request.candidates, request.query, request.options);
  if (!ranking) return {json::answer(json::invalidRequest(ranking.error()).error()), {}};
  RankedFloats ranked;
  ranked.items.reserve(4 * ranking->items.size());
  for (const rank::RankedItem& item : ranking->items) append(ranked.items, item);
  ranking->items.clear();
  ranked.answer =
      json::answer([&](json::Writer& out) { rank::write(out, *ranking, request.candidates); });
  return ranked;
}

struct Vectors {
  std::vector<std::string_view> ids;
  std::vector<std::span<const float>> components;
};

Result<Vectors> readVectors(std::string_view block) {
  Cursor cursor(block);
  const std::span<const double> head = cursor.take<double>(1);
  const std::span<const double> rows = cursor.take<double>(cursor.complete() ? 2 * head[0] : 0);
  Vectors vectors;
  for (std::size_t i = 0; i < rows.size() / 2; ++i)
    vectors.components.push_back(cursor.take<float>(rows[2 * i + 1]));
  for (std::size_t i = 0; i < rows.size() / 2; ++i) {
    vectors.ids.push_back(cursor.text(rows[2 * i]));
    if (Result<void> sound = checkId(vectors.ids.back(), i); !sound)
      return std::unexpected(sound.error());
  }
  if (!cursor.complete()) return incomplete();
  return vectors;
}

/// Puts the vectors and writes the faults of those that are not kept.
Result<void> putEach(rank::VectorSet& set, const Vectors& vectors, json::Writer& out) {
  out.beginArray();
  for (std::size_t i = 0; i < vectors.ids.size(); ++i) {
    const auto fault = set.put(vectors.ids[i], vectors.components[i]);
    if (!fault) return std::unexpected(fault.error());
    if (!*fault) continue;
    out.beginObject();
    out.member("code", rank::nameOf(**fault));
    out.member("id", vectors.ids[i]);
    out.endObject();
  }
  out.endArray();
  return {};
}

}  // namespace

RankedFloats rerankFloats(std::string_view block) {
  const Result<Request> request = readRequest(block);
  if (!request) return {json::answer(request.error()), {}};
  return rankCandidates(*request);
}

RankedFloats rerankSet(const rank::VectorSet& set, std::string_view block) {
  Result<Request> request = readRequest(block);
  if (!request) return {json::answer(request.error()), {}};
  for (rank::Candidate& candidate : request->candidates) {
    candidate.vector = {};
    candidate.model = set.model();
    candidate.direction = set.find(candidate.id);
  }
  return rankCandidates(*request);
}

std::string putVectors(rank::VectorSet& set, std::string_view block) {
  const Result<Vectors> vectors = readVectors(block);
  if (!vectors) return json::answer(vectors.error());
  return json::answer([&](json::Writer& out) -> Result<void> {
    out.beginObject();
    out.name("faults");
    if (Result<void> done = putEach(set, *vectors, out); !done) return done;
    out.member("size", set.size());
    out.endObject();
    return {};
  });
}

}  // namespace fairlead
