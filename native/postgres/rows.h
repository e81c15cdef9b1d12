// What a statement gave back.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct pg_result;

namespace fairlead::postgres {

namespace detail {
template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};
}  // namespace detail

/// One row of a `Rows`; valid while that lives.
///
/// The statements are ours, so asking for a column that is not there, or for a type it does not
/// have, is a bug: it stops the program with the column's name.
class Row {
 public:
  Row(const pg_result* result, int index) : result_(result), index_(index) {}

  /// Column `column` as `T`: `std::string_view` (points into the result), `std::string`,
  /// `std::int64_t`, `double`, `bool`, or a `std::optional` of these where it may be NULL.
  template <typename T>
  T get(int column) const {
    if constexpr (detail::IsOptional<T>::value) {
      if (isNull(column)) return std::nullopt;
      return get<typename T::value_type>(column);
    } else if constexpr (std::same_as<T, bool>) {
      return boolean(column);
    } else if constexpr (std::same_as<T, std::int64_t>) {
      return integer(column);
    } else if constexpr (std::same_as<T, double>) {
      return real(column);
    } else {
      return T(text(column));
    }
  }
  bool isNull(int column) const;

 private:
  std::string_view text(int column) const;
  bool boolean(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;

  const pg_result* result_;
  int index_;
};

/// The rows of one statement. Owns them; movable.
class Rows {
 public:
  /// Takes ownership of `result`.
  explicit Rows(pg_result* result) : result_(result) {}

  int size() const;
  bool empty() const { return size() == 0; }
  Row operator[](int index) const { return Row(result_.get(), index); }
  /// How many rows an insert, update or delete touched.
  std::int64_t affected() const;
  /// libpq's own result.
  const pg_result* get() const { return result_.get(); }

  class Iterator {
   public:
    Iterator(const Rows* rows, int index) : rows_(rows), index_(index) {}
    Row operator*() const { return (*rows_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return index_ != other.index_; }

   private:
    const Rows* rows_;
    int index_;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

 private:
  struct Clear {
    void operator()(pg_result* result) const;
  };
  std::unique_ptr<pg_result, Clear> result_;
};

}  // namespace fairlead::postgres
