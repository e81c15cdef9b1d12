#include "native/mail/addresses.h"

namespace fairlead::mail {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// Reads one list from its first byte to its last.
class List {
 public:
  explicit List(std::size_t most) : most_(most) {}

  void take(char c) {
    if (escaped_) {
      escaped_ = false;
      return keep(c);
    }
    if (c == '\\' && (quoted_ || comments_ > 0)) {
      escaped_ = true;
    } else if (comments_ > 0) {
      takeInComment(c);
    } else if (c == '"') {
      quoted_ = !quoted_;
    } else if (quoted_) {
      keep(c);
    } else {
      takeBare(c);
    }
  }

  std::vector<Address> finish() {
    endMailbox();
    return std::move(found_);
  }

 private:
  void keep(char c) {
    constexpr std::size_t kLongest = 1000;
    std::string& to = comments_ > 0 ? comment_ : in_angle_ ? angle_ : text_;
    if (to.size() < kLongest) to += c;
  }

  void takeInComment(char c) {
    if (c == '(') ++comments_;
    if (c == ')' && --comments_ == 0) return;
    keep(c);
  }

  void takeBare(char c) {
    if (c == '(') {
      ++comments_;
    } else if (c == '<') {
      in_angle_ = has_angle_ = true;
    } else if (c == '>') {
      in_angle_ = false;
    } else if (c == ',' || c == ';') {
      endMailbox();
    } else if (c == ':' && !in_angle_ && text_.find('[') == std::string::npos) {
      text_.clear();  // what stood before is the name of a group
    } else {
      keep(c);
    }
  }

  void endMailbox() {
    const std::string_view address = trimmed(has_angle_ ? angle_ : text_);
    const std::string_view name = trimmed(has_angle_ ? text_ : comment_);
    if (!address.empty() && found_.size() < most_)
      found_.push_back({std::string(name), std::string(address)});
    text_.clear();
    angle_.clear();
    comment_.clear();
    in_angle_ = has_angle_ = false;
  }

  const std::size_t most_;
  std::vector<Address> found_;
  std::string text_, angle_, comment_;
  std::size_t comments_ = 0;  // how many are open
  bool quoted_ = false;
  bool escaped_ = false;
  bool in_angle_ = false;
  bool has_angle_ = false;
};

}  // namespace

std::vector<Address> parseAddresses(std::string_view value, std::size_t most) {
  List list(most);
  for (const char c : value) list.take(c);
  return list.finish();
}

}  // namespace fairlead::mail
