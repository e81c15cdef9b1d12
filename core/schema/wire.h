// The schema rules as text in and answer out: what every binding calls. The answers are those of
// core/json/answer.h: {"value": …} or {"error": {"code", "message", "path"}}.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/schema/output.h"
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

/// The answer to a text that a model wrote, as of core/schema/output.h: {"value": {"outcome":
/// "valid" | "invalid" | "truncated" | "no_json", "document": any | null, "repairs": [{"code",
/// "line", "column", "message"}], "violations": [as above], "ask_again": text | null}}, or an error
/// as of checkOutput.
std::string checkOutputText(const Schema& schema, std::string_view text);

/// The answer to a stream that was begun: as of pushChunk, with the state "searching".
std::string compileAnswer(const Result<OutputStream>& stream);

/// The answer to the next piece of a stream: {"value": {"state": "searching" | "reading" |
/// "complete" | "violated", "violation": as above | null}}.
std::string pushChunk(OutputStream& stream, std::string_view chunk);

/// The answer to all pieces of a stream: as of checkOutputText.
std::string finishStream(OutputStream& stream);

}  // namespace fairlead::schema
