// A JSON text as it was read: a Document owns everything, a Value is a view of one place in it.
//
// Values, Arrays and Objects are two pointers wide, are passed by value, and stay good while their
// Document lives, also when it is moved. Nothing can be changed: what a rule answers is written
// with json::Writer.
//
// A document is one row of nodes in the order of the text (a container, then all that is in it; a
// member's name, then its value) and one row of characters: the text itself, in which strings with
// escapes have been overwritten by what they mean. An object of more than kIndexedFrom members is
// followed by one more node a member, in the order of the names, so that a look-up never
// costs more than the logarithm of the object's size.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

namespace fairlead::json {

/// The largest integer n for which every integer up to n is exact in a double: 2^53 - 1.
inline constexpr std::int64_t kMaxSafeInteger = 9'007'199'254'740'991;

/// Objects of at most so many members are searched one by one.
inline constexpr std::uint32_t kIndexedFrom = 32;

/// What a value is. Numbers are kept as they were written: an integer of 64 bits where it is one
/// (kUnsigned only beyond the signed range), else the nearest double.
enum class Kind : std::uint8_t {
  kNull,
  kBoolean,
  kInteger,
  kUnsigned,
  kDouble,
  kString,
  kArray,
  kObject
};

class Array;
class Object;
class Builder;
template <typename Item>
class Iterator;

/// One place of a document. Implementation of the views; see Value.
struct Node {
  Kind kind = Kind::kNull;
  std::uint32_t size = 0;  // bytes of a string, items of an array, members of an object, 1 for true
  union {
    std::int64_t integer = 0;
    std::uint64_t whole;
    double number;
    std::uint64_t begin;  // of a string: where its characters start
    std::uint64_t next;   // of a container: nodes from here to the one after it
    std::uint64_t name;   // of an object's index (size: the member's place): nodes to its name
  };

  /// The nodes that the value takes.
  std::size_t span() const { return kind >= Kind::kArray ? static_cast<std::size_t>(next) : 1; }
};

class Value {
 public:
  /// Null.
  Value();
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
  std::int64_t integer() const;           // of kInteger
  std::uint64_t unsignedInteger() const;  // of kUnsigned
  double number() const;                  // of any number, as the nearest double
  std::string_view string() const;
  Array array() const;
  Object object() const;

  /// The place itself: tells equal values apart, for tables of what is known about each.
  const Node* place() const { return node_; }

 private:
  const Node* node_;
  const char* characters_;
};

/// A string that stands in no document, for rules that judge values. Its value stays good while
/// this and the text do.
class LooseString {
 public:
  explicit LooseString(std::string_view text) : characters_(text.data()) {
    node_.kind = Kind::kString;
    node_.size = static_cast<std::uint32_t>(text.size());
  }
  Value value() const { return {&node_, characters_}; }

 private:
  Node node_;
  const char* characters_;
};

/// The items of an array, in order. Going on to the next item is O(1), reaching the i-th O(i).
class Array {
 public:
  using Iterator = json::Iterator<Value>;

  /// An empty array.
  Array();
  Array(const Node* node, const char* characters) : node_(node), characters_(characters) {}
  std::size_t size() const { return node_->size; }
  bool empty() const { return size() == 0; }
  Iterator begin() const;
  Iterator end() const;
  /// `index` must be below size().
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
  using Iterator = json::Iterator<Member>;
  /// A member and its place in the order of the text, from 0.
  struct Found;

  /// An empty object.
  Object();
  Object(const Node* node, const char* characters) : node_(node), characters_(characters) {}
  std::size_t size() const { return node_->size; }
  bool empty() const { return size() == 0; }
  Iterator begin() const;
  Iterator end() const;
  std::optional<Value> find(std::string_view name) const;
  bool contains(std::string_view name) const { return find(name).has_value(); }
  /// The member's place in the order of the text, from 0.
  std::optional<std::size_t> indexOf(std::string_view name) const;
  /// Both of these at once.
  std::optional<Found> locate(std::string_view name) const;

