// What an element of HTML means for its text.
#pragma once

#include <string_view>

namespace fairlead::mail {

enum class Layout {
  kInline,
  kBlock,      ///< begins and ends a line
  kParagraph,  ///< stands behind an empty line too
  kBreak,
  kRule,
  kItem,
  kList,
  kQuote,
  kCell,
  kPreformatted,
  kLink,
  kImage,
  kDropped  ///< with all that it holds
};

/// Of an element by its name, in small letters.
Layout layoutOf(std::string_view name);

/// Whether the value of a `style` attribute hides the element.
bool isHidingStyle(std::string_view style);

}  // namespace fairlead::mail
