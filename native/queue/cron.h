// When a cron entry is due: five fields as crontab(5) has them, in UTC.
//
//   minute 0-59   hour 0-23   day of month 1-31   month 1-12   day of week 0-7 (0 and 7 are Sunday)
//
// A field is *, a number, a range a-b, a list of these, each with a step /n. Where day of month and
// day of week are both restricted, a day that fits either is meant.
#pragma once

#include <bitset>
#include <optional>
#include <string_view>

#include "core/error.h"
#include "core/job/time.h"

namespace fairlead::queue {

class CronSchedule {
 public:
  /// Code: cron_invalid, with the field that is wrong.
  static Result<CronSchedule> parse(std::string_view text);

  /// The first time after `time` that the schedule names; none within five years, as for the 30th
  /// of February.
  std::optional<job::Micros> after(job::Micros time) const;
  /// The last time up to and with `time` that it names, but after `since`; none if there is none.
  std::optional<job::Micros> lastBetween(job::Micros since, job::Micros time) const;

 private:
  CronSchedule() = default;
  bool namesDay(std::int64_t day) const;

  std::bitset<60> minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_;
  std::bitset<13> months_;
  std::bitset<8> weekdays_;
  bool anyDay_ = false, anyWeekday_ = false;
};

}  // namespace fairlead::queue
