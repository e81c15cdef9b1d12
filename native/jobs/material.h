// The text that a model is asked about: cut to size, and fenced as data.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::jobs {

/// At most the first `most` characters (code points) of a UTF-8 text; never half of one.
std::string_view firstCharacters(std::string_view text, std::size_t most);

/// The text between two lines with a mark that its author cannot have known, so that nothing in the
/// text can end it: `<mail 0123456789abcdef>` … `</mail 0123456789abcdef>`. The mark is a hash of
/// `salt` and the text, so the same job asks with the same words. `kind` is a word.
std::string fenced(std::string_view kind, std::string_view text, std::string_view salt);

}  // namespace fairlead::jobs
