// Text of any charset that mail is written in, as UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::mail {

/// What bytes of a mail say.
struct Text {
  std::string text;      ///< valid UTF-8
  bool is_known = true;  ///< false: the charset named is none that is read here
  bool is_whole = true;  ///< false: bytes that mean nothing were replaced by U+FFFD
};

/// `bytes` of the charset `label`, at most `max_bytes` of them. No charset, one that is not known
/// and US-ASCII that is none are read as UTF-8 where the bytes are valid in it, else as
/// windows-1252. Only charsets of a fixed list are read here: a part of a mail cannot choose any
/// converter that the system has (encoded words of headers are GMime's, and can). Latin-1 is read
/// as windows-1252, as browsers do (WHATWG Encoding).
Text toUtf8(std::string_view bytes, std::string_view label, std::size_t max_bytes);

/// Whether the bytes are UTF-8 (RFC 3629).
bool isUtf8(std::string_view bytes);

/// The text as it is stored and shown: lines end with `\n`, without blanks at their end and never
/// more than one empty line at once; control characters are dropped, and so are those that nobody
/// sees, in which words for a model could hide. `text` is valid UTF-8.
std::string cleaned(std::string_view text);

/// The same in one line, at most `max_characters` code points: for subjects and names.
std::string cleanedLine(std::string_view text, std::size_t max_characters);

}  // namespace fairlead::mail
