// A JSON text as it was read: a Document owns everything, a Value is a view of one place in it.
//
// Values, Arrays and Objects are two pointers wide, are passed by value, and stay good while their
// Document lives, also when it is moved. Nothing can be changed: what a rule answers is written
// with json::Writer.
//
// A document is one row of nodes in the order of the text (a container, then all that is in it; a
// member's name, then its value) and one row of characters, with all strings in their meaning.
// An object of more than kIndexedFrom members is followed by its members' places in the order of
// their names, so that a look-up never costs more than the logarithm of its size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

namespace fairlead::json {

/// The largest integer n for which every integer up to n is exact in a double: 2^53 - 1.
inline constexpr std::int64_t kMaxSafeInteger = 9'007'199'254'740'991;

/// What a value is. Numbers are kept as they were written: an integer of 64 bits where it is one
/// (kUnsigned only beyond the signed range), else the nearest double.
enum class Kind : std::uint8_t {
  kNull, kBoolean, kInteger, kUnsigned, kDouble, kString, kArray, kObject
};

class Array;
class Object;
class Builder;

/// One place of a document. Implementation of the views; see Value.
struct Node {
  Kind kind;
  std::uint32_t size;  // bytes of a string, items of an array, members of an object, 1 for true
  union {
    std::int64_t integer;
    std::uint64_t whole;
    double number;
    std::uint64_t begin;  // of a string: where its characters start
    std::uint64_t next;   // of a container: nodes from here to the one after it
  };
};

class Value {
 public:
  Value(const Node* node, const char* characters) : node_(node), characters_(characters) {}

  Kind kind() const { return node_->kind; }
  bool isNull() const { return kind() == Kind::kNull; }
  bool isBoolean() const { return kind() == Kind::kBoolean; }
  bool isNumber() const { return kind() >= Kind::kInteger && kind() <= Kind::kDouble; }
  bool isString() const { return kind() == Kind::kString; }
  bool isArray() const { return kind() == Kind::kArray; }
  bool isObject() const { return kind() == Kind::kObject; }

  // The content, where the value is of that kind.
  std::optional<bool> asBoolean() const;
  /// Any number, as the nearest double.
  std::optional<double> asNumber() const;
  /// A number that is an integer within ±(2^53 - 1); 5.0 is 5.
  std::optional<std::int64_t> asInteger() const;
  std::optional<std::string_view> asString() const;
  std::optional<Array> asArray() const;
  std::optional<Object> asObject() const;

  // The content of a value whose kind the caller has just looked at; another kind is a bug.
  bool boolean() const;
  std::int64_t integer() const;        // of kInteger
  std::uint64_t unsignedInteger() const;  // of kUnsigned
  double number() const;               // of any number, as the nearest double
  std::string_view string() const;
  Array array() const;
  Object object() const;

  /// The place itself: tells equal values apart, for tables of what is known about each.
  const Node* place() const { return node_; }

 private:
  const Node* node_;
  const char* characters_;
};

/// The items of an array, in order. Going on to the next item is O(1), reaching the i-th O(i).
class Array {
 public:
  class Iterator;
  Array(const Node* node, const char* characters) : node_(node), characters_(characters) {}
  std::size_t size() const { return node_->size; }
  bool empty() const { return size() == 0; }
  Iterator begin() const;
  Iterator end() const;
  Value operator[](std::size_t index) const;

 private:
  const Node* node_;
  const char* characters_;
};

struct Member {
  std::string_view name;
  Value value;
};

/// The members of an object, in the order of the text.
class Object {
 public:
  class Iterator;
  Object(const Node* node, const char* characters) : node_(node), characters_(characters) {}
  std::size_t size() const { return node_->size; }
  bool empty() const { return size() == 0; }
  Iterator begin() const;
  Iterator end() const;
  std::optional<Value> find(std::string_view name) const;
  bool contains(std::string_view name) const { return find(name).has_value(); }
  /// The member's place in the order of the text, from 0.
  std::optional<std::size_t> indexOf(std::string_view name) const;

 private:
  const Node* node_;
  const char* characters_;
};

/// A text that was read: the owner of its values. Moving it keeps them good. It cannot be copied.
class Document {
 public:
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;

  Value root() const { return {nodes_.data(), characters_.data()}; }

 private:
  friend class Builder;
  Document() = default;

  std::vector<Node> nodes_;
  std::vector<char> characters_;
};

}  // namespace fairlead::json
