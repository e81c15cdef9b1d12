// Settings: from flags, then the environment, then a file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace fairlead::cli {

/// A setting's names, and what it is for, as a person should read it.
struct Setting {
  std::string_view name;  ///< in the environment and the file
  std::string_view flag;  ///< on the command line; empty when it has none
  std::string_view what;
};

/// The environment over a file of `NAME=value` lines (`#` opens a comment line).
class Settings {
 public:
  /// Reads `file` unless it is empty. Error: `settings_file` when it cannot be read or a line has
  /// no `=`.
  static Result<Settings> load(const std::string& file);

  /// The value of `name`; nullopt where it is neither set nor in the file, or empty.
  std::optional<std::string> find(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> file_;
};

/// Reads the settings that a command needs and gathers every fault, so that a start can name all
/// of them at once. Each function takes the flag's value where one was given.
class SettingsReader {
 public:
  explicit SettingsReader(const Settings& settings) : settings_(settings) {}

  std::string required(const Setting& setting, const std::optional<std::string>& flag = {});
  std::optional<std::string> optional(const Setting& setting,
                                      const std::optional<std::string>& flag = {});
  /// As `required`, and opening with one of `schemes`, such as "http://".
  std::string url(const Setting& setting, const std::optional<std::string>& flag,
                  std::vector<std::string_view> schemes,
                  const std::optional<std::string>& fallback = {});
  /// A number from `least` to `most`; `fallback` where it is not set.
  std::int64_t integer(const Setting& setting, const std::optional<std::string>& flag,
                       std::int64_t fallback, std::int64_t least, std::int64_t most);

  /// "true" or "false"; `fallback` where it is not set.
  bool boolean(const Setting& setting, bool fallback);
  /// A number such as "0.3" from `least` to `most`; `fallback` where it is not set.
  double number(const Setting& setting, const std::optional<std::string>& flag, double fallback,
                double least, double most);
  /// Enters what is wrong with a value that the caller judged: "must …".
  void fault(const Setting& setting, std::string_view text);

  /// An amount of 0 or more, such as "0.01"; nullopt where it is not set.
  std::optional<double> amount(const Setting& setting, const std::optional<std::string>& flag);

  /// The error `settings_invalid` that lists every fault found, if there was one.
  Result<void> finish() const;

 private:
  const Settings& settings_;
  std::vector<std::string> faults_;
};

}  // namespace fairlead::cli
