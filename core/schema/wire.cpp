#include "core/schema/wire.h"

#include "core/json/reader.h"
#include "core/json/request.h"
#include "core/json/writer.h"

namespace fairlead::schema {

namespace {

constexpr std::int64_t kMaxDocumentBytes = 16 << 20;
constexpr std::size_t kMaxSetupBytes = 1 << 20;

/// Reads the options; the further documents go to `source`.
Result<Options> readOptions(json::Value value, const json::Path& at, Source& source) {
  Options options;
  json::ObjectReader in(value, at);
  options.format = in.optionalBoolean("format").value_or(options.format);
  if (const auto bytes = in.optionalInteger("max_bytes", 1, kMaxDocumentBytes)) {
    options.max_bytes = static_cast<std::size_t>(*bytes);
  }
  if (const auto documents = in.optionalObject("documents")) source.documents = *documents;
  if (auto done = in.finish(); !done) return std::unexpected(done.error());
  return options;
}

void write(json::Writer& out, const Violation& violation) {
  out.beginObject();
  out.member("expected", violation.expected);
  out.member("got", violation.got);
  out.member("instance", violation.instance);
  out.member("keyword", violation.keyword);
  out.member("message", violation.message);
  out.member("schema", violation.schema);
  out.endObject();
}

void write(json::Writer& out, const std::vector<Violation>& violations) {
  out.beginArray();
  for (const Violation& violation : violations) write(out, violation);
  out.endArray();
}

void write(json::Writer& out, const Validation& validation) {
  out.beginObject();
  out.member("valid", validation.valid);
  out.name("violations");
  write(out, validation.violations);
  out.endObject();
}

void write(json::Writer& out, const Repair& repair) {
  out.beginObject();
  out.member("code", repair.code);
  out.member("column", repair.place.column);
  out.member("line", repair.place.line);
  out.member("message", repair.message);
  out.endObject();
}

std::string reportAnswer(const Result<OutputReport>& report) {
  if (!report) return json::answer(report.error());
  return json::answer([&](json::Writer& out) {
    out.beginObject();
    out.name("ask_again");
    report->askAgain.empty() ? out.null() : out.string(report->askAgain);
    out.name("document");
    report->document ? out.value(report->document->root()) : out.null();
    out.member("outcome", nameOf(report->outcome));
    out.name("repairs");
    out.beginArray();
    for (const Repair& repair : report->repairs) write(out, repair);
    out.endArray();
    out.name("violations");
    write(out, report->violations);
    out.endObject();
  });
}

std::string progressAnswer(const Progress& progress) {
  return json::answer([&](json::Writer& out) {
    out.beginObject();
    out.member("state", nameOf(progress.state));
    out.name("violation");
    progress.violation ? write(out, *progress.violation) : out.null();
    out.endObject();
  });
}

}  // namespace

Result<Schema> compileSetup(std::string_view setup) {
  auto document = json::parse(setup, {.max_bytes = kMaxSetupBytes});
  if (!document) return std::unexpected(document.error());
  const json::Path root;
  json::ObjectReader in(document->root(), root);
  Source source{.owners = {}, .schema = in.required("schema"), .documents = {}};
  const auto given = in.optional("options");
  if (auto done = in.finish(); !done) return std::unexpected(done.error());
  Result<Options> options;
  if (given) options = readOptions(*given, root / "options", source);
  if (!options) return std::unexpected(options.error());
  source.owners.push_back(std::move(*document));
  return Schema::compile(std::move(source), *options);
}

Result<Schema> compileText(std::string_view schema, std::string_view options) {
  if (options.empty()) return Schema::compile(schema);
  auto document = json::parse(schema, {.max_bytes = kMaxSetupBytes});
  if (!document) return std::unexpected(document.error());
  auto given = json::parse(options, {.max_bytes = kMaxSetupBytes});
  if (!given) return std::unexpected(given.error());
  Source source{.owners = {}, .schema = document->root(), .documents = {}};
  const json::Path root;
  const auto read = readOptions(given->root(), root / "options", source);
  if (!read) return std::unexpected(read.error());
  source.owners.push_back(std::move(*document));
  source.owners.push_back(std::move(*given));
  return Schema::compile(std::move(source), *read);
}

std::string compileAnswer(const Result<Schema>& schema) {
  if (!schema) return json::answer(schema.error());
  return json::answer([&](json::Writer& out) {
    out.beginObject();
    out.member("keywords", schema->keywordCount());
    out.endObject();
  });
}

std::string validateText(const Schema& schema, std::string_view document) {
  const auto validation = schema.validate(document);
  if (!validation) return json::answer(validation.error());
  return json::answer([&](json::Writer& out) { write(out, *validation); });
}

std::string checkOutputText(const Schema& schema, std::string_view text) {
  return reportAnswer(checkOutput(schema, text));
}

std::string compileAnswer(const Result<OutputStream>& stream) {
  return stream ? progressAnswer({}) : json::answer(stream.error());
}

std::string pushChunk(OutputStream& stream, std::string_view chunk) {
  return progressAnswer(stream.push(chunk));
}

std::string finishStream(OutputStream& stream) {
  return reportAnswer(stream.finish());
}

}  // namespace fairlead::schema
