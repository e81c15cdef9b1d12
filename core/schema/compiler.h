// From the text of a schema to its table of nodes.
#pragma once

#include "core/error.h"
#include "core/schema/compiled_schema.h"

namespace fairlead::schema {

/// Errors as of Schema::compile.
Result<CompiledSchema> compileSchema(Source source, const Options& options);

/// Refuses schemas that would apply to one value without end, or more than kMaxInPlaceDepth deep.
Result<void> checkInPlaceDepth(const CompiledSchema& schema);

}  // namespace fairlead::schema
