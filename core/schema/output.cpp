#include "core/schema/output.h"

#include <utility>

#include "core/schema/compiled_schema.h"
#include "core/schema/output_judge.h"
#include "core/schema/output_repair.h"
#include "core/schema/output_words.h"

namespace fairlead::schema {

namespace {

/// The kinds of value that may be the whole document: those that `type` of the schema, or of what
/// it refers to, lets through.
TypeMask typesAllowed(const CompiledSchema& schema) {
  TypeMask types = kObjectType | kArrayType;
  NodeIndex index = schema.root;
  for (std::size_t hops = 0; hops <= kMaxInPlaceDepth; ++hops) {
    const SchemaNode& node = schema.nodes[index];
    NodeIndex next = kNoNode;
    for (std::uint32_t i = 0; i < node.checkCount; ++i) {
      const Check& check = schema.checks[node.firstCheck + i];
      if (check.keyword == Keyword::kType) types &= check.operand;
      if (check.keyword == Keyword::kRef) next = check.operand;
    }
    if (next == kNoNode) break;
    index = next;
  }
  return types;
}

/// Sees a word of prose go by, byte for byte. Its first character stands nowhere else in it.
class WordMatcher {
 public:
  bool take(char byte, std::string_view word) {
    if (byte == word[matched_]) {
      if (++matched_ < word.size()) return false;
      matched_ = 0;
      return true;
    }
    matched_ = byte == word[0] ? 1 : 0;
    return false;
  }

 private:
  std::size_t matched_ = 0;
};

}  // namespace

/// Finds the document, and keeps what was found.
class OutputStream::Machine {
 public:
  Machine(const Schema& schema, bool isJudging)
      : schema_(schema), types_(typesAllowed(schema.compiled())), isJudging_(isJudging) {}
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  void push(std::string_view chunk);
  Progress progress();
  /// What the text comes to if it ends here. Nothing may be pushed after it.
  Result<OutputReport>& report();

 private:
  /// How a document that counts has ended.
  struct Ending {
    RepairingReader::Step step;
    TextPlace place;
    RepairingReader reader;
  };

  void take(char byte);
  // Whether the byte ends a tag, behind which a line begins anew.
  bool takeProse(char byte);
  bool takeDocument(char byte);
  void begin(char byte);
  bool isTooLong() const { return bytes_ > schema_.compiled().options.max_bytes; }
  Result<OutputReport> judged(Ending& ending) const;

