#include "core/action/text.h"

#include <algorithm>
#include <array>

#include "core/schema/utf8.h"

namespace fairlead::action {
namespace {

constexpr std::size_t kCutCodePoints = 40;

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

bool isHexDigit(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Takes what a date or time is made of off the front of a text; after the first failure all fail.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  /// Exactly `digits` digits, with a value of `min` to `max`.
  int number(std::size_t digits, int min, int max) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) value = value * 10 + digit();
    ok_ = ok_ && value >= min && value <= max;
    return value;
  }

  /// One of these characters.
  char oneOf(std::string_view allowed) {
    const char c = rest_.empty() ? '\0' : rest_.front();
    ok_ = ok_ && !rest_.empty() && allowed.find(c) != allowed.npos;
    if (ok_) rest_.remove_prefix(1);
    return c;
  }

  /// Whether the text goes on with this character; takes it if so.
  bool skip(char c) {
    if (!ok_ || !rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool atDigit() const { return !rest_.empty() && isDigit(rest_.front()); }
  bool ok() const { return ok_; }
  bool done() const { return ok_ && rest_.empty(); }

 private:
  int digit() { return oneOf("0123456789") - '0'; }

  std::string_view rest_;
  bool ok_ = true;
};

bool isLeapYear(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int daysIn(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && isLeapYear(year) ? 29 : kDays[static_cast<std::size_t>(month) - 1];
}

void scanDate(Scanner& in) {
  const int year = in.number(4, 0, 9999);
  in.oneOf("-");
  const int month = in.number(2, 1, 12);
  in.oneOf("-");
  if (in.ok()) in.number(2, 1, daysIn(year, month));
}

/// The offset from UTC in minutes.
int scanOffset(Scanner& in) {
  const char sign = in.oneOf("Zz+-");
  if (sign == 'Z' || sign == 'z') return 0;
  const int hours = in.number(2, 0, 23);
  in.oneOf(":");
  const int minutes = hours * 60 + in.number(2, 0, 59);
  return sign == '-' ? -minutes : minutes;
}

/// Whether a second of 60 is one that can be a leap second.
bool scanTime(Scanner& in) {
  const int hour = in.number(2, 0, 23);
  in.oneOf(":");
  const int minute = in.number(2, 0, 59);
  in.oneOf(":");
  const int second = in.number(2, 0, 60);
  if (in.skip('.')) {
    in.oneOf("0123456789");
    while (in.ok() && in.atDigit()) in.oneOf("0123456789");
  }
  constexpr int kDay = 24 * 60;
  const int minuteUtc = (hour * 60 + minute - scanOffset(in) + kDay) % kDay;
  return second < 60 || minuteUtc == kDay - 1;
}

}  // namespace

std::string cut(std::string_view utf8) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < kCutCodePoints && at < utf8.size(); ++n)
    schema::nextCodePoint(utf8, at);
  return std::string(utf8.substr(0, at)) + (at < utf8.size() ? "…" : "");
}

std::string count(std::size_t n, std::string_view noun) {
  return std::to_string(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

std::string words(std::string_view name) {
  std::string result(name);
  std::ranges::replace(result, '_', ' ');
  return result;
}

bool isVisibleAscii(std::string_view text, std::size_t min, std::size_t max) {
  return text.size() >= min && text.size() <= max &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

bool hasNul(std::string_view text) {
  return text.find('\0') != text.npos;
}

bool isDate(std::string_view text) {
  Scanner in(text);
  scanDate(in);
  return in.done();
}

bool isDatetime(std::string_view text) {
  Scanner in(text);
  scanDate(in);
  in.oneOf("Tt");
  const bool realSecond = scanTime(in);
  return in.done() && realSecond;
}

bool isUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !isHexDigit(text[i])) return false;
  }
  return true;
}

}  // namespace fairlead::action
