#include "core/schema/schema.h"

#include <utility>

#include "core/schema/compiled_schema.h"
#include "core/schema/compiler.h"
#include "core/schema/evaluator.h"

namespace fairlead::schema {

Result<Schema> Schema::compile(std::string_view text, Options options) {
  auto document = json::parse(text);
  if (!document) return std::unexpected(document.error());
  Source source{.owners = {}, .schema = document->root(), .documents = {}};
  source.owners.push_back(std::move(*document));
  return compile(std::move(source), options);
}

Result<Schema> Schema::compile(Source source, Options options) {
  auto compiled = compileSchema(std::move(source), options);
  if (!compiled) return std::unexpected(compiled.error());
  return Schema(std::make_shared<const CompiledSchema>(std::move(*compiled)));
}

Result<Validation> Schema::validate(std::string_view text) const {
  const auto document = json::parse(text, {.max_bytes = compiled_->options.max_bytes});
  if (!document) return std::unexpected(document.error());
  return validate(document->root());
}

/// Most documents are valid, so that is asked first, and only the others are walked for reasons.
Result<Validation> Schema::validate(json::Value document) const {
  Evaluator verdict(*compiled_, nullptr);
  Validation validation{verdict.evaluate(document), {}};
  bool isExhausted = verdict.isExhausted();
  if (!validation.valid && !isExhausted) {
    Evaluator reasons(*compiled_, &validation.violations);
    reasons.evaluate(document);
    isExhausted = reasons.isExhausted();
  }
  if (isExhausted) {
    return fail("schema_work_exceeded",
                "Checking this document against this schema takes more than the allowed work.");
  }
  return validation;
}

std::size_t Schema::keywordCount() const {
  return compiled_->checks.size();
}

}  // namespace fairlead::schema
