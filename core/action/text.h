// Small turns of phrase and tests of text that the action rules share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::action {

/// The text's first 40 code points; an ellipsis tells that there were more.
std::string cut(std::string_view utf8);

/// "chief engineer" for "chief_engineer": a name of the registry as words.
std::string words(std::string_view name);

/// Whether it has `min` to `max` bytes, all of them visible ASCII (no space): a key or nonce that
/// every header, log and store can carry.
bool isVisibleAscii(std::string_view text, std::size_t min, std::size_t max);

/// Whether it has U+0000, which PostgreSQL can hold in no text.
bool hasNul(std::string_view text);

/// The words of a text as queries find them: letters of ASCII in lower case, each word after one
/// space (" receive part"). Letters and digits make words, and so does everything beyond ASCII.
std::string searchWords(std::string_view text);

/// Whether each word of `wanted` starts a word of `words`, both as from searchWords().
bool allStartWords(std::string_view wanted, std::string_view words);

}  // namespace fairlead::action
