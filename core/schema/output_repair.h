// Reading a JSON document out of a model's text byte by byte, mending what is certain.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/schema/output.h"

namespace fairlead::schema {

class EarlyJudge;

/// Reads one document that begins with { or [ and writes it as strict JSON. Strings are checked for
/// their form only; what is in them, and repeated names, is left to json::parse.
class RepairingReader {
 public:
  enum class Step : std::uint8_t {
    kMore,    // the byte was taken
    kWhole,   // the byte was taken and ends the document
    kBroken,  // the byte was not taken: here it is no JSON
    kCut,     // the byte was not taken: a fence ends inside the document
  };

  /// `judge` may be null. It is told of each value as it comes.
  explicit RepairingReader(EarlyJudge* judge) : judge_(judge) {}

  Step take(char byte, TextPlace place);

  /// What the judge says if the text ends here.
  std::optional<Violation> violation() const;

  /// Whether this is a document rather than a bracket in prose.
  bool isCommitted() const { return isCommitted_; }
  const std::string& text() const { return text_; }
  std::vector<Repair>& repairs() { return repairs_; }
  /// What is wrong, after kBroken.
  std::string_view fault() const { return fault_; }

 private:
  enum class State : std::uint8_t {
    kValue,
    kName,
    kColon,
    kAfter,
    kString,
    kEscape,
    kHex,
    kQuotedName,
    kQuotedNameEscape,
    kBareName,
    kWord,
    kSlash,
    kLineComment,
    kBlockComment,
    kBlockCommentStar,
  };

  Step takeValue(char byte, TextPlace place);
  Step takeName(char byte, TextPlace place);
  Step takeColon(char byte, TextPlace place);
  Step takeAfter(char byte, TextPlace place);
  Step takeString(char byte, TextPlace place);
  Step takeEscape(char byte);
  Step takeHex(char byte);
  Step takeQuotedName(char byte);
  Step takeBareName(char byte, TextPlace place);
  Step takeWord(char byte, TextPlace place);
  Step takeComment(char byte);

  Step open(char byte);
  Step close(char byte);
  Step beginString(bool isName);
  Step endString();
  Step endName();
  /// Space between tokens, or the start of a comment; otherwise false.
  bool takeSpace(char byte, TextPlace place);
  /// A byte where no token can begin or go on.
  Step refuse(char byte, std::string_view fault);
  Step more(State next) {
    state_ = next;
    return Step::kMore;
  }
  void writeComma();
  bool repair(std::string_view code, TextPlace place, std::string_view message);
  bool isInObject() const { return (objects_ >> (depth_ - 1) & 1U) != 0; }

  EarlyJudge* judge_;
  std::string text_;
  std::vector<Repair> repairs_;
  std::string_view fault_;

  State state_ = State::kValue;
  State afterComment_ = State::kValue;
  std::uint64_t objects_ = 0;  // a bit for each open container: whether it is an object
  unsigned depth_ = 0;
  bool hasItem_ = false;   // the open container has an item before this place
  bool hasComma_ = false;  // a comma was read and is not written yet
  TextPlace commaPlace_;
  bool isCommitted_ = false;

  std::size_t tokenBegin_ = 0;  // where the present scalar or name begins in text_
  TextPlace tokenPlace_;
  bool isName_ = false;     // the present string is a name
  bool hasEscape_ = false;  // the present string has one
  unsigned hexDigits_ = 0;  // of the present \u, and what they give
  unsigned hexValue_ = 0;
  std::size_t points_ = 0;  // code points of the present string
};

}  // namespace fairlead::schema
