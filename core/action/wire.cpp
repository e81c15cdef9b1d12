#include "core/action/wire.h"

#include <array>

#include "core/action/describe.h"
#include "core/action/evaluate.h"
#include "core/action/signature.h"
#include "core/action/suggest.h"
#include "core/action/table.h"
#include "core/json/request.h"

namespace fairlead::action {
namespace {

void write(json::Writer& out, const Fault& fault) {
  out.beginObject();
  out.member("code", fault.code);
  out.member("expected", fault.expected);
  out.member("got", fault.got);
  out.member("message", fault.message);
  out.member("path", fault.path);
  out.endObject();
}

/// {"check":…,"outcome":…} as text.
class CheckText {
 public:
  constexpr CheckText() = default;
  constexpr CheckText(std::string_view check, std::string_view outcome) {
    for (const std::string_view part :
         {std::string_view("{\"check\":\""), check, std::string_view("\",\"outcome\":\""), outcome,
          std::string_view("\"}")})
      for (const char c : part) text_[size_++] = c;
  }
  constexpr std::string_view text() const { return {text_.data(), size_}; }

 private:
  std::array<char, 56> text_{};
  std::size_t size_ = 0;
};

/// Every check with every outcome: most of what a verdict says, and the same each time.
constexpr auto kCheckTexts = [] {
  std::array<std::array<CheckText, kOutcomeNames.size()>, kCheckNames.size()> texts;
  for (std::size_t check = 0; check < texts.size(); ++check)
    for (std::size_t outcome = 0; outcome < texts[check].size(); ++outcome)
      texts[check][outcome] = {kCheckNames[check], kOutcomeNames[outcome]};
  return texts;
}();

void writeChecks(json::Writer& out, const Outcomes& checks) {
  out.beginArray();
  for (std::size_t i = 0; i < checks.size(); ++i)
    out.raw(kCheckTexts[i][static_cast<std::size_t>(checks[i])].text());
  out.endArray();
}

void writeChecksBriefly(json::Writer& out, const Outcomes& checks) {
  constexpr std::string_view kLetters = "pfnr";
  std::array<char, kCheckNames.size()> letters{};
  for (std::size_t i = 0; i < checks.size(); ++i)
    letters[i] = kLetters[static_cast<std::size_t>(checks[i])];
  out.string({letters.data(), letters.size()});
}

void write(json::Writer& out, const Verdict& verdict, bool briefly = false) {
  out.beginObject();
  out.member("action", verdict.action);
  out.member("allowed", verdict.allowed);
  out.name("checks");
  briefly ? writeChecksBriefly(out, verdict.checks) : writeChecks(out, verdict.checks);
  out.member("code", verdict.code);
  out.name("faults");
  out.beginArray();
  for (const Fault& fault : verdict.faults) write(out, fault);
  out.endArray();
  out.member("message", verdict.message);
  out.member("payload_hash", verdict.payloadHash);
  out.member("status", verdict.status);
  out.name("variant");
  if (verdict.variant)
    out.string(nameOf(*verdict.variant));
  else
    out.null();
  out.endObject();
}

void write(json::Writer& out, const Change& change) {
  out.beginObject();
  out.member("change", change.sentence);
  out.member("check", change.check);
  out.member("code", change.code);
  out.member("to", change.to);
  out.endObject();
}

/// All changes, and their sentences as one text.
void writeNearest(json::Writer& out, const Explanation& explanation) {
  if (explanation.verdict.allowed) return out.null();
  std::string sentences;
  for (const Change& change : explanation.changes)
    sentences += (sentences.empty() ? "" : " ") + change.sentence;
  out.beginObject();
  out.member("change", sentences);
  out.name("changes");
  out.beginArray();
  for (const Change& change : explanation.changes) write(out, change);
  out.endArray();
  out.member("code", explanation.verdict.code);
  out.endObject();
}

void write(json::Writer& out, const Explanation& explanation) {
  out.beginObject();
  out.name("checks");
  out.beginArray();
  for (std::size_t i = 0; i < explanation.checks.size(); ++i) {
    out.beginObject();
    out.member("check", kCheckNames[i]);
    out.member("detail", explanation.details[i]);
    out.member("outcome", nameOf(explanation.checks[i]));
    out.endObject();
  }
  out.endArray();
  out.name("nearest");
  writeNearest(out, explanation);
  out.name("verdict");
  write(out, explanation.verdict);
  out.endObject();
}

/// Reads one request and answers it with what `decide` makes of it, as `how` writes it.
template <typename Decide, typename... How>
std::string answerRequest(std::string_view text, Decide decide, How... how) {
  const Result<json::Document> document = json::parse(text, {.max_bytes = kMaxRequestBytes});
  if (!document) return json::answer(document.error());
  const Result<Request> request = readRequest(document->root());
  if (!request) return json::answer(request.error());
  const auto decided = decide(*request);
  if (!decided) return json::answer(decided.error());
  return json::answer([&](json::Writer& out) { write(out, *decided, how...); });
}

Result<void> evaluateAll(const Registry& registry, json::Array documents, json::Writer& out) {
  const json::Path root;
  const json::Path at = root / "requests";
  out.beginArray();
  std::size_t i = 0;
  for (const json::Value document : documents) {
    const Result<Request> request = readRequest(document, at / i++);
    if (!request) return std::unexpected(request.error());
    const Result<Verdict> verdict = evaluate(registry, *request);
    if (!verdict) return std::unexpected(verdict.error());
    write(out, *verdict);
  }
  out.endArray();
  return {};
}

/// The actions to ask about; all of them where none are named.
std::vector<std::string_view> readIds(json::ObjectReader& in, const Registry& registry) {
  std::vector<std::string_view> ids;
  const std::optional<json::Array> named = in.optionalArray("actions");
  if (!named)
    for (const Action& action : registry.actions()) ids.push_back(action.id);
  else
    for (const json::Value id : *named) {
      if (!id.isString()) in.refuse("member_type", "\"actions\" must hold strings.", "actions");
      ids.push_back(id.asString().value_or(""));
    }
  return ids;
}

/// What to ask about; no thing at all where none are named.
std::vector<Entity> readEntities(json::ObjectReader& in) {
  const std::optional<json::Array> named = in.optionalArray("entities");
  if (!named) return {Entity()};
  std::vector<Entity> entities;
  const json::Path at = in.path() / "entities";
  for (const json::Value document : *named) {
    const json::Path entityAt = at / entities.size();
    entities.push_back(readEntity(document, entityAt, in));
  }
  return entities;
}

Result<TableQuestion> readQuestion(json::ObjectReader& in, const Registry& registry) {
  TableQuestion question;
  const json::Path at = in.path() / "principals";
  for (const json::Value document : in.array("principals")) {
    const json::Path principalAt = at / question.principals.size();
    question.principals.push_back(readPrincipal(document, principalAt, in));
  }
  question.actions = readIds(in, registry);
  question.entities = readEntities(in);
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const std::size_t rows = question.principals.size() * question.actions.size();
  if (!question.entities.empty() && rows > kMaxTableCells / question.entities.size())
    return fail("request_invalid",
                "A table has at most 1000000 combinations; ask for a part of it.");
  return question;
}

void write(json::Writer& out, const TableOutcome& outcome) {
  out.beginObject();
  out.member("code", outcome.code);
  out.name("needs");
  out.beginArray();
  for (std::size_t i = kFirstNeededCheck; i < kCheckNames.size(); ++i)
    if ((outcome.needs >> (i - kFirstNeededCheck) & 1) != 0) out.string(kCheckNames[i]);
  out.endArray();
  out.endObject();
}

void writeCells(json::Writer& out, const TableQuestion& question, const Table& table) {
  auto cell = table.cells.begin();
  out.beginArray();
  for (std::size_t p = 0; p < question.principals.size(); ++p) {
    out.beginArray();
    for (std::size_t a = 0; a < question.actions.size(); ++a) {
      out.beginArray();
      for (std::size_t e = 0; e < question.entities.size(); ++e) out.put(*cell++);
      out.endArray();
    }
    out.endArray();
  }
  out.endArray();
}

Result<void> answerTable(json::ObjectReader& in, const Registry& registry, json::Writer& out) {
  const Result<TableQuestion> question = readQuestion(in, registry);
  if (!question) return std::unexpected(question.error());
  const Table table = decideTable(registry, *question);
  out.beginObject();
  out.member("actions", question->actions);
  out.name("cells");
  writeCells(out, *question, table);
  out.name("outcomes");
  out.beginArray();
  for (const TableOutcome& outcome : table.outcomes) write(out, outcome);
  out.endArray();
  out.endObject();
  return {};
}

void write(json::Writer& out, const std::vector<const Action*>& actions) {
  out.beginArray();
  for (const Action* action : actions) write(out, *action);
  out.endArray();
}

}  // namespace

std::string evaluateJson(const Registry& registry, std::string_view request) {
  return answerRequest(request, [&](const Request& r) { return evaluate(registry, r); });
}

std::string evaluateBriefJson(const Registry& registry, std::string_view request) {
  return answerRequest(request, [&](const Request& r) { return evaluate(registry, r); }, true);
}

std::string explainJson(const Registry& registry, std::string_view request) {
  return answerRequest(request, [&](const Request& r) { return explain(registry, r); });
}

std::string matrixJson(const Registry& registry, std::string_view question) {
  return json::answerObject(question, kMaxMatrixBytes,
                            [&](json::ObjectReader& in, json::Writer& out) -> Result<void> {
                              if (in.optional("principals")) return answerTable(in, registry, out);
                              const json::Array documents = in.array("requests");
                              if (Result<void> done = in.finish(); !done)
                                return json::invalidRequest(done.error());
                              return evaluateAll(registry, documents, out);
                            });
}

std::string suggestJson(const Registry& registry, std::string_view query) {
  return json::answerObject(query, kMaxRequestBytes,
                            [&](json::ObjectReader& in, json::Writer& out) -> Result<void> {
                              SuggestQuery wanted;
                              wanted.role = in.string("role");
                              wanted.entityType = in.nullableString("entity_type");
                              wanted.query = in.nullableString("query").value_or("");
                              if (Result<void> done = in.finish(); !done)
                                return json::invalidRequest(done.error());
                              write(out, suggest(registry, wanted));
                              return {};
                            });
}

std::string listJson(const Registry& registry, std::string_view query) {
  return json::answerObject(query, kMaxRequestBytes,
                            [&](json::ObjectReader& in, json::Writer& out) -> Result<void> {
                              const std::string_view role = in.string("role");
                              if (Result<void> done = in.finish(); !done)
                                return json::invalidRequest(done.error());
                              write(out, list(registry, role));
                              return {};
                            });
}

std::string signingInputJson(std::string_view document) {
  const Result<json::Document> parsed = json::parse(document, {.max_bytes = kMaxRequestBytes});
  if (!parsed) return json::answer(parsed.error());
  const Result<SigningInput> input = signingInput(parsed->root());
  if (!input) return json::answer(input.error());
  return json::answer([&](json::Writer& out) {
    out.beginObject();
    out.member("payload_hash", input->payloadHash);
    out.member("signing_input", input->text);
    out.endObject();
  });
}

}  // namespace fairlead::action
