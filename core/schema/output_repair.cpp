#include "core/schema/output_repair.h"

#include <cstdint>

#include "core/json/canonical.h"
#include "core/json/json.h"
#include "core/schema/ascii.h"
#include "core/schema/output_judge.h"

namespace fairlead::schema {

namespace {

constexpr std::string_view kTooManyRepairs = "There are too many repairs to make.";

bool isControl(char byte) {
  return static_cast<unsigned char>(byte) < 0x20;
}
bool isNameStart(char byte) {
  return isAsciiLetter(byte) || byte == '_' || byte == '$';
}
bool isWordPart(char byte) {
  return isAsciiAlnum(byte) || isOneOf(byte, "+-._");
}
bool isContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Whether a word has the form of a JSON scalar: a number, true, false or null.
bool isScalar(std::string_view word) {
  const auto value = json::parse(word, {.max_bytes = SIZE_MAX});
  return value || value.error().code == "json_number_out_of_range";
}

}  // namespace

RepairingReader::Step RepairingReader::take(char byte, TextPlace place) {
  switch (state_) {
    case State::kValue:
      return takeValue(byte, place);
    case State::kName:
      return takeName(byte, place);
    case State::kColon:
      return takeColon(byte, place);
    case State::kAfter:
      return takeAfter(byte, place);
    case State::kString:
      return takeString(byte, place);
    case State::kEscape:
      return takeEscape(byte);
    case State::kHex:
      return takeHex(byte);
    case State::kQuotedName:
    case State::kQuotedNameEscape:
      return takeQuotedName(byte);
    case State::kBareName:
      return takeBareName(byte, place);
    case State::kWord:
      return takeWord(byte, place);
    default:
      return takeComment(byte);
  }
}

RepairingReader::Step RepairingReader::refuse(char byte, std::string_view fault) {
  fault_ = fault;
  return byte == '`' ? Step::kCut : Step::kBroken;
}

bool RepairingReader::repair(std::string_view code, TextPlace place, std::string_view message) {
  if (repairs_.size() == kMaxRepairs) return false;
  repairs_.push_back({code, place, std::string(message)});
  return true;
}

bool RepairingReader::takeSpace(char byte, TextPlace place) {
  if (isOneOf(byte, " \t\n\r")) return true;
  if (byte != '/') return false;
  afterComment_ = state_;
  tokenPlace_ = place;
  state_ = State::kSlash;
  return true;
}

RepairingReader::Step RepairingReader::takeComment(char byte) {
  switch (state_) {
    case State::kSlash:
      if (byte != '/' && byte != '*') return refuse(byte, "A slash is not JSON.");
      if (!repair("comment", tokenPlace_, "A comment was taken out.")) {
        return refuse(byte, kTooManyRepairs);
      }
      return more(byte == '/' ? State::kLineComment : State::kBlockComment);
    case State::kLineComment:
      return more(byte == '\n' ? afterComment_ : State::kLineComment);
    case State::kBlockComment:
      return more(byte == '*' ? State::kBlockCommentStar : State::kBlockComment);
    default:
      if (byte == '/') return more(afterComment_);
      return more(byte == '*' ? State::kBlockCommentStar : State::kBlockComment);
  }
}

void RepairingReader::writeComma() {
  if (hasComma_) text_ += ',';
  hasComma_ = false;
}

RepairingReader::Step RepairingReader::takeValue(char byte, TextPlace place) {
  if (takeSpace(byte, place)) return Step::kMore;
  const bool inArray = depth_ > 0 && !isInObject();
  if (byte == ']' && inArray && (!hasItem_ || hasComma_)) return close(byte);
  if (byte == '{' || byte == '[') return open(byte);
  if (byte != '"' && byte != '-' && !isAsciiAlnum(byte)) {
    return refuse(byte, "A JSON value is needed here.");
  }
  writeComma();
  tokenPlace_ = place;
  if (judge_ != nullptr) judge_->begin(byte);
  if (byte == '"') return beginString(false);
  tokenBegin_ = text_.size();
  text_ += byte;
  return more(State::kWord);
}

RepairingReader::Step RepairingReader::open(char byte) {
  if (depth_ == json::kMaxDepth) return refuse(byte, "The nesting is deeper than 64.");
  writeComma();
  if (judge_ != nullptr) judge_->begin(byte);
  text_ += byte;
  const std::uint64_t bit = std::uint64_t{1} << depth_++;
  objects_ = byte == '{' ? objects_ | bit : objects_ & ~bit;
  hasItem_ = false;
  return more(byte == '{' ? State::kName : State::kValue);
}

RepairingReader::Step RepairingReader::close(char byte) {
  if (hasComma_ &&
      !repair("trailing_comma", commaPlace_, "A comma before the end was taken out.")) {
    return refuse(byte, kTooManyRepairs);
  }
  hasComma_ = false;
  text_ += byte;
  if (judge_ != nullptr) judge_->close();
  --depth_;
  hasItem_ = true;
  isCommitted_ = true;
  state_ = State::kAfter;
  return depth_ == 0 ? Step::kWhole : Step::kMore;
}

RepairingReader::Step RepairingReader::takeName(char byte, TextPlace place) {
  if (takeSpace(byte, place)) return Step::kMore;
  if (byte == '}' && (!hasItem_ || hasComma_)) return close(byte);
  if (byte != '"' && byte != '\'' && !isNameStart(byte)) {
    return refuse(byte, "The name of a member is needed here.");
  }
  writeComma();
  tokenPlace_ = place;
  if (byte == '"') return beginString(true);
  tokenBegin_ = text_.size();
  text_ += '"';
  if (byte == '\'') return more(State::kQuotedName);
  text_ += byte;
  return more(State::kBareName);
}

RepairingReader::Step RepairingReader::takeQuotedName(char byte) {
  if (isControl(byte)) return refuse(byte, "A name must end in its line.");
  if (state_ == State::kQuotedNameEscape) {
    if (byte != '\'') text_ += '\\';
    text_ += byte;
    return more(State::kQuotedName);
  }
  if (byte == '\\') return more(State::kQuotedNameEscape);
  if (byte != '\'') {
    if (byte == '"') text_ += '\\';
    text_ += byte;
    return Step::kMore;
  }
  text_ += '"';
  if (!repair("single_quoted_name", tokenPlace_, "The name was put in double quotes.")) {
    return refuse(byte, kTooManyRepairs);
  }
  return endName();
}

RepairingReader::Step RepairingReader::takeBareName(char byte, TextPlace place) {
  if (isNameStart(byte) || isAsciiDigit(byte)) {
    text_ += byte;
    return Step::kMore;
  }
  text_ += '"';
  if (!repair("unquoted_name", tokenPlace_, "The name was put in double quotes.")) {
    return refuse(byte, kTooManyRepairs);
  }
  endName();
  return take(byte, place);
}

RepairingReader::Step RepairingReader::endName() {
  if (judge_ != nullptr) judge_->name(std::string_view(text_).substr(tokenBegin_));
  return more(State::kColon);
}

RepairingReader::Step RepairingReader::takeColon(char byte, TextPlace place) {
  if (takeSpace(byte, place)) return Step::kMore;
  if (byte != ':') return refuse(byte, "A colon is needed here.");
  isCommitted_ = isCommitted_ || isName_;
  isName_ = false;
  text_ += ':';
  return more(State::kValue);
}

RepairingReader::Step RepairingReader::takeAfter(char byte, TextPlace place) {
  if (takeSpace(byte, place)) return Step::kMore;
  if (byte == (isInObject() ? '}' : ']')) return close(byte);
  if (byte != ',') return refuse(byte, "A comma or the end is needed here.");
  isCommitted_ = true;
  hasComma_ = true;
  commaPlace_ = place;
  hasItem_ = true;
  return more(isInObject() ? State::kName : State::kValue);
}

RepairingReader::Step RepairingReader::beginString(bool isName) {
  tokenBegin_ = text_.size();
  text_ += '"';
  isName_ = isName;
  hasEscape_ = false;
  points_ = 0;
  return more(State::kString);
}

RepairingReader::Step RepairingReader::takeString(char byte, TextPlace place) {
  if (byte == '"') return endString();
  if (byte == '\\') {
    text_ += byte;
    hasEscape_ = true;
    return more(State::kEscape);
  }
  if (!isContinuation(byte)) ++points_;
  if (!isControl(byte)) {
    text_ += byte;
    return Step::kMore;
  }
  hasEscape_ = true;
  if (!repair("raw_control", place, "A control character in a string was escaped.")) {
    return refuse(byte, kTooManyRepairs);
  }
  json::appendEscape(text_, byte);
  return Step::kMore;
}

RepairingReader::Step RepairingReader::takeEscape(char byte) {
  if (!isOneOf(byte, "\"\\/bfnrtu")) return refuse(0, "JSON has no such escape.");
  text_ += byte;
  if (byte != 'u') {
    ++points_;
    return more(State::kString);
  }
  hexDigits_ = hexValue_ = 0;
  return more(State::kHex);
}

RepairingReader::Step RepairingReader::takeHex(char byte) {
  if (!isHexDigit(byte)) return refuse(0, "Four hexadecimal digits follow \\u.");
  text_ += byte;
  const unsigned digit = isAsciiDigit(byte) ? static_cast<unsigned>(byte - '0')
                                            : static_cast<unsigned>((byte | 0x20) - 'a' + 10);
  hexValue_ = hexValue_ << 4U | digit;
  if (++hexDigits_ < 4) return Step::kMore;
  const bool isLowSurrogate = hexValue_ >= 0xDC00 && hexValue_ < 0xE000;
  if (!isLowSurrogate) ++points_;
  return more(State::kString);
}

RepairingReader::Step RepairingReader::endString() {
  text_ += '"';
  if (isName_) return endName();
  if (judge_ != nullptr) judge_->scalar(std::string_view(text_).substr(tokenBegin_));
  return more(State::kAfter);
}

RepairingReader::Step RepairingReader::takeWord(char byte, TextPlace place) {
  if (isWordPart(byte)) {
    text_ += byte;
    return Step::kMore;
  }
  const std::string_view word = std::string_view(text_).substr(tokenBegin_);
  if (!isScalar(word)) {
    return refuse(byte, "A value is a string, a number, an array, an object, true, false or null.");
  }
  if (judge_ != nullptr) judge_->scalar(word);
  state_ = State::kAfter;
  return take(byte, place);
}

std::optional<Violation> RepairingReader::violation() const {
  if (judge_ == nullptr) return std::nullopt;
  const bool isInString =
      state_ == State::kString || state_ == State::kEscape || state_ == State::kHex;
  if (!isInString || isName_) return judge_->violation();
  return judge_->part(std::string_view(text_).substr(tokenBegin_ + 1), points_, hasEscape_);
}

}  // namespace fairlead::schema
