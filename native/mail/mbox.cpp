#include <array>
#include <ctime>
#include <fmt/format.h>
#include <fstream>

#include "native/mail/source.h"

namespace fairlead::mail {
namespace {

// When the mail came, from "From sender Mon Oct  5 10:00:00 2026".
std::optional<std::int64_t> arrivalOf(const std::string& line) {
  const auto blank = line.find(' ', 5);
  if (blank == std::string::npos) return std::nullopt;
  std::tm time{};
  if (!strptime(line.c_str() + blank, " %a %b %d %H:%M:%S %Y", &time)) return std::nullopt;
  return timegm(&time);
}

// Whether the line is "From " behind one or more ">".
bool isEscaped(std::string_view line) {
  const auto from = line.find_first_not_of('>');
  return from != 0 && from != line.npos && line.substr(from).starts_with("From ");
}

class MboxReader {
 public:
  MboxReader(const std::string& file, std::size_t max_bytes, const Sink& sink)
      : file_(file), stream_(file, std::ios::binary), max_bytes_(max_bytes), sink_(sink) {}

  Result<void> read() {
    if (!stream_ || (stream_.peek(), stream_.bad())) return unreadable();
    stream_.clear();
    while (nextPiece()) {
      const auto goesOn = take();
      if (!goesOn) return std::unexpected(goesOn.error());
      if (!*goesOn) return {};
    }
    if (stream_.bad()) return unreadable();
    const auto last = finish();
    if (!last) return std::unexpected(last.error());
    return {};
  }

 private:
  std::unexpected<Error> unreadable() const {
    return fail("input_unreadable", fmt::format("{} cannot be read.", file_));
  }

  // A line, or a piece of one that is longer than the buffer.
  bool nextPiece() {
    begins_line_ = ends_line_;
    stream_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    const auto count = static_cast<std::size_t>(stream_.gcount());
    ends_line_ = !stream_.fail() && !stream_.eof();
    const bool cut = stream_.fail() && count + 1 == buffer_.size();
    if (cut) stream_.clear();
    if (!cut && count == 0) return false;
    piece_ = std::string_view(buffer_.data(), ends_line_ ? count - 1 : count);
    return true;
  }

  Result<bool> take() {
    const bool separates = begins_line_ && behind_blank_ && piece_.starts_with("From ");
    if (begins_line_) behind_blank_ = ends_line_ && (piece_.empty() || piece_ == "\r");
    if (separates) {
      const auto goesOn = finish();
      arrived_ = arrivalOf(std::string(piece_));
      is_open_ = true;
      return goesOn;
    }
    if (!is_open_ && (piece_.empty() || piece_ == "\r")) return true;
    is_open_ = true;
    if (begins_line_ && isEscaped(piece_)) piece_.remove_prefix(1);
    append(piece_);
    if (ends_line_) append("\n");
    return true;
  }

  void append(std::string_view text) {
    const std::size_t room = max_bytes_ + 1 - std::min(max_bytes_ + 1, mail_.size());
    mail_ += text.substr(0, room);
  }

  // Hands on the mail that has been read.
  Result<bool> finish() {
    if (!is_open_) return true;
    const auto goesOn = sink_({mail_, fmt::format("{}, mail {}", file_, ++count_), arrived_});
    mail_.clear();
    is_open_ = false;
    return goesOn;
  }

  const std::string& file_;
  std::ifstream stream_;
  const std::size_t max_bytes_;
  const Sink& sink_;
  std::array<char, std::size_t{64} << 10> buffer_{};
  std::string_view piece_;
  std::string mail_;
  std::optional<std::int64_t> arrived_;
  std::size_t count_ = 0;
  bool begins_line_ = true;
  bool ends_line_ = true;
  bool behind_blank_ = true;
  bool is_open_ = false;
};

}  // namespace

Result<void> readMbox(const std::string& file, std::size_t max_bytes, const Sink& sink) {
  return MboxReader(file, max_bytes, sink).read();
}

}  // namespace fairlead::mail
