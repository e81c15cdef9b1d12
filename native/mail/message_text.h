// The text that a reader would show of a parsed mail.
#pragma once

#include <cstddef>
#include <string>

#include "native/mail/decode.h"
#include "native/mail/faults.h"
#include "native/mail/gmime.h"
#include "native/mail/html.h"

namespace fairlead::mail {

/// Walks the parts of one mail.
class MessageText {
 public:
  MessageText(const Limits& limits, Deadline deadline, Faults& faults)
      : limits_(limits), deadline_(deadline), faults_(faults) {}

  /// The text of `part` and all in it.
  std::string of(GMimeObject* part, std::size_t depth = 0);
  /// How many parts were met that are attached and not shown.
  std::size_t attachments() const { return attachments_; }

 private:
  bool mayEnter(std::size_t depth);
  std::string ofMultipart(GMimeMultipart* multipart, std::size_t depth);
  std::string ofAlternatives(GMimeMultipart* multipart, std::size_t depth);
  std::string ofAll(GMimeMultipart* multipart, std::size_t depth);
  std::string ofMessage(GMimeMessage* message, std::size_t depth);
  std::string ofLeaf(GMimePart* part);
  std::string contentOf(GMimePart* part);

  const Limits& limits_;
  Deadline deadline_;
  Faults& faults_;
  std::size_t parts_ = 0;
  std::size_t attachments_ = 0;
  std::size_t left_ = limits_.max_text_bytes;  // room for text
};

/// A header as GMime gives it, made valid and one line: GMime decodes encoded words itself.
std::string headerText(const char* text, std::size_t max_characters);

}  // namespace fairlead::mail
