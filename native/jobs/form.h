// What a job type asks of a model, and the form that the answer must have.
//
// Both stand in edge/registry: prompts.json holds for each job type
//
//   {"prompt_version": word, "schema": name of a file in schemas/, "instructions": [sentence, …]}
//
// so that the edge knows the present prompt's version and checks outputs by the same schemas. A
// prompt that is changed gets a new version; what was made under the old one is then made anew when
// it is asked for.
#pragma once

#include <string>
#include <string_view>

#include "core/schema/schema.h"

namespace fairlead::jobs {

struct Form {
  std::string promptVersion;
  /// The system message: the instructions, and the schema itself.
  std::string system;
  schema::Schema schema;

  /// That of a job type. The documents are built in: a fault of theirs is a bug, and ends the
  /// program with what is wrong.
  static Form of(std::string_view jobType);
};

}  // namespace fairlead::jobs