 private:
  friend class Writer;
  bool isIndexed() const { return node_->size > kIndexedFrom; }
  /// The index, by the bytes of the names; only where isIndexed().
  const Node* index() const { return node_ + node_->next - node_->size; }
  std::optional<Found> locateByIndex(std::string_view name) const;

  const Node* node_;
  const char* characters_;
};

/// A text that was read: the owner of its values. Moving it keeps them good. It cannot be copied.
class Document {
 public:
  Value root() const { return {nodes_.data(), characters_.get()}; }

 private:
  friend class Builder;
  Document() = default;

  std::vector<Node> nodes_;
  std::unique_ptr<char[]> characters_;
};

/// Goes through the items of an array, or through the members of an object.
template <typename Item>
class Iterator {
 public:
  using iterator_concept = std::forward_iterator_tag;
  using iterator_category = std::input_iterator_tag;
  using value_type = Item;
  using difference_type = std::ptrdiff_t;

  Iterator() = default;
  Iterator(const Node* node, const char* characters) : node_(node), characters_(characters) {}
  Item operator*() const {
    const Value value(node_ + kNames, characters_);
    if constexpr (kNames == 0)
      return value;
    else
      return {{characters_ + node_->begin, node_->size}, value};
  }
  Iterator& operator++() {
    node_ += kNames;
    node_ += node_->span();
    return *this;
  }
  Iterator operator++(int) {
    const Iterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(Iterator a, Iterator b) { return a.node_ == b.node_; }

 private:
  static constexpr std::size_t kNames = std::is_same_v<Item, Member> ? 1 : 0;  // before each value

  const Node* node_ = nullptr;
  const char* characters_ = nullptr;
};

struct Object::Found {
  std::size_t index;
  Value value;
};

// What the views' default constructors look at.
inline constexpr Node kNullNode = {};
inline constexpr Node kEmptyArrayNode = {.kind = Kind::kArray, .size = 0, .next = 1};
inline constexpr Node kEmptyObjectNode = {.kind = Kind::kObject, .size = 0, .next = 1};

inline Value::Value() : Value(&kNullNode, nullptr) {}
inline Array::Array() : Array(&kEmptyArrayNode, nullptr) {}
inline Object::Object() : Object(&kEmptyObjectNode, nullptr) {}

inline bool Value::boolean() const {
  assert(isBoolean());
  return node_->size != 0;
}
inline std::int64_t Value::integer() const {
  assert(kind() == Kind::kInteger);
  return node_->integer;
}
inline std::uint64_t Value::unsignedInteger() const {
  assert(kind() == Kind::kUnsigned);
  return node_->whole;
}
inline double Value::number() const {
  assert(isNumber());
  if (kind() == Kind::kDouble) return node_->number;
  return kind() == Kind::kInteger ? static_cast<double>(node_->integer)
                                  : static_cast<double>(node_->whole);
}
inline std::string_view Value::string() const {
  assert(isString());
  return {characters_ + node_->begin, node_->size};
}
inline Array Value::array() const {
  assert(isArray());
  return {node_, characters_};
}
inline Object Value::object() const {
  assert(isObject());
  return {node_, characters_};
}

inline std::optional<bool> Value::asBoolean() const {
  return isBoolean() ? std::optional(boolean()) : std::nullopt;
}
inline std::optional<double> Value::asNumber() const {
  return isNumber() ? std::optional(number()) : std::nullopt;
}
inline std::optional<std::string_view> Value::asString() const {
  return isString() ? std::optional(string()) : std::nullopt;
}
inline std::optional<Array> Value::asArray() const {
  return isArray() ? std::optional(array()) : std::nullopt;
}
inline std::optional<Object> Value::asObject() const {
  return isObject() ? std::optional(object()) : std::nullopt;
}

inline Array::Iterator Array::begin() const {
  return {node_ + 1, characters_};
}
inline Array::Iterator Array::end() const {
  return {node_ + node_->next, characters_};
}
inline Object::Iterator Object::begin() const {
  return {node_ + 1, characters_};
}
inline Object::Iterator Object::end() const {
  return {isIndexed() ? index() : node_ + node_->next, characters_};
}

}  // namespace fairlead::json
