// The prompts and output schemas of edge/registry, built into the program.
#pragma once

#include <span>
#include <string_view>

namespace fairlead::jobs {

/// `name` is "prompts" for prompts.json, else a schema's name: "mail_summary_v1".
struct Document {
  std::string_view name;
  std::string_view text;
};

std::span<const Document> documents();

}  // namespace fairlead::jobs
