// Paragraphs out of lines that were broken for the way.
#pragma once

#include <string>
#include <string_view>

namespace fairlead::mail {

/// The text of `format=flowed` (RFC 3676) with each paragraph on one line: a line that ends with a
/// blank goes on in the next one of the same quote; a blank in front that was only stuffed there is
/// taken away. Quotes stand behind "> ", "-- " stays a line of its own. With `deletes_space`
/// (`delsp=yes`) the blank at the break goes too, as languages without blanks need it.
std::string unflowed(std::string_view text, bool deletes_space);

}  // namespace fairlead::mail
