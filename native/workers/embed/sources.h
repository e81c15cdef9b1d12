// The tables whose rows have vectors, and what text of a row its vector is made from. This is the
// one place where that is said; docs/embeddings.md repeats it for people.
#pragma once

#include <span>
#include <string_view>

namespace fairlead::workers {

/// A source table. The expressions are SQL over one row named `r`.
struct Source {
  std::string_view table;
  /// The text: what the row means to a reader, without states, dates and places that change.
  std::string_view text;
  /// `doc_id`: what two versions of one document have in common.
  std::string_view document;
  /// Which rows may have a vector at all.
  std::string_view condition;
};

/// All of them, in the order in which they are reported.
std::span<const Source> sources();

/// The source of this table; one must exist.
const Source& sourceOf(std::string_view table);

}  // namespace fairlead::workers
