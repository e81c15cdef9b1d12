// Reading a JSON object member by member, strictly, with faults that say where.
//
//   ObjectReader in(document, path);
//   Policy policy;
//   policy.leeway = in.optionalNumber("leeway_s", 0, 60).value_or(5);
//   policy.issuers = in.optionalStrings("issuers");
//   if (auto done = in.finish(); !done) return std::unexpected(done.error());
//
// The first fault is kept; reads after it give empty values, so that a caller reads everything and
// asks once, at the end, before it trusts any of it. Faults have the codes member_missing,
// member_unknown, member_type (the kind of value) and member_value (the value itself).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json/json.h"
#include "core/json/pointer.h"

namespace fairlead::json {

/// A kind of value in words for a message: "a string", "an object", "null" …
std::string_view kindOf(Value value);

class ObjectReader {
 public:
  /// `value` should be an object (else member_type); its document, and the parents of `at`, must
  /// outlive the reader.
  explicit ObjectReader(Value value, const Path& at = Path());

  /// A member that must be there, of any kind; null after a fault.
  Value required(std::string_view name);
  /// A member that may be there, of any kind.
  std::optional<Value> optional(std::string_view name);
  /// The same, and null counts as left out.
  std::optional<Value> nullable(std::string_view name);

  // Members that must be there. Bounds are inclusive.
  std::string_view string(std::string_view name);
  double number(std::string_view name);
  std::int64_t integer(std::string_view name, std::int64_t min = -kMaxSafeInteger,
                       std::int64_t max = kMaxSafeInteger);
  bool boolean(std::string_view name);
  Array array(std::string_view name);    // empty after a fault
  Object object(std::string_view name);  // empty after a fault
  std::vector<std::string> strings(std::string_view name);
  /// One of `words`: its index. Code member_value lists the words.
  std::size_t choice(std::string_view name, std::initializer_list<std::string_view> words);

  // Members that may be left out; null is refused as a wrong kind.
  std::optional<std::string_view> optionalString(std::string_view name);
  std::optional<double> optionalNumber(std::string_view name, double min, double max);
  std::optional<double> optionalNumber(std::string_view name);
  std::optional<std::int64_t> optionalInteger(std::string_view name,
                                              std::int64_t min = -kMaxSafeInteger,
                                              std::int64_t max = kMaxSafeInteger);
  std::optional<bool> optionalBoolean(std::string_view name);
  std::optional<std::vector<std::string>> optionalStrings(std::string_view name);
  std::optional<Array> optionalArray(std::string_view name);
  std::optional<Object> optionalObject(std::string_view name);

  // Members that may be left out or null.
  std::optional<std::string_view> nullableString(std::string_view name);
  std::optional<double> nullableNumber(std::string_view name);
  std::optional<std::int64_t> nullableInteger(std::string_view name,
                                              std::int64_t min = -kMaxSafeInteger,
                                              std::int64_t max = kMaxSafeInteger);

  /// Records a fault at a member (or, with an empty name, at the object) unless there was one.
  void refuse(std::string_view code, std::string message, std::string_view name = {});
  /// Takes over the fault of a reader of something inside.
  void take(const Result<void>& inner);

  /// Whether there was no fault so far.
  bool ok() const { return !fault_; }
  const Path& path() const { return at_; }

  /// The first fault; without one, a member that was never asked for is member_unknown.
  Result<void> finish();

 private:
  std::optional<Value> demanded(std::string_view name);
  template <auto As>
  auto read(const std::optional<Value>& value, std::string_view name, std::string_view kind)
      -> decltype(((*value).*As)());
  void refuseKind(Value value, std::string_view name, std::string_view kind);
  std::optional<std::int64_t> readInteger(const std::optional<Value>& value, std::string_view name,
                                          std::int64_t min, std::int64_t max);
  std::optional<std::vector<std::string>> readStrings(const std::optional<Value>& value,
                                                      std::string_view name);

  Object object_;  // empty when the value is not an object
  Path at_;
  std::uint64_t seen_ = 0;  // bit i: the object's i-th member was asked for
  std::optional<Error> fault_;
};

}  // namespace fairlead::json
