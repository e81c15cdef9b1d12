#include "native/mail/decode.h"

#include <algorithm>

#include "core/crypto/sha256.h"
#include "native/mail/addresses.h"
#include "native/mail/charset.h"
#include "native/mail/deadline_stream.h"
#include "native/mail/header.h"
#include "native/mail/message_text.h"

#if defined(__SANITIZE_ADDRESS__)
#define FAIRLEAD_CHECKS_LEAKS
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FAIRLEAD_CHECKS_LEAKS
#endif
#endif
#ifdef FAIRLEAD_CHECKS_LEAKS
#include <sanitizer/lsan_interface.h>
#endif

namespace fairlead::mail {
namespace {

constexpr std::size_t kMaxIdBytes = 255;
constexpr std::size_t kMaxReferences = 100;
constexpr std::size_t kMaxRecipients = 200;
constexpr std::size_t kMaxAddress = 320;
constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxSubject = 500;

// What GMime knew of a type it forgets without freeing it: 16 bytes each, once a process. While
// this lives, checkers of leaks look away.
class KnownLeak {
 public:
#ifdef FAIRLEAD_CHECKS_LEAKS
  KnownLeak() { __lsan_disable(); }
  ~KnownLeak() { __lsan_enable(); }
#else
  KnownLeak() = default;
#endif
  KnownLeak(const KnownLeak&) = delete;
  KnownLeak& operator=(const KnownLeak&) = delete;
};

// GMime's parser, told to leave mails inside alone: they are read as mails of their own (see
// MessageText), with all the bounds of one.
bool prepareGmime() {
  [[maybe_unused]] const KnownLeak known;
  g_mime_init();
  for (const char* mail : {"rfc822", "rfc2822", "global", "news"})
    g_mime_object_register_type("message", mail, GMIME_TYPE_PART);
  return true;
}

Held<GMimeMessage> parse(GMimeStream* stream) {
  const Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream));
  g_mime_parser_set_persist_stream(parser.get(), FALSE);
  return Held<GMimeMessage>(g_mime_parser_construct_message(parser.get(), nullptr));
}

// A Message-ID as it is stored: nothing where it is empty or too long for the column.
std::string idOf(const char* text) {
  std::string id = headerText(text, kMaxIdBytes + 1);
  return id.size() <= kMaxIdBytes ? id : std::string();
}

void readReferences(Mail& mail, GMimeMessage* message) {
  for (const char* header : {"References", "In-Reply-To"}) {
    const char* text = g_mime_object_get_header(GMIME_OBJECT(message), header);
    if (!text) continue;
    GMimeReferences* list = g_mime_references_parse(nullptr, text);
    const int count = g_mime_references_length(list);
    for (int i = 0; i < count && mail.references.size() < kMaxReferences; ++i) {
      std::string id = idOf(g_mime_references_get_message_id(list, i));
      const bool known = std::ranges::find(mail.references, id) != mail.references.end();
      if (!id.empty() && !known) mail.references.push_back(std::move(id));
    }
    g_mime_references_free(list);
  }
}

// A name or an address: bytes of any charset, perhaps with encoded words (RFC 2047).
std::string decoded(const std::string& raw, std::size_t max_characters) {
  const std::string valid = headerText(raw.c_str(), raw.size());
  const Characters text(g_mime_utils_header_decode_text(nullptr, valid.c_str()));
  return headerText(text.get(), max_characters);
}

void readPeople(Mail& mail, const Header& header, Faults& faults) {
  auto from = parseAddresses(header.from, 1);
  if (from.empty()) from = parseAddresses(header.sender, 1);
  if (from.empty()) {
    faults.add("mail_from_missing");
  } else {
    mail.from_address = decoded(from[0].address, kMaxAddress);
    mail.from_name = decoded(from[0].name, kMaxName);
  }
  for (const std::string* list : {&header.to, &header.cc}) {
    for (const Address& one : parseAddresses(*list, kMaxRecipients - mail.to.size()))
      mail.to.push_back(decoded(one.address, kMaxAddress));
  }
}

void readDate(Mail& mail, GMimeMessage* message, Faults& faults) {
  constexpr std::int64_t kYear2200 = 7'258'118'400;
  GDateTime* date = g_mime_message_get_date(message);
  const std::int64_t seconds = date ? g_date_time_to_unix(date) : 0;
  if (seconds > 0 && seconds < kYear2200) {
    mail.date = seconds;
  } else {
    faults.add("mail_date_missing");
  }
}

/// The same whether a mail came by IMAP or from a file: lines end with `\n`, and none is empty at
/// the end.
std::string withLineFeeds(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\r' || i + 1 == bytes.size() || bytes[i + 1] != '\n') text += bytes[i];
  }
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

void readIds(Mail& mail, GMimeMessage* message, std::string_view bytes, Faults& faults) {
  mail.message_id = idOf(g_mime_message_get_message_id(message));
  if (mail.message_id.empty()) {
    faults.add("mail_id_missing");
    mail.message_id = "sha256-" + crypto::sha256Hex(withLineFeeds(bytes));
  }
  readReferences(mail, message);
  mail.thread_id = mail.references.empty() ? mail.message_id : mail.references.front();
}

void readMessage(Mail& mail, GMimeMessage* message, std::string_view bytes, Faults& faults) {
  readIds(mail, message, bytes, faults);
  readDate(mail, message, faults);
  mail.subject = headerText(g_mime_message_get_subject(message), kMaxSubject);
}

// A mail that was cut out of an mbox file may still begin with the line that parted it from others.
std::string_view withoutMboxLine(std::string_view bytes) {
  const auto end = bytes.find('\n');
  if (end == bytes.npos || !(bytes.starts_with("From ") || bytes.starts_with(">From ")))
    return bytes;
  return bytes.substr(end + 1);
}

}  // namespace

Result<Mail> decode(std::string_view bytes, const Limits& limits) {
  static const bool kReady = prepareGmime();
  (void)kReady;
  return decodeNested(withoutMboxLine(bytes), limits,
                      {std::chrono::steady_clock::now() + limits.time, 0});
}

Result<Mail> decodeNested(std::string_view bytes, const Limits& limits, const Nesting& nesting) {
  if (!beginsWithHeader(bytes)) {
    return fail("mail_unreadable", "This is no mail: it does not begin with a header.");
  }
  Faults faults;
  if (bytes.size() > limits.max_bytes) faults.add("mail_cut");
  const std::string_view read = bytes.substr(0, limits.max_bytes);
  const Header header = splitHeader(read, limits.max_header_bytes);
  if (header.was_cut) faults.add("mail_header_cut");

  const std::string_view body = withinBounds(read.substr(header.size), limits.parser, faults);
  const Held<GMimeStream> stream = deadlineStream(header.rest, body, nesting.deadline);
  const Held<GMimeMessage> message = parse(stream.get());
  if (!message) return fail("mail_unreadable", "This is no mail: its header cannot be read.");
  if (wasCutShort(stream.get())) faults.add("mail_time_limit");

  Mail mail;
  readPeople(mail, header, faults);
  readMessage(mail, message.get(), bytes, faults);
  MessageText text(limits, nesting, faults);
  mail.text = text.of(g_mime_message_get_mime_part(message.get()));
  mail.attachments = text.attachments();
  mail.faults = faults.codes();
  return mail;
}

}  // namespace fairlead::mail
