// Builds a Document from what Boost.JSON's parser reports, and sees what that parser lets pass:
// names that occur twice, objects that are too large, numbers that cannot be kept. A part of
// parse() and of nothing else.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/error.hpp>
#include <boost/json/string_view.hpp>

#include "core/json/canonical.h"
#include "core/json/json.h"

namespace fairlead::json {

/// What the builder itself refuses, next to what the parser does.
enum class Refusal { kNone, kOutOfRange, kUnsafeInteger, kTooManyMembers };

class Builder {
  using Text = boost::json::string_view;
  using ErrorCode = boost::system::error_code;

 public:
  /// `text` must stay until the parser is done.
  Builder(std::string_view text, bool onlySafeIntegers);

  Refusal refusal() const { return refusal_; }
  /// The JSON Pointer of the first member whose name its object had before, if there is one. Asked
  /// when the whole text was read.
  std::optional<std::string> repeatedMember() const;
  Document take() && { return std::move(document_); }

  // What basic_parser asks of its handler. A text's length fits 32 bits, so all in it does.
  static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

  bool on_document_begin(ErrorCode&) { return true; }
  bool on_document_end(ErrorCode&) { return true; }
  bool on_object_begin(ErrorCode&) { return open(Kind::kObject); }
  bool on_object_end(std::size_t members, ErrorCode& ec) {
    if (members > kMaxMembers) return refuse(Refusal::kTooManyMembers, ec);
    closeObject(members);
    return true;
  }
  bool on_array_begin(ErrorCode&) { return open(Kind::kArray); }
  bool on_array_end(std::size_t items, ErrorCode&) { return close(items); }
  bool on_key_part(Text part, std::size_t, ErrorCode&) { return append(part); }
  bool on_key(Text rest, std::size_t size, ErrorCode&) { return addString(rest, size); }
  bool on_string_part(Text part, std::size_t, ErrorCode&) { return append(part); }
  bool on_string(Text rest, std::size_t size, ErrorCode&) { return addString(rest, size); }
  bool on_number_part(Text part, ErrorCode&) {
    has_fraction_ |= part.find_first_of(".eE") != Text::npos;
    return true;
  }
  bool on_int64(std::int64_t number, Text, ErrorCode& ec) {
    if (only_safe_integers_ && (number > kMaxSafeInteger || number < -kMaxSafeInteger))
      return refuse(Refusal::kUnsafeInteger, ec);
    add(Kind::kInteger).integer = number;
    return true;
  }
  bool on_uint64(std::uint64_t number, Text, ErrorCode& ec) {
    if (only_safe_integers_) return refuse(Refusal::kUnsafeInteger, ec);
    add(Kind::kUnsigned).whole = number;
    return true;
  }
  bool on_double(double number, Text rest, ErrorCode& ec) {
    if (!std::isfinite(number)) return refuse(Refusal::kOutOfRange, ec);
    if (only_safe_integers_) {
      on_number_part(rest, ec);
      const bool integer = !std::exchange(has_fraction_, false);
      if (integer || isUnsafeInteger(number)) return refuse(Refusal::kUnsafeInteger, ec);
    }
    add(Kind::kDouble).number = number;
    return true;
  }
  bool on_bool(bool value, ErrorCode&) {
    add(Kind::kBoolean).size = value ? 1 : 0;
    return true;
  }
  bool on_null(ErrorCode&) {
    add(Kind::kNull);
    return true;
  }
  bool on_comment_part(Text, ErrorCode&) { return true; }
  bool on_comment(Text, ErrorCode&) { return true; }

 private:
  Node& add(Kind kind) {
    Node& node = document_.nodes_.emplace_back();
    node.kind = kind;
    return node;
  }

  bool open(Kind kind) {
    open_[depth_++] = static_cast<std::uint32_t>(document_.nodes_.size());
    add(kind);
    return true;
  }

  bool close(std::size_t size) {
    const std::size_t at = open_[--depth_];
    Node& node = document_.nodes_[at];
    node.size = static_cast<std::uint32_t>(size);
    node.next = document_.nodes_.size() - at;
    return true;
  }

  void closeObject(std::size_t members);

  /// A piece of a string with escapes. What the string means is never longer than how it is
  /// written, so it fits where the text was copied, before anything that is still to be read.
  bool append(Text part) {
    std::memcpy(document_.characters_.get() + written_, part.data(), part.size());
    written_ += part.size();
    return true;
  }

  /// A string of `size` bytes that ends with `rest`; all of it where there was no escape.
  bool addString(Text rest, std::size_t size) {
    std::size_t begin = 0;
    if (rest.size() == size) {
      begin = static_cast<std::size_t>(rest.data() - text_);
      written_ = begin + size;
    } else {
      append(rest);
      begin = written_ - size;
    }
    Node& node = add(Kind::kString);
    node.size = static_cast<std::uint32_t>(size);
    node.begin = begin;
    return true;
  }

  bool refuse(Refusal why, ErrorCode& ec) {
    refusal_ = why;
    ec = boost::json::error::syntax;
    return false;
  }

  std::string_view nameAt(std::size_t node) const;
  void notice(std::size_t name);
  void compareNames(std::size_t object);
  void appendIndex(std::size_t object);
  static Value stepTowards(const Node* target, Value at, std::string& path);

  Document document_;
  const char* text_;
  std::size_t written_ = 0;                    // characters up to here belong to strings
  std::array<std::uint32_t, kMaxDepth> open_;  // the nodes of the containers that are open
  std::size_t depth_ = 0;
  std::size_t repeated_;  // the first name that was there before: its node, or beyond all nodes
  bool only_safe_integers_;
  bool has_fraction_ = false;  // a part of the present number held '.', 'e' or 'E'
  Refusal refusal_ = Refusal::kNone;
};

}  // namespace fairlead::json
