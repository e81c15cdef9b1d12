// The schema rules as text in and answer out: what every binding calls. The answers are those of
// core/json/answer.h: {"value": …} or {"error": {"code", "message", "path"}}.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/schema/schema.h"

namespace fairlead::schema {

/// Compiles a setup: {"schema": S, "options"?: {"format"?: bool, "max_bytes"?: n, "documents"?:
/// {uri: schema}}}. Errors as of Schema::compile, with paths within S; member_… for the options,
/// with paths within the setup.
Result<Schema> compileSetup(std::string_view setup);

/// Compiles the text of a schema, with options as above or an empty text for none; a fault of the
/// options has the same path.
Result<Schema> compileText(std::string_view schema, std::string_view options);

/// The answer to a compilation: {"value": {"keywords": n}}, n as of Schema::keywordCount.
std::string compileAnswer(const Result<Schema>& schema);

/// The answer to the text of a document: {"value": {"valid": bool, "violations": [{"instance",
/// "schema", "keyword", "message", "expected", "got"}]}}, or an error as of Schema::validate.
std::string validateText(const Schema& schema, std::string_view document);

}  // namespace fairlead::schema
