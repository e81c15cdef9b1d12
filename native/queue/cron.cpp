#include "native/queue/cron.h"

#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <vector>

namespace fairlead::queue {
namespace {

constexpr std::int64_t kDaysLookedAt = 5 * 366;
constexpr std::int64_t kMinutesADay = 24 * 60;

std::vector<std::string_view> split(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(between);
    const auto part = text.substr(0, at);
    if (between != ' ' || !part.empty()) parts.push_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// One part of a list: *, n, a-b, each with /step.
template <std::size_t N>
bool addPart(std::string_view text, int least, int most, std::bitset<N>& field) {
  const auto slash = text.find('/');
  const auto step = slash == std::string_view::npos ? 1 : number(text.substr(slash + 1));
  const std::string_view range = text.substr(0, slash);
  std::optional<int> first = least, last = most;
  if (range != "*") {
    const auto dash = range.find('-');
    first = number(range.substr(0, dash));
    if (dash != std::string_view::npos)
      last = number(range.substr(dash + 1));
    else if (slash == std::string_view::npos)
      last = first;
  }
  if (!first || !last || !step || *first < least || *last > most || *first > *last) return false;
  if (*step < 1 || *step > most) return false;
  for (int value = *first; value <= *last; value += *step)
    field.set(static_cast<std::size_t>(value));
  return true;
}

template <std::size_t N>
Result<void> readField(std::string_view name, std::string_view text, int least, int most,
                       std::bitset<N>& field) {
  for (const std::string_view part : split(text, ',')) {
    if (addPart(part, least, most, field)) continue;
    return fail("cron_invalid",
                fmt::format("The {} \"{}\" of the schedule is none: write *, a number from {} to "
                            "{}, a range or a list of these, each with a step if you like (*/15).",
                            name, text, least, most));
  }
  return {};
}

}  // namespace

Result<CronSchedule> CronSchedule::parse(std::string_view text) {
  const auto fields = split(text, ' ');
  if (fields.size() != 5) {
    return fail("cron_invalid", fmt::format("The schedule \"{}\" has {} fields and not five: "
                                            "minute, hour, day of month, month, day of week.",
                                            text, fields.size()));
  }
  CronSchedule schedule;
  for (const auto& read : {readField("minute", fields[0], 0, 59, schedule.minutes_),
                           readField("hour", fields[1], 0, 23, schedule.hours_),
                           readField("day of month", fields[2], 1, 31, schedule.days_),
                           readField("month", fields[3], 1, 12, schedule.months_),
                           readField("day of week", fields[4], 0, 7, schedule.weekdays_)}) {
    if (!read) return std::unexpected(read.error());
  }
  if (schedule.weekdays_[7]) schedule.weekdays_.set(0);
  schedule.anyDay_ = fields[2].starts_with('*');
  schedule.anyWeekday_ = fields[4].starts_with('*');
  return schedule;
}

bool CronSchedule::namesDay(std::int64_t day) const {
  const std::chrono::sys_days at{std::chrono::days(day)};
  const std::chrono::year_month_day date(at);
  if (!months_[static_cast<unsigned>(date.month())]) return false;
  const bool ofMonth = days_[static_cast<unsigned>(date.day())];
  const bool ofWeek = weekdays_[std::chrono::weekday(at).c_encoding()];
  return anyDay_ || anyWeekday_ ? ofMonth && ofWeek : ofMonth || ofWeek;
}

std::optional<job::Micros> CronSchedule::after(job::Micros time) const {
  const std::int64_t start = time / job::kMinute + 1;
  for (std::int64_t day = start / kMinutesADay, end = day + kDaysLookedAt; day < end; ++day) {
    if (!namesDay(day)) continue;
    const std::int64_t first = day * kMinutesADay;
    for (std::int64_t at = std::max(start, first); at < first + kMinutesADay; ++at) {
      const auto minute = static_cast<std::size_t>(at - first);
      if (hours_[minute / 60] && minutes_[minute % 60]) return at * job::kMinute;
    }
  }
  return std::nullopt;
}

std::optional<job::Micros> CronSchedule::lastBetween(job::Micros since, job::Micros time) const {
  const std::int64_t end = time / job::kMinute;
  for (std::int64_t day = end / kMinutesADay; day >= 0; --day) {
    const std::int64_t first = day * kMinutesADay;
    if ((first + kMinutesADay) * job::kMinute <= since) break;
    if (!namesDay(day)) continue;
    for (std::int64_t at = std::min(end, first + kMinutesADay - 1); at >= first; --at) {
      if (at * job::kMinute <= since) return std::nullopt;
      const auto minute = static_cast<std::size_t>(at - first);
      if (hours_[minute / 60] && minutes_[minute % 60]) return at * job::kMinute;
    }
  }
  return std::nullopt;
}

}  // namespace fairlead::queue
