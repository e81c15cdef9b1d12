#include "native/mail/message_text.h"

#include <algorithm>
#include <fmt/format.h>

#include "native/mail/charset.h"
#include "native/mail/flowed.h"

namespace fairlead::mail {
namespace {

bool isType(GMimeObject* part, const char* type, const char* subtype) {
  return g_mime_content_type_is_type(g_mime_object_get_content_type(part), type, subtype) != 0;
}

bool isAttached(GMimePart* part) {
  GMimeObject* object = GMIME_OBJECT(part);
  const char* disposition = g_mime_object_get_disposition(object);
  return disposition && g_ascii_strcasecmp(disposition, "attachment") == 0;
}

// A Content-Type that is none counts as plain text (RFC 2045, section 5.2).
bool isUntyped(GMimeObject* part) {
  const char* type = g_mime_object_get_header(part, "Content-Type");
  return type && std::string_view(type).find('/') == std::string_view::npos;
}

// Text that a reader shows; a calendar, a card or a table is a file.
bool isShown(GMimePart* part) {
  GMimeObject* object = GMIME_OBJECT(part);
  if (isAttached(part)) return false;
  if (!isType(object, "text", "*")) return isUntyped(object);
  for (const char* file : {"calendar", "vcard", "x-vcard", "csv", "rfc822-headers"})
    if (isType(object, "text", file)) return false;
  return true;
}

// Files that are no picture of a page: with a name, or attached in words.
bool countsAsAttachment(GMimePart* part) {
  if (isAttached(part)) return true;
  const bool inPage = g_mime_part_get_content_id(part) && isType(GMIME_OBJECT(part), "image", "*");
  return !inPage;
}

bool isMail(GMimeObject* part) {
  return isType(part, "message", "rfc822") || isType(part, "message", "global");
}

bool isHtml(GMimeObject* part) {
  return isType(part, "text", "html");
}

// The parameter of the content's type; "" where it has none.
std::string_view parameterOf(GMimePart* part, const char* name) {
  const char* value = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), name);
  return value ? value : "";
}

bool isWord(std::string_view text, std::string_view word) {
  return std::ranges::equal(text, word, {}, g_ascii_tolower, g_ascii_tolower);
}

// Whether a text is a page that was sent as plain text: it begins as only pages do.
bool looksLikePage(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const auto begins = [&](std::string_view tag) {
    return text.size() > tag.size() && isWord(text.substr(0, tag.size()), tag) &&
           std::string_view(" \t\r\n>").find(text[tag.size()]) != std::string_view::npos;
  };
  return begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body");
}

// Whether the alternative is worth less than one that comes behind it.
int worthOf(GMimeObject* part) {
  if (isType(part, "text", "plain")) return 3;
  if (isHtml(part)) return 2;
  return GMIME_IS_MULTIPART(part) ? 2 : 1;
}

bool saysNothing(std::string_view text) {
  return text.find_first_not_of(" \n\t>") == std::string_view::npos;
}

void appendBlock(std::string& text, const std::string& block) {
  if (block.empty()) return;
  if (!text.empty()) text += "\n\n";
  text += block;
}

}  // namespace

std::string headerText(const char* text, std::size_t max_characters) {
  if (!text) return {};
  constexpr std::size_t kMostBytes = std::size_t{64} << 10;
  return cleanedLine(toUtf8(text, "", kMostBytes).text, max_characters);
}

bool MessageText::mayEnter(std::size_t depth) {
  if (depth > limits_.max_depth) {
    faults_.add("mail_too_deep");
  } else if (++parts_ > limits_.max_parts) {
    faults_.add("mail_too_many_parts");
  } else if (std::chrono::steady_clock::now() > nesting_.deadline) {
    faults_.add("mail_time_limit");
  } else {
    return true;
  }
  return false;
}

std::string MessageText::of(GMimeObject* part, std::size_t depth) {
  if (!part || !mayEnter(depth)) return {};
  if (GMIME_IS_MULTIPART(part)) return ofMultipart(GMIME_MULTIPART(part), depth + 1);
  if (GMIME_IS_PART(part) && isMail(part)) return ofMail(GMIME_PART(part));
  if (GMIME_IS_PART(part)) return ofLeaf(GMIME_PART(part));
  return {};
}

