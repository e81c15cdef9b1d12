// Logs of programs that run for long: one JSON object a line, on standard error.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace fairlead::workers {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

/// Chooses what is logged from now on: "debug", "info", "warning", "error" or "off".
void setLogLevel(std::string_view level);

/// Whether lines of this level are logged.
bool isLogged(LogLevel level);

/// One member of a line. It holds an id, a count or a code, and nothing of a text, a key or a
/// token. Views what it is made of.
class LogMember {
 public:
  LogMember(std::string_view name, std::string_view text) : name_(name), value_(text) {}
  LogMember(std::string_view name, std::integral auto number)
      : name_(name), value_(static_cast<std::int64_t>(number)) {}
  LogMember(std::string_view name, double number) : name_(name), value_(number) {}

  /// `,"name":value`
  void appendTo(std::string& line) const;

 private:
  std::string_view name_;
  std::variant<std::string_view, std::int64_t, double> value_;
};

/// Logs `{"time", "level", "event", …members}`. `event` is a stable snake_case word.
void log(LogLevel level, std::string_view event, std::span<const LogMember> members);
inline void log(LogLevel level, std::string_view event,
                std::initializer_list<LogMember> members = {}) {
  log(level, event, std::span(members.begin(), members.size()));
}

}  // namespace fairlead::workers
