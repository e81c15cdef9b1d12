// What the writer of a mail wrote, without what they answered.
#pragma once

#include <string>
#include <string_view>

namespace fairlead::mail {

/// The text of a mail without its history and its signature. Cut away are
///   - the block of `>` lines that it ends with, and the line that leads into it ("On … wrote:",
///     in some twenty languages, also broken over three lines);
///   - the old mail below an Outlook header block (From, Sent, To, Subject, in a dozen languages),
///     below "-----Original Message-----", or below a lead-in with a time or an address;
///   - the signature below "-- " (RFC 3676, section 4.3), the footer of a mailing list, and the
///     line that a telephone adds;
///   - quotes of quotes.
/// Quotes of one level that the writer's own text follows stay, since that text answers them, and
/// so does a mail that was passed on ("Forwarded message"). Nothing is cut where nothing would be
/// left. `text` is UTF-8 with `\n` between lines; the time taken is linear in it.
std::string trimQuotes(std::string_view text);

}  // namespace fairlead::mail
