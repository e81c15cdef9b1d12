#include "core/dom/duplicates.h"

#include <set>
#include <vector>

#include "core/dom/json.h"
#include "core/dom/pointer.h"

namespace fairlead::dom {
namespace {

/// One open array or object.
struct Level {
  bool is_object;
  bool expects_name;  // the next string is a member's name
  std::string name;   // of the present member
  std::size_t index = 0;
  std::set<std::string, std::less<>> names;
};

/// Walks over a text that is known to be JSON: brackets, commas and strings tell where it stands.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::string findDuplicate() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '{' || c == '[') {
        levels_.push_back({c == '{', c == '{', {}, 0, {}});
      } else if (c == '}' || c == ']') {
        levels_.pop_back();
      } else if (c == ',') {
        levels_.back().expects_name = levels_.back().is_object;
        ++levels_.back().index;
      } else if (c == '"' && isRepeatedName(takeString())) {
        break;
      }
    }
    return pointer();
  }

 private:
  /// The string that starts here, with its quotes; moves to its end.
  std::string_view takeString() {
    const std::size_t first = at_;
    for (++at_; text_[at_] != '"'; ++at_)
      if (text_[at_] == '\\') ++at_;
    return text_.substr(first, at_ - first + 1);
  }

  bool isRepeatedName(std::string_view literal) {
    if (levels_.empty() || !levels_.back().expects_name) return false;
    Level& level = levels_.back();
    level.expects_name = false;
    const Result<Value> name = parse(literal, {.max_bytes = literal.size()});
    level.name = *name->if_string();
    return !level.names.insert(level.name).second;
  }

  std::string pointer() const {
    std::string out;
    for (const Level& level : levels_) {
      out += '/';
      if (level.is_object)
        appendEscaped(out, level.name);
      else
        out += std::to_string(level.index);
    }
    return out;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Level> levels_;
};

}  // namespace

std::string findDuplicate(std::string_view text) {
  return Scanner(text).findDuplicate();
}

}  // namespace fairlead::dom
