#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sys/stat.h>
#include <vector>

#include "native/mail/source.h"

namespace fairlead::mail {
namespace {

namespace fs = std::filesystem;

// The mails of `new` and `cur`, by name: names begin with the time of arrival.
std::vector<fs::path> mailsOf(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> mails;
  for (const char* part : {"cur", "new"}) {
    for (fs::directory_iterator entry(folder / part, error), end; !error && entry != end;
         entry.increment(error)) {
      const bool isFile = fs::is_regular_file(entry->symlink_status());
      if (isFile && !entry->path().filename().string().starts_with('.')) mails.push_back(*entry);
    }
    if (error) return {};
  }
  std::ranges::sort(mails, {}, [](const fs::path& path) { return path.filename(); });
  return mails;
}

std::optional<std::int64_t> modifiedAt(const fs::path& file) {
  struct stat status{};
  if (stat(file.c_str(), &status) != 0) return std::nullopt;
  return status.st_mtime;
}

// At most `most` bytes of a file; nothing where it cannot be read, such as one that was moved.
std::optional<std::string> contentOf(const fs::path& file, std::size_t most) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string bytes;
  char buffer[64 << 10];
  while (bytes.size() < most && (stream.read(buffer, sizeof buffer) || stream.gcount() > 0))
    bytes.append(buffer, static_cast<std::size_t>(stream.gcount()));
  bytes.resize(std::min(bytes.size(), most));
  return bytes;
}

}  // namespace

Result<void> readMaildir(const std::string& folder, std::size_t max_bytes, const Sink& sink) {
  std::error_code error;
  const std::vector<fs::path> mails = mailsOf(folder, error);
  if (error) {
    return fail(
        "input_unreadable",
        fmt::format("{} is no Maildir: its folders new and cur cannot both be read.", folder));
  }
  for (const fs::path& file : mails) {
    const auto bytes = contentOf(file, max_bytes + 1);
    const std::string place = fs::relative(file, folder, error).string();
    const auto goesOn = sink({bytes ? *bytes : std::string_view(), place, modifiedAt(file)});
    if (!goesOn) return std::unexpected(goesOn.error());
    if (!*goesOn) return {};
  }
  return {};
}

}  // namespace fairlead::mail
