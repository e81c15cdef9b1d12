// Dates, times and durations of RFC 3339.
#include "core/schema/ascii.h"
#include "core/schema/format.h"

namespace fairlead::schema {

namespace {

/// Digits taken off the front of a text, or -1.
int takeNumber(std::string_view& text, std::size_t digits) {
  if (text.size() < digits || !areDigits(text.substr(0, digits))) return -1;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) value = value * 10 + (text[i] - '0');
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view anyOf) {
  if (text.empty() || !isOneOf(text[0], anyOf)) return false;
  text.remove_prefix(1);
  return true;
}

int daysOf(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[month - 1] + (month == 2 && isLeap ? 1 : 0);
}

constexpr int kMinutesOfDay = 24 * 60;

/// The minutes of "Z" or "±hh:mm"; beyond a day when it is neither.
int offsetMinutes(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.empty() || !isOneOf(text[0], "+-")) return kMinutesOfDay;
  const int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  const int hours = takeNumber(text, 2);
  if (!take(text, ":")) return kMinutesOfDay;
  const int minutes = takeNumber(text, 2);
  const bool inRange = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && text.empty();
  return inRange ? sign * (hours * 60 + minutes) : kMinutesOfDay;
}

/// Takes ".123" if a point stands here.
bool takeFraction(std::string_view& text) {
  if (!take(text, ".")) return true;
  std::size_t digits = 0;
  while (digits < text.size() && isAsciiDigit(text[digits])) ++digits;
  text.remove_prefix(digits);
  return digits > 0;
}

/// Takes the units in order, each "12X"; a unit may only follow the one directly before it.
bool takeUnits(std::string_view& text, std::string_view units) {
  bool any = false;
  std::size_t next = 0;
  while (!text.empty() && isAsciiDigit(text[0])) {
    while (!text.empty() && isAsciiDigit(text[0])) text.remove_prefix(1);
    if (text.empty()) return false;
    const std::size_t unit = units.find(text[0]);
    if (unit == std::string_view::npos || (any ? unit != next : false)) return false;
    text.remove_prefix(1);
    next = unit + 1;
    any = true;
  }
  return any;
}

}  // namespace

bool isDate(std::string_view text) {
  const int year = takeNumber(text, 4);
  if (!take(text, "-")) return false;
  const int month = takeNumber(text, 2);
  if (!take(text, "-")) return false;
  const int day = takeNumber(text, 2);
  return text.empty() && year >= 0 && month >= 1 && month <= 12 && day >= 1 &&
         day <= daysOf(year, month);
}

bool isTime(std::string_view text) {
  const int hour = takeNumber(text, 2);
  if (!take(text, ":")) return false;
  const int minute = takeNumber(text, 2);
  if (!take(text, ":")) return false;
  const int second = takeNumber(text, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return false;
  if (!takeFraction(text)) return false;
  const int offset = offsetMinutes(text);
  if (offset == kMinutesOfDay) return false;
  if (second < 60) return true;
  const int utc = (hour * 60 + minute - offset + kMinutesOfDay) % kMinutesOfDay;
  return utc == kMinutesOfDay - 1;
}

bool isDateTime(std::string_view text) {
  constexpr std::size_t kDateSize = 10;
  return text.size() > kDateSize && isOneOf(text[kDateSize], "Tt") &&
         isDate(text.substr(0, kDateSize)) && isTime(text.substr(kDateSize + 1));
}

bool isDuration(std::string_view text) {
  if (!take(text, "P")) return false;
  if (text.ends_with('W')) return areDigits(text.substr(0, text.size() - 1));
  const bool hasDate = !text.starts_with('T');
  if (hasDate && !takeUnits(text, "YMD")) return false;
  if (take(text, "T")) return takeUnits(text, "HMS") && text.empty();
  return hasDate && text.empty();
}

}  // namespace fairlead::schema
