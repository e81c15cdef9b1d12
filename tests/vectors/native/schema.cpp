#include "core/json/answer.h"
#include "core/json/reader.h"
#include "core/schema/wire.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {
namespace {

std::string compile(json::Value setup, json::Value) {
  return schema::compileAnswer(schema::compileSetup(textOf(setup)));
}

std::string validate(json::Value setup, json::Value input) {
  const Result<schema::Schema> schema = schema::compileSetup(textOf(setup));
  if (!schema) return json::answer(schema.error());
  return schema::validateText(*schema, textMember(input, "text"));
}

std::string checkOutput(json::Value setup, json::Value input) {
  const Result<schema::Schema> schema = schema::compileSetup(textOf(setup));
  if (!schema) return json::answer(schema.error());
  return schema::checkOutputText(*schema, textMember(input, "text"));
}

/// All that a stream answers, as one answer.
std::string stream(json::Value setup, json::Value input) {
  const Result<schema::Schema> schema = schema::compileSetup(textOf(setup));
  if (!schema) return json::answer(schema.error());
  const auto valueOf = [](const std::string& answer) {
    return answer.substr(json::kAnswerOpening.size(),
                         answer.size() - json::kAnswerOpening.size() - 1);
  };
  const Result<json::Document> document = json::parse(textOf(input));
  json::ObjectReader in(document->root());
  schema::OutputStream stream(*schema);
  std::string progress;
  for (const std::string& chunk : in.strings("chunks")) {
    if (!progress.empty()) progress += ',';
    progress += valueOf(schema::pushChunk(stream, chunk));
  }
  const std::string report = schema::finishStream(stream);
  if (!report.starts_with(json::kAnswerOpening)) return report;
  return "{\"value\":{\"progress\":[" + progress + "],\"report\":" + valueOf(report) + "}}";
}

}  // namespace

void addSchema(Operations& operations) {
  operations["schema.check_output"] = checkOutput;
  operations["schema.compile"] = compile;
  operations["schema.stream"] = stream;
  operations["schema.validate"] = validate;
}

}  // namespace fairlead::vectors
