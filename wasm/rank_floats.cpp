#include "wasm/rank_floats.h"

#include <cstddef>
#include <limits>
#include <optional>
#include <span>

#include "core/json/answer.h"
#include "core/json/request.h"
#include "core/rank/blend.h"
#include "core/rank/wire.h"

namespace fairlead {
namespace {

struct Request {
  std::vector<rank::Candidate> candidates;
  rank::Query query;
  rank::BlendOptions options;
};

/// Takes a block apart from its front; what is not there is empty, and noted.
class Cursor {
 public:
  explicit Cursor(std::string_view block) : rest_(block) {}

  template <typename T>
  std::span<const T> take(double count) {
    const double bytes = count * sizeof(T);
    if (!(bytes >= 0 && bytes <= static_cast<double>(rest_.size()))) {
      complete_ = false;
      return {};
    }
    const auto size = static_cast<std::size_t>(bytes);
    const auto* first = reinterpret_cast<const T*>(rest_.data());
    rest_.remove_prefix(size);
    return {first, size / sizeof(T)};
  }

  bool complete() const { return complete_; }

 private:
  std::string_view rest_;
  bool complete_ = true;
};

/// A number of things as the request gives it; infinity and all beyond is as many as there can be.
std::size_t countOf(double number) {
  constexpr auto kMost = std::numeric_limits<std::size_t>::max();
  return number < static_cast<double>(kMost) ? static_cast<std::size_t>(number) : kMost;
}

Result<Request> readRequest(std::string_view block) {
  Cursor cursor(block);
  Request request;
  const std::span<const double> head = cursor.take<double>(4);
  const std::span<const double> rows = cursor.take<double>(cursor.complete() ? 3 * head[0] : 0);
  if (!cursor.complete() || !(head[1] >= 0))
    return fail("request_invalid", "The block holds fewer candidates than it says.");
  request.options = {.alpha = head[2], .window = countOf(head[1])};
  request.query.vector = cursor.take<float>(head[3]);
  request.candidates.resize(rows.size() / 3);
  for (std::size_t i = 0; i < request.candidates.size(); ++i) {
    request.candidates[i].fk = rows[3 * i];
    request.candidates[i].vector = cursor.take<float>(rows[3 * i + 2]);
  }
  for (std::size_t i = 0; i < request.candidates.size(); ++i) {
    const std::span<const char> id = cursor.take<char>(rows[3 * i + 1]);
    request.candidates[i].id = {id.data(), id.size()};
  }
  if (!cursor.complete())
    return fail("request_invalid", "The block holds fewer floats or bytes than it says.");
  return request;
}

void append(std::vector<double>& items, const rank::RankedItem& item) {
  constexpr double kNull = std::numeric_limits<double>::quiet_NaN();
  for (const std::optional<double>& number : {item.score, item.fk, item.cosine})
    items.push_back(number ? *number + 0.0 : kNull);  // JSON knows no -0
  items.push_back(static_cast<double>(item.from));
}

}  // namespace

RankedFloats rerankFloats(std::string_view block) {
  const Result<Request> request = readRequest(block);
  if (!request) return {json::answer(request.error()), {}};
  auto ranking = rank::blend(request->candidates, request->query, request->options);
  if (!ranking) return {json::answer(json::invalidRequest(ranking.error())), {}};
  RankedFloats ranked;
  ranked.items.reserve(4 * ranking->items.size());
  for (const rank::RankedItem& item : ranking->items) append(ranked.items, item);
  ranking->items.clear();
  ranked.answer = json::answer(rank::toJson(*ranking, request->candidates));
  return ranked;
}

}  // namespace fairlead
