// Where mails come from: files and folders. (imap.h: a server.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"

namespace fairlead::mail {

/// A mail as it came.
struct Incoming {
  std::string_view bytes;
  /// Where it was found, for a person: "sent.mbox, mail 12", "cur/1700.host:2,S", "INBOX, UID 9".
  std::string place;
  /// When it came, seconds since the epoch, as the source says; for a mail that has no date.
  std::optional<std::int64_t> arrived;
};

/// Takes a mail. False ends the reading in good order, an error ends it with that error.
using Sink = std::function<Result<bool>(const Incoming&)>;

/// Reads the mails of an mbox file (RFC 4155; lines that were written as ">From " are given back
/// as they were). Of a mail longer than `max_bytes`, one byte more than these is handed on, so that
/// its reader sees that it is cut. Memory does not grow with the file. Code: `input_unreadable`.
Result<void> readMbox(const std::string& file, std::size_t max_bytes, const Sink& sink);

/// Reads the mails in `new` and `cur` of a Maildir, in the order of their names, oldest first as
/// names go. Nothing is moved or marked. Code: `input_unreadable`, also for a folder that is none.
Result<void> readMaildir(const std::string& folder, std::size_t max_bytes, const Sink& sink);

}  // namespace fairlead::mail
