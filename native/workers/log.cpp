#include "native/workers/log.h"

#include <memory>

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "core/dom/canonical.h"

namespace fairlead::workers {
namespace {

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> kLogger = [] {
    auto made = spdlog::stderr_logger_mt("fairlead");
    // The message is the object's other members, with the comma before them.
    made->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l"%v})", spdlog::pattern_time_type::utc));
    return made;
  }();
  return *kLogger;
}

spdlog::level::level_enum levelOf(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

}  // namespace

void setLogLevel(std::string_view level) {
  logger().set_level(spdlog::level::from_str(std::string(level)));
}

void log(LogLevel level, std::string_view event, const dom::Object& members) {
  std::string text = ",\"event\":";
  dom::appendQuoted(text, event);
  const auto rest = dom::canonicalize(members);
  // "{…}" without its braces, where there is something between them.
  if (rest && rest->size() > 2) text += "," + rest->substr(1, rest->size() - 2);
  logger().log(levelOf(level), text);
}

}  // namespace fairlead::workers
