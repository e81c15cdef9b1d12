#include "native/mail/imap_reader.h"

#include <algorithm>
#include <utility>

namespace fairlead::mail {
namespace {

std::unexpected<Error> nonsense(const char* what) {
  return fail("imap_protocol", std::string("The IMAP server sent ") + what + ".");
}

}  // namespace

void ImapReader::feed(std::string_view bytes) {
  buffer_.erase(0, read_);
  searched_ -= std::exchange(read_, 0);
  buffer_ += bytes;
}

Result<std::optional<ImapResponse>> ImapReader::next() {
  while (takeLiteral()) {
    const auto taken = takeLine();
    if (!taken) return std::unexpected(taken.error());
    if (*taken == Taken::kNothing) break;
    if (*taken == Taken::kUpToLiteral) continue;
    announced_ = 0;
    return std::exchange(response_, {});
  }
  return std::nullopt;
}

// Whether the literal that is under way, if one is, is whole now.
bool ImapReader::takeLiteral() {
  if (missing_ == 0) return true;
  const std::size_t count = std::min(missing_, buffer_.size() - read_);
  response_.literals.back().append(buffer_, read_, count);
  read_ += count;
  searched_ = read_;
  missing_ -= count;
  return missing_ == 0;
}

Result<ImapReader::Taken> ImapReader::takeLine() {
  const auto end = buffer_.find('\n', searched_);
  searched_ = end == std::string::npos ? buffer_.size() : end + 1;
  if (response_.text.size() + searched_ - read_ > kMaxLines)
    return nonsense("a response that does not end");
  if (end == std::string::npos) return Taken::kNothing;
  std::string_view line(buffer_.data() + read_, end - read_);
  if (line.ends_with('\r')) line.remove_suffix(1);
  response_.text += line;
  const auto size = literalSize(line);
  read_ = searched_;
  if (!size) return Taken::kAll;
  announced_ += *size;
  if (announced_ > most_ || response_.literals.size() == 16)
    return nonsense("a literal longer than was asked for");
  response_.literals.emplace_back();
  missing_ = *size;
  return Taken::kUpToLiteral;
}

}  // namespace fairlead::mail
