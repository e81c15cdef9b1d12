#include "core/schema/wire.h"

#include "core/dom/answer.h"
#include "core/dom/reader.h"

namespace fairlead::schema {

namespace {

constexpr std::int64_t kMaxDocumentBytes = 16 << 20;
constexpr std::size_t kMaxSetupBytes = 1 << 20;

Result<Options> readOptions(const dom::Value& value, const dom::Path& at) {
  Options options;
  dom::ObjectReader in(value, at);
  options.format = in.optionalBoolean("format").value_or(options.format);
  if (const auto bytes = in.optionalInteger("max_bytes", 1, kMaxDocumentBytes)) {
    options.max_bytes = static_cast<std::size_t>(*bytes);
  }
  if (auto done = in.finish(); !done) return std::unexpected(done.error());
  return options;
}

dom::Value toValue(const Violation& violation) {
  return {{"instance", violation.instance}, {"schema", violation.schema},
          {"keyword", violation.keyword},   {"message", violation.message},
          {"expected", violation.expected}, {"got", violation.got}};
}

dom::Value toValue(const Validation& validation) {
  dom::Array violations;
  for (const Violation& violation : validation.violations) violations.push_back(toValue(violation));
  return {{"valid", validation.valid}, {"violations", std::move(violations)}};
}

}  // namespace

Result<Schema> compileSetup(std::string_view setup) {
  const auto document = dom::parse(setup, {.max_bytes = kMaxSetupBytes});
  if (!document) return std::unexpected(document.error());
  const dom::Path root;
  dom::ObjectReader in(*document, root);
  const dom::Value* schema = in.required("schema");
  const dom::Value* given = in.optional("options");
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
  const auto given = dom::parse(options, {.max_bytes = kMaxSetupBytes});
  if (!given) return std::unexpected(given.error());
  const dom::Path root;
  const auto read = readOptions(*given, root / "options");
  if (!read) return std::unexpected(read.error());
  return Schema::compile(schema, *read);
}

std::string compileAnswer(const Result<Schema>& schema) {
  if (!schema) return dom::answer(schema.error());
  return dom::answer(dom::Value{{"keywords", schema->keywordCount()}});
}

std::string validateText(const Schema& schema, std::string_view document) {
  const auto validation = schema.validate(document);
  if (!validation) return dom::answer(validation.error());
  return dom::answer(toValue(*validation));
}

}  // namespace fairlead::schema
