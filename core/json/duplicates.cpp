#include "core/json/duplicates.h"

#include <set>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>

#include "core/json/json.h"
#include "core/json/pointer.h"

namespace fairlead::json {
namespace {

namespace bj = boost::json;
using ErrorCode = boost::system::error_code;

/// One open array or object.
struct Level {
  bool is_object;
  std::string name;  // the present member
  std::size_t items = 0;
  std::set<std::string, std::less<>> names;
};

/// Follows the parser's events with the names seen so far, and stops at a repeated one.
struct Tracker {
  static constexpr std::size_t max_object_size = bj::object::max_size();
  static constexpr std::size_t max_array_size = bj::array::max_size();
  static constexpr std::size_t max_key_size = bj::string::max_size();
  static constexpr std::size_t max_string_size = bj::string::max_size();

  std::vector<Level> levels;
  std::string key;

  /// A value begins: in an array it has the next index.
  bool item() {
    if (!levels.empty()) ++levels.back().items;
    return true;
  }
  bool open(bool is_object) {
    item();
    levels.push_back({is_object, {}, 0, {}});
    return true;
  }
  bool close() {
    levels.pop_back();
    return true;
  }
  std::string pointer() const {
    std::string out;
    for (const Level& level : levels) {
      out += '/';
      if (level.is_object)
        appendEscaped(out, level.name);
      else
        out += std::to_string(level.items - 1);
    }
    return out;
  }

  bool on_key_part(bj::string_view s, std::size_t, ErrorCode&) {
    key.append(s);
    return true;
  }
  bool on_key(bj::string_view s, std::size_t, ErrorCode& ec) {
    key.append(s);
    Level& level = levels.back();
    level.name = std::move(key);
    key.clear();
    const bool fresh = level.names.insert(level.name).second;
    if (!fresh) ec = bj::error::syntax;
    return fresh;
  }

  bool on_document_begin(ErrorCode&) { return true; }
  bool on_document_end(ErrorCode&) { return true; }
  bool on_object_begin(ErrorCode&) { return open(true); }
  bool on_object_end(std::size_t, ErrorCode&) { return close(); }
  bool on_array_begin(ErrorCode&) { return open(false); }
  bool on_array_end(std::size_t, ErrorCode&) { return close(); }
  bool on_string_part(bj::string_view, std::size_t, ErrorCode&) { return true; }
  bool on_string(bj::string_view, std::size_t, ErrorCode&) { return item(); }
  bool on_number_part(bj::string_view, ErrorCode&) { return true; }
  bool on_int64(std::int64_t, bj::string_view, ErrorCode&) { return item(); }
  bool on_uint64(std::uint64_t, bj::string_view, ErrorCode&) { return item(); }
  bool on_double(double, bj::string_view, ErrorCode&) { return item(); }
  bool on_bool(bool, ErrorCode&) { return item(); }
  bool on_null(ErrorCode&) { return item(); }
  bool on_comment_part(bj::string_view, ErrorCode&) { return true; }
  bool on_comment(bj::string_view, ErrorCode&) { return true; }
};

}  // namespace

std::string findDuplicate(std::string_view text) {
  bj::parse_options options;
  options.max_depth = kMaxDepth;
  options.allow_invalid_utf8 = true;
  bj::basic_parser<Tracker> parser(options);
  ErrorCode ec;
  parser.write_some(false, text.data(), text.size(), ec);
  return parser.handler().pointer();
}

}  // namespace fairlead::json
