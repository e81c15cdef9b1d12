#include "native/workers/log.h"

#include <memory>

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "core/json/canonical.h"

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

bool isLogged(LogLevel level) {
  return logger().should_log(levelOf(level));
}

void LogMember::appendTo(std::string& line) const {
  line += ',';
  json::appendQuoted(line, name_);
  line += ':';
  if (const auto* text = std::get_if<std::string_view>(&value_))
    json::appendQuoted(line, *text);
  else if (const auto* whole = std::get_if<std::int64_t>(&value_))
    json::appendNumber(line, *whole);
  else
    json::appendNumber(line, std::get<double>(value_));
}

void log(LogLevel level, std::string_view event, std::span<const LogMember> members) {
  if (!isLogged(level)) return;
  std::string line;
  LogMember("event", event).appendTo(line);
  for (const LogMember& member : members) member.appendTo(line);
  logger().log(levelOf(level), line);
}

}  // namespace fairlead::workers
