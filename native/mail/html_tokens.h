// The tags and the text of an HTML document, one after the other.
#pragma once

#include <string>
#include <string_view>

namespace fairlead::mail {

/// A piece of a document.
struct HtmlToken {
  enum class Kind { kText, kOpen, kClose };
  Kind kind;
  std::string name;  ///< of a tag, in small letters
  std::string text;  ///< of text, with character references resolved
  // Of an opening tag, what matters to its text; the rest is passed over.
  std::string style, href, alt;
  bool is_hidden_by_name = false;  ///< it has the attribute `hidden`
  bool closes_itself = false;      ///< `<br/>`
};

/// Cuts a document into tokens as the HTML standard's tokenizer does (section 13.2.5), as far as
/// text is concerned: comments, declarations and processing instructions are passed over, and what
/// stands in `script`, `style` and their like is one text until their end. Each byte is looked at
/// once or twice, whatever the document holds, and an attribute costs no more than its bytes.
class HtmlTokenizer {
 public:
  /// `html` is UTF-8 and must outlive the tokenizer.
  explicit HtmlTokenizer(std::string_view html) : left_(html) {}

  /// The next token into `token`; false at the end.
  bool next(HtmlToken& token);

 private:
  bool takeMarkup(HtmlToken& token);
  void takeText(HtmlToken& token, std::size_t size);
  void takeTag(HtmlToken& token);
  void takeAttribute(HtmlToken& token);
  std::string_view takeValue();
  std::string_view take(std::size_t size);
  void skipBlanks();
  void skipBehind(std::string_view end);

  std::string_view left_;
  std::string raw_until_;  // the name of the element whose end alone counts
};

/// `text` with its character references (`&amp;`, `&#8364;`) resolved.
std::string withoutReferences(std::string_view text);

}  // namespace fairlead::mail