  Schema schema_;
  TypeMask types_;
  bool isJudging_;
  std::size_t bytes_ = 0;
  TextPlace place_;
  bool lineHasText_ = false;
  bool isThinking_ = false;
  WordMatcher tag_;
  std::optional<EarlyJudge> judge_;  // of a document that begins a line
  std::optional<RepairingReader> reader_;
  bool beginsLine_ = false;      // the document that is read
  std::optional<Ending> found_;  // the first inside a line, until one that begins a line has ended
  bool isDecided_ = false;
  std::optional<Result<OutputReport>> report_;
  std::optional<Violation> violation_;  // the first that was told of, which stays
};

void OutputStream::Machine::push(std::string_view chunk) {
  bytes_ += chunk.size();
  if (isTooLong()) return;
  for (const char byte : chunk) take(byte);
}

void OutputStream::Machine::take(char byte) {
  if (isDecided_) return;
  const bool isTagEnd = reader_ ? takeDocument(byte) : takeProse(byte);
  place_.pass(byte);
  if (byte == '\n') {
    lineHasText_ = false;
  } else if (byte != ' ' && byte != '\t' && byte != '\r') {
    lineHasText_ = !isTagEnd;
  }
}

bool OutputStream::Machine::takeProse(char byte) {
  const bool isTagEnd = tag_.take(byte, isThinking_ ? "</think>" : "<think>");
  if (isTagEnd) isThinking_ = !isThinking_;
  const bool isBracket =
      (byte == '{' && (types_ & kObjectType) != 0) || (byte == '[' && (types_ & kArrayType) != 0);
  if (isBracket && !isThinking_) begin(byte);
  return isTagEnd;
}

void OutputStream::Machine::begin(char byte) {
  beginsLine_ = !lineHasText_;
  judge_.reset();
  if (beginsLine_ && isJudging_) judge_.emplace(schema_.compiled());
  reader_.emplace(judge_ ? &*judge_ : nullptr);
  reader_->take(byte, place_);
}

bool OutputStream::Machine::takeDocument(char byte) {
  using Step = RepairingReader::Step;
  const Step step = reader_->take(byte, place_);
  if (step == Step::kMore) return false;
  if (reader_->isCommitted() && (beginsLine_ || !found_)) {
    found_.emplace(Ending{step, place_, std::move(*reader_)});
    isDecided_ = beginsLine_;
  }
  reader_.reset();
  return step != Step::kWhole && !isDecided_ && takeProse(byte);
}

Result<OutputReport> OutputStream::Machine::judged(Ending& ending) const {
  OutputReport report{.repairs = std::move(ending.reader.repairs())};
  if (ending.step == RepairingReader::Step::kBroken) {
    std::string message(ending.reader.fault());
    report.outcome = Outcome::kInvalid;
    report.violations.push_back(
        notJson("json_syntax", message + " This is at " + wordsFor(ending.place) + "."));
    return report;
  }
  if (ending.step != RepairingReader::Step::kWhole) {
    auto violation = ending.reader.violation();
    report.outcome = violation ? Outcome::kInvalid : Outcome::kTruncated;
    if (violation) report.violations.push_back(std::move(*violation));
    return report;
  }
  auto document = json::parse(ending.reader.text(), kLimits);
  if (!document) {
    report.outcome = Outcome::kInvalid;
    report.violations.push_back(
        notJson(document.error().code, "The document is no strict JSON.", document.error().path));
    return report;
  }
  auto validation = schema_.validate(document->root());
  if (!validation) return std::unexpected(validation.error());
  report.outcome = validation->valid ? Outcome::kValid : Outcome::kInvalid;
  report.violations = std::move(validation->violations);
  report.document = std::move(*document);
  return report;
}

Result<OutputReport>& OutputStream::Machine::report() {
  if (report_) return *report_;
  if (isTooLong()) {
    const std::string limit = std::to_string(schema_.compiled().options.max_bytes);
    return report_.emplace(
        fail("json_too_large", "The text is longer than the " + limit + " bytes allowed."));
  }
  if (reader_ && (beginsLine_ || (reader_->isCommitted() && !found_))) {
    found_.emplace(Ending{RepairingReader::Step::kCut, place_, std::move(*reader_)});
  }
  reader_.reset();
  report_.emplace();
  if (found_) {
    *report_ = judged(*found_);
  } else {
    (*report_)->outcome = isThinking_ ? Outcome::kTruncated : Outcome::kNoJson;
  }
  if (*report_) (*report_)->askAgain = askAgain(**report_);
  return *report_;
}

Progress OutputStream::Machine::progress() {
  using State = Progress::State;
  if (isDecided_ || isTooLong()) {
    const Result<OutputReport>& verdict = report();
    if (violation_) return {State::kViolated, violation_};
    if (!verdict) return {State::kViolated, notJson(verdict.error().code, verdict.error().message)};
    if (verdict->outcome == Outcome::kValid) return {State::kComplete};
    if (!verdict->violations.empty()) return {State::kViolated, verdict->violations.front()};
    return {State::kViolated,
            notJson("json_syntax", "The fence ends before the document is complete.")};
  }
  if (!reader_ || !beginsLine_) return {State::kSearching};
  if (!violation_ && reader_->isCommitted()) violation_ = reader_->violation();
  if (violation_) return {State::kViolated, violation_};
  return {State::kReading};
}

OutputStream::OutputStream(const Schema& schema)
    : machine_(std::make_unique<Machine>(schema, true)) {}
OutputStream::OutputStream(OutputStream&&) noexcept = default;
OutputStream& OutputStream::operator=(OutputStream&&) noexcept = default;
OutputStream::~OutputStream() = default;

Progress OutputStream::push(std::string_view chunk) {
  machine_->push(chunk);
  return machine_->progress();
}

Result<OutputReport> OutputStream::finish() {
  return std::move(machine_->report());
}

/// Only a document that was cut off needs to be judged while it comes.
Result<OutputReport> checkOutput(const Schema& schema, std::string_view text) {
  OutputStream::Machine whole(schema, false);
  whole.push(text);
  Result<OutputReport>& report = whole.report();
  if (!report || report->outcome != Outcome::kTruncated) return std::move(report);
  OutputStream stream(schema);
  stream.push(text);
  return stream.finish();
}

}  // namespace fairlead::schema
