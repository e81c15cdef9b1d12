#include "native/cli/settings.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>

namespace fairlead::cli {

Result<Settings> Settings::load(const std::string& file) {
  Settings settings;
  if (file.empty()) return settings;
  std::ifstream stream(file);
  if (!stream) {
    return fail("settings_file", fmt::format("The settings file {} cannot be read.", file));
  }
  std::string line;
  for (int number = 1; std::getline(stream, line); ++number) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto equals = line.find('=');
    if (equals == std::string::npos) {
      return fail("settings_file", fmt::format("{}, line {}: expected NAME=value.", file, number));
    }
    settings.file_[line.substr(0, equals)] = line.substr(equals + 1);
  }
  return settings;
}

std::optional<std::string> Settings::find(std::string_view name) const {
  const char* value = std::getenv(std::string(name).c_str());
  if (value && *value) return value;
  const auto entry = file_.find(name);
  if (entry == file_.end() || entry->second.empty()) return std::nullopt;
  return entry->second;
}

void SettingsReader::fault(const Setting& setting, std::string_view text) {
  const std::string flag = setting.flag.empty() ? "" : fmt::format(" (or {})", setting.flag);
  faults_.push_back(fmt::format("{}{} {}: {}", setting.name, flag, text, setting.what));
}

std::optional<std::string> SettingsReader::optional(const Setting& setting,
                                                    const std::optional<std::string>& flag) {
  return flag ? flag : settings_.find(setting.name);
}

std::string SettingsReader::required(const Setting& setting,
                                     const std::optional<std::string>& flag) {
  auto value = optional(setting, flag);
  if (!value) fault(setting, "is not set");
  return value.value_or("");
}

std::string SettingsReader::url(const Setting& setting, const std::optional<std::string>& flag,
                                std::vector<std::string_view> schemes,
                                const std::optional<std::string>& fallback) {
  const auto given = optional(setting, flag);
  const std::string value =
      given || fallback ? given.value_or(fallback.value_or("")) : required(setting, flag);
  const auto opens = [&](std::string_view scheme) { return value.starts_with(scheme); };
  if (!value.empty() && std::ranges::none_of(schemes, opens)) {
    fault(setting, fmt::format("must start with {}", fmt::join(schemes, " or ")));
  }
  return value;
}

std::int64_t SettingsReader::integer(const Setting& setting, const std::optional<std::string>& flag,
                                     std::int64_t fallback, std::int64_t least, std::int64_t most) {
  const auto text = optional(setting, flag);
  if (!text) return fallback;
  std::int64_t value = 0;
  const char* last = text->data() + text->size();
  const auto [end, error] = std::from_chars(text->data(), last, value);
  if (error != std::errc() || end != last || value < least || value > most) {
    fault(setting, fmt::format("must be a whole number from {} to {}", least, most));
    return fallback;
  }
  return value;
}

bool SettingsReader::boolean(const Setting& setting, bool fallback) {
  const auto text = optional(setting);
  if (!text) return fallback;
  if (*text != "true" && *text != "false") fault(setting, "must be true or false");
  return *text == "true";
}

double SettingsReader::number(const Setting& setting, const std::optional<std::string>& flag,
                              double fallback, double least, double most) {
  const auto text = optional(setting, flag);
  if (!text) return fallback;
  double value = 0;
  const char* last = text->data() + text->size();
  const auto [end, error] = std::from_chars(text->data(), last, value, std::chars_format::fixed);
  if (error == std::errc() && end == last && value >= least && value <= most) return value;
  fault(setting, fmt::format("must be a number from {} to {}", least, most));
  return fallback;
}

std::optional<double> SettingsReader::amount(const Setting& setting,
                                             const std::optional<std::string>& flag) {
  const auto text = optional(setting, flag);
  if (!text) return std::nullopt;
  double value = 0;
  const char* last = text->data() + text->size();
  const auto [end, error] = std::from_chars(text->data(), last, value, std::chars_format::fixed);
  if (error != std::errc() || end != last || !(value >= 0)) {
    fault(setting, "must be an amount of 0 or more");
  }
  return value;
}

Result<void> SettingsReader::finish() const {
  if (faults_.empty()) return {};
  return fail("settings_invalid",
              fmt::format("{} setting{} to put right:\n  {}", faults_.size(),
                          faults_.size() == 1 ? "" : "s", fmt::join(faults_, "\n  ")));
}

}  // namespace fairlead::cli
