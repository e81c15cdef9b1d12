#include "core/job/time.h"

#include <string_view>

namespace fairlead::job {

std::string inWords(Micros wait) {
  struct Unit {
    Micros length;
    std::string_view name;
  };
  for (const Unit unit : {Unit{kDay, "day"}, Unit{kHour, "hour"}, Unit{kMinute, "minute"},
                          Unit{kSecond, "second"}, Unit{1, "microsecond"}}) {
    if (wait % unit.length != 0 || (wait == 0 && unit.length != kSecond)) continue;
    const Micros count = wait / unit.length;
    return std::to_string(count) + " " + std::string(unit.name) + (count == 1 ? "" : "s");
  }
  return {};
}

}  // namespace fairlead::job
