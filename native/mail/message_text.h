// The text that a reader would show of a parsed mail.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "native/mail/decode.h"
#include "native/mail/faults.h"
#include "native/mail/gmime.h"
#include "native/mail/html.h"

namespace fairlead::mail {

/// Where a mail stands: by itself, or in others.
struct Nesting {
  Deadline deadline;
  std::size_t depth;  ///< in how many mails
};

/// `decode` for a mail that stands in others.
Result<Mail> decodeNested(std::string_view bytes, const Limits& limits, const Nesting& nesting);

/// Walks the parts of one mail.
class MessageText {
 public:
  MessageText(const Limits& limits, const Nesting& nesting, Faults& faults)
      : limits_(limits), nesting_(nesting), faults_(faults) {}

  /// The text of `part` and all in it.
  std::string of(GMimeObject* part, std::size_t depth = 0);
  /// How many parts were met that are attached and not shown.
  std::size_t attachments() const { return attachments_; }

 private:
  bool mayEnter(std::size_t depth);
  std::string ofMultipart(GMimeMultipart* multipart, std::size_t depth);
  std::string ofAlternatives(GMimeMultipart* multipart, std::size_t depth);
  std::string ofAll(GMimeMultipart* multipart, std::size_t depth);
  std::string ofMail(GMimePart* part);
  std::string ofLeaf(GMimePart* part);
  std::string plainOf(GMimePart* part, std::string_view bytes, std::string_view charset);
  std::string textOf(std::string_view bytes, std::string_view charset);
  std::string pageOf(std::string_view bytes, std::string_view charset);
  std::string validText(std::string_view bytes, std::string_view charset, std::size_t most);
  /// The text, once its room is taken.
  std::string kept(std::string text);
  static std::string contentOf(GMimePart* part);

  const Limits& limits_;
  const Nesting& nesting_;
  Faults& faults_;
  std::size_t parts_ = 0;
  std::size_t attachments_ = 0;
  std::size_t left_ = limits_.max_text_bytes;  // room for text
};

/// A header as GMime gives it, made valid and one line: GMime decodes encoded words itself.
std::string headerText(const char* text, std::size_t max_characters);

}  // namespace fairlead::mail
