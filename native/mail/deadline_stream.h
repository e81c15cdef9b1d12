// Bytes in memory as a stream that GMime reads, and that ends when the time is up.
#pragma once

#include <string_view>

#include "native/mail/gmime.h"
#include "native/mail/html.h"

namespace fairlead::mail {

/// A stream over `header` and then `body`, which must outlive it. GMime asks for a few kilobytes at
/// a time; after `deadline` it is told that there are no more, which it takes for the end of the
/// mail. So a mail that is made to be slow to read costs the time limit and no more.
Held<GMimeStream> deadlineStream(std::string_view header, std::string_view body, Deadline deadline);

/// Whether the stream ended before its bytes did.
bool wasCutShort(GMimeStream* stream);

}  // namespace fairlead::mail