std::string MessageText::ofMultipart(GMimeMultipart* multipart, std::size_t depth) {
  GMimeObject* object = GMIME_OBJECT(multipart);
  if (isType(object, "multipart", "encrypted")) {
    faults_.add("mail_encrypted");
    return {};
  }
  // Where no boundary fits, all of it stands before the first part.
  if (g_mime_multipart_get_count(multipart) == 0) {
    const char* all = g_mime_multipart_get_prologue(multipart);
    return all ? textOf(all, "") : std::string();
  }
  if (isType(object, "multipart", "alternative")) return ofAlternatives(multipart, depth);
  // What a page is made of: the page, and its pictures. What is signed: the text, and its
  // signature.
  const bool firstOnly =
      isType(object, "multipart", "related") || isType(object, "multipart", "signed");
  if (firstOnly) return of(g_mime_multipart_get_part(multipart, 0), depth);
  return ofAll(multipart, depth);
}

// The best one that says something, and only it is decoded unless it turns out to be empty.
std::string MessageText::ofAlternatives(GMimeMultipart* multipart, std::size_t depth) {
  const int count = g_mime_multipart_get_count(multipart);
  for (int worth = 3; worth > 0; --worth) {
    for (int i = 0; i < count; ++i) {
      GMimeObject* part = g_mime_multipart_get_part(multipart, i);
      if (worthOf(part) != worth) continue;
      const std::string text = of(part, depth);
      if (!saysNothing(text)) return text;
    }
  }
  return {};
}

std::string MessageText::ofAll(GMimeMultipart* multipart, std::size_t depth) {
  std::string text;
  const int count = g_mime_multipart_get_count(multipart);
  for (int i = 0; i < count && parts_ <= limits_.max_parts; ++i)
    appendBlock(text, of(g_mime_multipart_get_part(multipart, i), depth));
  return text;
}

std::string MessageText::ofMail(GMimePart* part) {
  // Each mail inside is held whole while the ones in it are read.
  constexpr std::size_t kMostMails = 6;
  if (nesting_.depth >= kMostMails) {
    faults_.add("mail_too_deep");
    return {};
  }
  Limits limits = limits_;
  limits.max_text_bytes = left_;
  const auto mail = decodeNested(contentOf(part), limits, {nesting_.deadline, nesting_.depth + 1});
  if (!mail) return {};
  for (const std::string_view fault : mail->faults)
    if (!fault.ends_with("_missing")) faults_.add(fault);
  left_ -= std::min(left_, mail->text.size());
  return fmt::format("---------- Forwarded message ----------\nFrom: {} <{}>\nSubject: {}\n\n{}",
                     mail->from_name, mail->from_address, mail->subject, mail->text);
}

std::string MessageText::ofLeaf(GMimePart* part) {
  if (!isShown(part)) {
    if (countsAsAttachment(part)) ++attachments_;
    return {};
  }
  const std::string_view charset = parameterOf(part, "charset");
  const std::string bytes = contentOf(part);
  const bool isPage = isHtml(GMIME_OBJECT(part)) || looksLikePage(bytes);
  return isPage ? pageOf(bytes, charset) : plainOf(part, bytes, charset);
}

std::string MessageText::plainOf(GMimePart* part, std::string_view bytes,
                                 std::string_view charset) {
  if (!isWord(parameterOf(part, "format"), "flowed")) return textOf(bytes, charset);
  const std::string text = validText(bytes, charset, left_);
  return kept(cleaned(unflowed(text, isWord(parameterOf(part, "delsp"), "yes"))));
}

std::string MessageText::validText(std::string_view bytes, std::string_view charset,
                                   std::size_t most) {
  Text text = toUtf8(bytes, charset, most);
  if (!text.is_known) faults_.add("mail_charset_unknown");
  // The last character of what was cut may be half of one.
  if (!text.is_whole && bytes.size() <= most) faults_.add("mail_charset_broken");
  if (bytes.size() > most) faults_.add("mail_text_cut");
  return std::move(text.text);
}

std::string MessageText::textOf(std::string_view bytes, std::string_view charset) {
  return kept(cleaned(validText(bytes, charset, left_)));
}

std::string MessageText::kept(std::string text) {
  left_ -= std::min(left_, text.size());
  return text;
}

std::string MessageText::pageOf(std::string_view bytes, std::string_view charset) {
  constexpr std::size_t kMarkup = 8;  // how much longer a page may be than its text
  const std::string html = validText(bytes, charset, left_ * kMarkup);
  const HtmlText page = htmlToText(html, {.max_text_bytes = left_, .deadline = nesting_.deadline});
  if (!page.is_whole) faults_.add("mail_html_cut");
  std::string text = cleaned(page.text);
  // The reader of pages looks at its limit between two tokens, and one may be the whole page.
  if (text.size() > left_) text = validText(text, "utf-8", left_);
  return kept(std::move(text));
}

std::string MessageText::contentOf(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (!content) return {};
  const Held<GMimeStream> memory(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, memory.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

}  // namespace fairlead::mail
