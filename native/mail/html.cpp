#include "native/mail/html.h"

#include <libxml/HTMLparser.h>
#include <memory>
#include <vector>

#include "native/mail/html_style.h"
#include "native/mail/text_flow.h"

namespace fairlead::mail {
namespace {

std::string_view textOf(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

// The attributes of an element: names and values in turn, and a null at the end.
class Attributes {
 public:
  explicit Attributes(const xmlChar** list) : list_(list) {}

  /// Null data where the element has no such attribute.
  std::string_view find(std::string_view name) const {
    for (const xmlChar** entry = list_; entry && *entry; entry += 2)
      if (textOf(entry[0]) == name) return entry[1] ? textOf(entry[1]) : std::string_view("");
    return {};
  }
  bool has(std::string_view name) const { return find(name).data() != nullptr; }

 private:
  const xmlChar** list_;
};

bool isHidden(const Attributes& attributes) {
  return attributes.has("hidden") || isHidingStyle(attributes.find("style"));
}

bool isAddress(std::string_view href) {
  return href.starts_with("http://") || href.starts_with("https://") || href.starts_with("mailto:");
}

// What is read of a document, element by element.
class Reader {
 public:
  explicit Reader(const HtmlLimits& limits) : limits_(limits) {}

  /// Each says whether reading goes on.
  bool open(std::string_view name, const Attributes& attributes);
  bool characters(std::string_view text);
  void close(std::string_view name);

  HtmlText take() { return {flow_.take(), is_whole_}; }

 private:
  struct Open {
    std::string name;
    Layout layout;
    std::string href;       // of a link
    std::size_t start = 0;  // where the text of a link begins
    int items = -1;         // of a list: the last number given, -1 without numbers
  };

  bool isWithinLimits();
  void begin(Open& element, const Attributes& attributes);
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
  bool first_cell_ = true;
  int events_ = 0;
  bool is_whole_ = true;
};

bool Reader::isWithinLimits() {
  constexpr int kEventsBetweenLooks = 256;
  const bool late =
      ++events_ % kEventsBetweenLooks == 0 && std::chrono::steady_clock::now() > limits_.deadline;
  if (late || open_.size() > limits_.max_depth || flow_.size() > limits_.max_text_bytes)
    is_whole_ = false;
  return is_whole_;
}

bool Reader::open(std::string_view name, const Attributes& attributes) {
  Open element{std::string(name), layoutOf(name), {}, 0, -1};
  if (dropped_ > 0 || element.layout == Layout::kDropped || isHidden(attributes)) {
    ++dropped_;
  } else {
    begin(element, attributes);
  }
  open_.push_back(std::move(element));
  return isWithinLimits();
}

void Reader::begin(Open& element, const Attributes& attributes) {
  switch (element.layout) {
    case Layout::kBlock:
      if (element.name == "tr") first_cell_ = true;
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
      element.href = attributes.find("href");
      element.start = flow_.size();
      return;
    case Layout::kImage:
      if (const auto alt = attributes.find("alt"); !alt.empty())
        flow_.run("[" + std::string(alt.substr(0, 200)) + "]");
      return;
    case Layout::kInline:
    case Layout::kDropped:
      return;
  }
}

void Reader::beginItem() {
  flow_.lineBreak();
  for (auto element = open_.rbegin(); element != open_.rend(); ++element) {
    if (element->layout != Layout::kList) continue;
    if (element->items < 0) break;
    return flow_.mark(std::to_string(++element->items) + ". ");
  }
  flow_.mark("- ");
}

void Reader::beginCell() {
  if (!first_cell_) flow_.run(" | ");
  first_cell_ = false;
}

bool Reader::characters(std::string_view text) {
  if (dropped_ == 0) {
    if (isPreformatted()) {
      flow_.preformatted(text);
    } else {
      flow_.run(text);
    }
  }
  return isWithinLimits();
}

void Reader::endLink(const Open& link) {
  constexpr std::size_t kLongest = 300;
  const std::string_view shown = flow_.since(link.start);
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

// libxml2 closes every element that it opened, in order.
void Reader::close(std::string_view name) {
  if (open_.empty() || open_.back().name != name) return;
  if (dropped_ > 0) {
    --dropped_;
  } else {
    end(open_.back());
  }
  open_.pop_back();
}

// libxml2's callbacks. Its context is handed to each, and has the reader as private data.

xmlParserCtxt* contextOf(void* context) {
  return static_cast<xmlParserCtxt*>(context);
}

Reader& readerOf(void* context) {
  return *static_cast<Reader*>(contextOf(context)->_private);
}

void onStart(void* context, const xmlChar* name, const xmlChar** attributes) {
  if (!readerOf(context).open(textOf(name), Attributes(attributes)))
    xmlStopParser(contextOf(context));
}

void onEnd(void* context, const xmlChar* name) {
  readerOf(context).close(textOf(name));
}

void onCharacters(void* context, const xmlChar* text, int size) {
  const std::string_view run(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  if (!readerOf(context).characters(run)) xmlStopParser(contextOf(context));
}

// The text of scripts and styles.
void onData(void*, const xmlChar*, int) {}

struct FreeContext {
  void operator()(htmlParserCtxtPtr context) const { htmlFreeParserCtxt(context); }
};

}  // namespace

HtmlText htmlToText(std::string_view html, const HtmlLimits& limits) {
  Reader reader(limits);
  xmlSAXHandler handler{};
  handler.startElement = onStart;
  handler.endElement = onEnd;
  handler.characters = onCharacters;
  handler.ignorableWhitespace = onCharacters;
  handler.cdataBlock = onData;
  const std::unique_ptr<htmlParserCtxt, FreeContext> context(htmlNewParserCtxt());
  if (!context) return {{}, false};
  *context->sax = handler;
  context->_private = &reader;
  constexpr int kOptions =
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
  htmlDocPtr document = htmlCtxtReadMemory(
      context.get(), html.data(), static_cast<int>(html.size()), nullptr, "UTF-8", kOptions);
  xmlFreeDoc(document);
  return reader.take();
}

}  // namespace fairlead::mail
