#include "native/mail/html.h"

#include <algorithm>
#include <array>
#include <vector>

#include "native/mail/html_style.h"
#include "native/mail/html_tokens.h"
#include "native/mail/text_flow.h"

namespace fairlead::mail {
namespace {

// Elements that hold nothing and have no end.
constexpr std::array kVoid =
    std::to_array<std::string_view>({"area", "base", "br", "col", "embed", "hr", "img", "input",
                                     "link", "meta", "param", "source", "track", "wbr"});

// Elements of other languages, where `<svg/>` ends itself as in XML; HTML's own do not.
bool isForeign(std::string_view name) {
  return name == "svg" || name == "math";
}

// Which open element a new one ends without a word, where only running text stands between.
struct Implied {
  std::string_view opened;
  std::string_view ended;
};
constexpr std::array kImplied = std::to_array<Implied>({
    {"li", "li"},
    {"dd", "dd"},
    {"dd", "dt"},
    {"dt", "dd"},
    {"dt", "dt"},
    {"td", "td"},
    {"td", "th"},
    {"th", "td"},
    {"th", "th"},
    {"tr", "td"},
    {"tr", "th"},
    {"tr", "tr"},
});

bool isHidden(const HtmlToken& tag) {
  return tag.is_hidden_by_name || isHidingStyle(tag.style);
}

bool isRunning(Layout layout) {
  return layout == Layout::kInline || layout == Layout::kLink;
}

// Whether it is no part of a line, and so ends what is.
bool isOfBlocks(Layout layout) {
  return !isRunning(layout) && layout != Layout::kBreak && layout != Layout::kImage &&
         layout != Layout::kDropped;
}

// At most `most` bytes of UTF-8, and no half of a character.
std::string_view firstBytes(std::string_view text, std::size_t most) {
  while (most < text.size() && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

bool isAddress(std::string_view href) {
  return href.starts_with("http://") || href.starts_with("https://") || href.starts_with("mailto:");
}

// What is read of a document, element by element.
class Reader {
 public:
  explicit Reader(const HtmlLimits& limits) : limits_(limits) {}

  /// Takes a token; false once a limit is reached.
  bool take(const HtmlToken& token);

  /// The text, once every element that is open has ended.
  HtmlText finish() {
    while (!open_.empty()) closeTop();
    return {flow_.take(), is_whole_};
  }

 private:
  struct Open {
    std::string name;
    Layout layout;
    std::string href;       // of a link
    std::size_t start = 0;  // where the text of a link begins
    int items = -1;         // of a list: the last number given, -1 without numbers
    bool drops = false;     // its content is left out
  };

  bool isWithinLimits();
  void open(const HtmlToken& tag);
  void close(std::string_view name);
  void closeTop();
  void closeImplied(std::string_view opened, Layout layout);
  void begin(Open& element, const HtmlToken& tag);
  void beginItem();
  void beginCell();
  void end(const Open& element);
  void endLink(const Open& link);
  bool isPreformatted() const { return preformatted_ > 0; }

  const HtmlLimits& limits_;
  TextFlow flow_;
  std::vector<Open> open_;
  std::size_t dropped_ = 0;  // how many of the open elements are inside one that is dropped
  int preformatted_ = 0;
  std::size_t row_start_ = 0;  // of the table, in the text
  int events_ = 0;
  std::size_t looks_ = 0;
  bool is_whole_ = true;
};

bool Reader::isWithinLimits() {
  constexpr int kEventsBetweenLooks = 256;
  const bool late =
      ++events_ % kEventsBetweenLooks == 0 && std::chrono::steady_clock::now() > limits_.deadline;
  if (late || looks_ > limits_.max_looks || open_.size() > limits_.max_depth ||
      flow_.size() > limits_.max_text_bytes)
    is_whole_ = false;
  return is_whole_;
}

bool Reader::take(const HtmlToken& token) {
  if (token.kind == HtmlToken::Kind::kOpen) {
    open(token);
  } else if (token.kind == HtmlToken::Kind::kClose) {
    close(token.name);
  } else if (dropped_ == 0 && isPreformatted()) {
    flow_.preformatted(token.text);
  } else if (dropped_ == 0) {
    flow_.run(token.text);
  }
  return isWithinLimits();
}

void Reader::open(const HtmlToken& tag) {
  Open element{tag.name, layoutOf(tag.name), {}, 0, -1, false};
  closeImplied(element.name, element.layout);
  element.drops = dropped_ > 0 || element.layout == Layout::kDropped || isHidden(tag);
  if (!element.drops) begin(element, tag);
  if (std::ranges::find(kVoid, tag.name) != kVoid.end()) return;
  if (tag.closes_itself && isForeign(tag.name)) return;
  if (element.drops) ++dropped_;
  open_.push_back(std::move(element));
}

// A paragraph ends where a block begins; items and cells where the next one does.
void Reader::closeImplied(std::string_view opened, Layout layout) {
  if (!isOfBlocks(layout)) return;
  const auto ends = [&](const Open& element) {
    return element.name == "p" || std::ranges::any_of(kImplied, [&](const Implied& rule) {
             return rule.opened == opened && rule.ended == element.name;
           });
  };
  for (std::size_t depth = open_.size(); depth > 0; --depth) {
    ++looks_;
    if (ends(open_[depth - 1])) {
      while (open_.size() >= depth) closeTop();
    } else if (!isRunning(open_[depth - 1].layout)) {
      return;
    }
  }
}

void Reader::begin(Open& element, const HtmlToken& tag) {
  switch (element.layout) {
    case Layout::kBlock:
      if (element.name == "tr") row_start_ = flow_.size();
      return flow_.lineBreak();
    case Layout::kParagraph:
      return flow_.paragraph();
    case Layout::kBreak:
      return flow_.preformatted("\n");
    case Layout::kRule:
      flow_.lineBreak();
      flow_.run("---");
      return flow_.lineBreak();
    case Layout::kList:
      element.items = element.name == "ol" ? 0 : -1;
      return flow_.lineBreak();
    case Layout::kItem:
      return beginItem();
    case Layout::kQuote:
      return flow_.beginQuote();
    case Layout::kCell:
      return beginCell();
    case Layout::kPreformatted:
      ++preformatted_;
      return flow_.paragraph();
    case Layout::kLink:
      element.href = tag.href;
      element.start = flow_.size();
      return;
    case Layout::kImage:
      if (!tag.alt.empty()) flow_.run("[" + std::string(firstBytes(tag.alt, 200)) + "]");
      return;
    case Layout::kInline:
    case Layout::kDropped:
      return;
  }
}

void Reader::beginItem() {
  flow_.lineBreak();
  for (auto element = open_.rbegin(); element != open_.rend(); ++element) {
    ++looks_;
    if (element->layout != Layout::kList) continue;
    if (element->items < 0) break;
    return flow_.mark(std::to_string(++element->items) + ". ");
  }
  flow_.mark("- ");
}

void Reader::beginCell() {
  // Cells that only make room have nothing to be separated from.
  const bool behindText = flow_.since(row_start_).find_first_not_of(" \n>") != std::string::npos;
  if (behindText) flow_.separate();
}

void Reader::endLink(const Open& link) {
  constexpr std::size_t kLongest = 300;
  constexpr std::size_t kSearched = 4096;  // of what the link shows
  const std::string_view shown = flow_.since(link.start).substr(0, kSearched);
  const bool says = shown.find(link.href) != std::string_view::npos ||
                    (link.href.starts_with("mailto:") &&
                     shown.find(link.href.substr(7)) != std::string_view::npos);
  const bool empty = shown.find_first_not_of(" \n>") == std::string_view::npos;
  if (empty || says || link.href.size() > kLongest || !isAddress(link.href)) return;
  flow_.run(" <" + link.href + ">");
}

void Reader::end(const Open& element) {
  switch (element.layout) {
    case Layout::kBlock:
    case Layout::kItem:
    case Layout::kList:
      return flow_.lineBreak();
    case Layout::kParagraph:
      return flow_.paragraph();
    case Layout::kQuote:
      return flow_.endQuote();
    case Layout::kPreformatted:
      --preformatted_;
      return flow_.paragraph();
    case Layout::kLink:
      return endLink(element);
    default:
      return;
  }
}

void Reader::closeTop() {
  if (open_.back().drops) {
    --dropped_;
  } else {
    end(open_.back());
  }
  open_.pop_back();
}

// An end without a beginning ends nothing.
void Reader::close(std::string_view name) {
  const auto element = std::find_if(open_.rbegin(), open_.rend(), [&](const Open& one) {
    ++looks_;
    return one.name == name;
  });
  if (element == open_.rend()) return;
  const auto depth = static_cast<std::size_t>(open_.rend() - element);
  while (open_.size() >= depth) closeTop();
}

}  // namespace

HtmlText htmlToText(std::string_view html, const HtmlLimits& limits) {
  Reader reader(limits);
  HtmlTokenizer tokens(html);
  HtmlToken token;
  while (tokens.next(token) && reader.take(token)) {
  }
  return reader.finish();
}

}  // namespace fairlead::mail
