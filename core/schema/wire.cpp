#include "core/schema/wire.h"

#include "core/json/answer.h"
#include "core/json/reader.h"

namespace fairlead::schema {

namespace {

constexpr std::int64_t kMaxDocumentBytes = 16 << 20;
constexpr std::size_t kMaxSetupBytes = 1 << 20;

Result<Options> readOptions(const json::Value& value, const json::Path& at) {
  Options options;
  json::ObjectReader in(value, at);
  options.format = in.optionalBoolean("format").value_or(options.format);
  if (const auto bytes = in.optionalInteger("max_bytes", 1, kMaxDocumentBytes)) {
    options.max_bytes = static_cast<std::size_t>(*bytes);
  }
  if (auto done = in.finish(); !done) return std::unexpected(done.error());
  return options;
}

json::Value toValue(const Violation& violation) {
  return {{"instance", violation.instance}, {"schema", violation.schema},
          {"keyword", violation.keyword},   {"message", violation.message},
          {"expected", violation.expected}, {"got", violation.got}};
}

json::Value toValue(const Validation& validation) {
  json::Array violations;
  for (const Violation& violation : validation.violations) violations.push_back(toValue(violation));
  return {{"valid", validation.valid}, {"violations", std::move(violations)}};
}

}  // namespace

Result<Schema> compileSetup(std::string_view setup) {
  const auto document = json::parse(setup, {.max_bytes = kMaxSetupBytes});
  if (!document) return std::unexpected(document.error());
  const json::Path root;
  json::ObjectReader in(*document, root);
  const json::Value* schema = in.required("schema");
  const json::Value* given = in.optional("options");
  if (auto done = in.finish(); !done) return std::unexpected(done.error());
  Options options;
  if (given != nullptr) {
    const auto read = readOptions(*given, root / "options");
    if (!read) return std::unexpected(read.error());
    options = *read;
  }
  return Schema::compile(*schema, options);
}

Result<Schema> compileText(std::string_view schema, std::string_view options) {
  if (options.empty()) return Schema::compile(schema);
  const auto given = json::parse(options, {.max_bytes = kMaxSetupBytes});
  if (!given) return std::unexpected(given.error());
  const json::Path root;
  const auto read = readOptions(*given, root / "options");
  if (!read) return std::unexpected(read.error());
  return Schema::compile(schema, *read);
}

std::string compileAnswer(const Result<Schema>& schema) {
  if (!schema) return json::answer(schema.error());
  return json::answer(json::Value{{"keywords", schema->keywordCount()}});
}

std::string validateText(const Schema& schema, std::string_view document) {
  const auto validation = schema.validate(document);
  if (!validation) return json::answer(validation.error());
  return json::answer(toValue(*validation));
}

}  // namespace fairlead::schema
