// A mail of any bytes: decoded within its bounds, as valid text that cleaning leaves as it is, and
// trimmed to a part of itself.
#include "native/mail/charset.h"
#include "native/mail/decode.h"
#include "native/mail/quotes.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace fairlead;
using fuzz::promise;

void checkText(const std::string& text) {
  promise(mail::isUtf8(text), "a text is valid UTF-8");
  promise(text.find('\0') == std::string::npos, "a text can be stored");
}

void checkMail(const mail::Mail& mail, const mail::Limits& limits) {
  promise(!mail.message_id.empty() && mail.message_id.size() <= 255, "an id fits its column");
  promise(mail.references.size() <= 100 && mail.to.size() <= 200, "lists are bounded");
  promise(mail.text.size() <= 8 * limits.max_text_bytes, "the text is bounded");
  for (const std::string* text : {&mail.message_id, &mail.thread_id, &mail.from_name,
                                  &mail.from_address, &mail.subject, &mail.text})
    checkText(*text);
  for (const std::string& address : mail.to) checkText(address);
  for (const std::string& id : mail.references) checkText(id);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  mail::Limits limits;
  limits.max_header_bytes = 4096;
  limits.max_text_bytes = 16384;
  limits.max_parts = 50;
  limits.parser = {.max_borders = 100, .max_part_headers = 2048};
  const auto mail = mail::decode(input.text(), limits);
  if (!mail) {
    promise(mail.error().code == "mail_unreadable", "the one error is mail_unreadable");
    return 0;
  }
  checkMail(*mail, limits);
  const std::string own = mail::trimQuotes(mail->text);
  checkText(own);
  promise(own.size() <= mail->text.size(), "trimming takes away");
  return 0;
}
