// Writing what was extracted from a text into its twin's graph.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "native/jobs/asker.h"
#include "native/queue/handler.h"

namespace fairlead::jobs {

/// A text, and whose graph it adds to.
struct GraphText {
  std::string tenant, twin;
  std::string kind;  ///< "message" or "chunk"
  std::string id;
  std::string body;
  std::optional<std::string> conversation;  ///< of a message
};

/// Upserts the entities by normalised name and type, and the relations by their ends; enters the
/// text in graph_extractions. A text that was entered before raises no mentions. Of an entity that
/// the answer names with several types the first counts; a relation whose ends are not among the
/// answer's entities, or are the same one, is left out. `answer` must be valid under the schema.
queue::Effect writeGraph(const GraphText& text, const Answer& answer,
                         std::string_view promptVersion);

}  // namespace fairlead::jobs
