#include "wasm/rank_floats.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>

#include "core/dom/answer.h"
#include "core/dom/reader.h"
#include "core/dom/request.h"
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

  bool complete() const { return complete_; }

 private:
  std::string_view rest_;
  bool complete_ = true;
};

/// The window; infinity is as many as there can be. What is no window is refused in the very words
/// of the JSON form.
Result<std::size_t> readWindow(double number) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::size_t>::max();
  if (number == std::numeric_limits<double>::infinity()) return kMost;
  const dom::Value document{{"window", number}};
  dom::ObjectReader in(document);
  const auto window = static_cast<std::uint64_t>(in.integer("window", 0));
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  return static_cast<std::size_t>(std::min(window, kMost));
}

Result<Request> readRequest(std::string_view block) {
  Cursor cursor(block);
  Request request;
  const std::span<const double> head = cursor.take<double>(4);
  const std::span<const double> rows = cursor.take<double>(cursor.complete() ? 3 * head[0] : 0);
  if (!cursor.complete())
    return fail("request_invalid", "The block holds fewer candidates than it says.");
  const Result<std::size_t> window = readWindow(head[1]);
  if (!window) return std::unexpected(window.error());
  request.options = {.alpha = head[2], .window = *window};
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
  if (!request) return {dom::answer(request.error()), {}};
  auto ranking = rank::blend(request->candidates, request->query, request->options);
  if (!ranking) return {dom::answer(dom::invalidRequest(ranking.error())), {}};
  RankedFloats ranked;
  ranked.items.reserve(4 * ranking->items.size());
  for (const rank::RankedItem& item : ranking->items) append(ranked.items, item);
  ranking->items.clear();
  ranked.answer = dom::answer(rank::toJson(*ranking, request->candidates));
  return ranked;
}

}  // namespace fairlead
