// The text of an HTML mail, as a person reads it.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::mail {

using Deadline = std::chrono::steady_clock::time_point;

struct HtmlLimits {
  std::size_t max_text_bytes = std::size_t{1} << 20;
  std::size_t max_depth = 512;  ///< of elements inside each other
  /// How often an open element is looked at, to find which ones a tag ends.
  std::size_t max_looks = 3'000'000;
  Deadline deadline = Deadline::max();
};

struct HtmlText {
  std::string text;
  bool is_whole = true;  ///< false: a limit was reached, and the rest was not read
};

/// The text of `html`, which is UTF-8. Blocks begin a line; items of lists stand behind "- " or
/// their number; a quote's lines stand behind "> ", as in plain text, so that it can be trimmed
/// alike; cells of a row are separated by " | ", up to the last that says something; a link is its
/// text with the address in angle brackets behind, where it says more; an image is its alternative
/// text in brackets. Scripts, styles, comments and what the page hides (the attribute `hidden`,
/// `display:none`, `visibility:hidden`, no size, no opacity) are left out: nobody was to read them.
/// Whatever is wrong with the document, it is read as browsers read it (html_tokens.h); no tree is
/// built, and the work is bounded: linear in the bytes, and max_looks.
HtmlText htmlToText(std::string_view html, const HtmlLimits& limits = {});

}  // namespace fairlead::mail
