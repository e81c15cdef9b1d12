#include "native/mail/decode.h"

#include <algorithm>

#include "core/crypto/sha256.h"
#include "native/mail/charset.h"
#include "native/mail/deadline_stream.h"
#include "native/mail/message_text.h"

namespace fairlead::mail {
namespace {

constexpr std::size_t kMaxIdBytes = 255;
constexpr std::size_t kMaxReferences = 100;
constexpr std::size_t kMaxRecipients = 200;
constexpr std::size_t kMaxAddress = 320;
constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxSubject = 500;

// Where the header ends: at its first empty line.
std::size_t headerSize(std::string_view bytes) {
  for (auto end = bytes.find('\n'); end != bytes.npos; end = bytes.find('\n', end + 1)) {
    const std::string_view rest = bytes.substr(end + 1, 2);
    if (rest.starts_with('\n') || rest == "\r\n") return end + 1;
  }
  return bytes.size();
}

// The bytes that are read of a mail. `kept` holds them where some were left out in the middle.
std::string_view bounded(std::string_view bytes, const Limits& limits, Faults& faults,
                         std::string& kept) {
  if (bytes.size() > limits.max_bytes) faults.add("mail_cut");
  bytes = bytes.substr(0, limits.max_bytes);
  const std::size_t header = headerSize(bytes);
  if (header <= limits.max_header_bytes) return bytes;
  faults.add("mail_header_cut");
  const auto line = bytes.rfind('\n', limits.max_header_bytes);
  kept = bytes.substr(0, line == bytes.npos ? limits.max_header_bytes : line + 1);
  kept += bytes.substr(header);
  return kept;
}

bool listsAddresses(std::string_view line) {
  for (const std::string_view name : {"from", "to", "cc", "bcc", "sender", "reply-to", "resent-",
                                      "disposition-notification-to"}) {
    const auto same = [](char a, char b) { return (a | 0x20) == b; };
    if (line.size() > name.size() && std::equal(name.begin(), name.end(), line.begin(), same))
      return true;
  }
  return false;
}

// GMime reads a group inside a group ("a:b:c:…") by a call inside a call, so colons could overrun
// the stack. A header that lists addresses has few; behind the first ones they become commas.
// `kept` holds the bytes where any was changed.
std::string_view withoutDeepGroups(std::string_view bytes, std::string& kept) {
  constexpr int kMostColons = 64;
  int colons = 0;
  bool counts = listsAddresses(bytes);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\n' &&
        !(bytes.substr(i + 1).starts_with(' ') || bytes.substr(i + 1).starts_with('\t'))) {
      colons = 0;
      counts = listsAddresses(bytes.substr(i + 1));
    }
    if (!counts || bytes[i] != ':' || ++colons <= kMostColons) continue;
    if (bytes.data() != kept.data()) bytes = kept = bytes;
    kept[i] = ',';
  }
  return bytes;
}

// Whether the first line could be a header's: a name without blanks, and a colon (RFC 5322,
// section 2.2).
bool beginsWithHeader(std::string_view bytes) {
  const auto colon = bytes.find(':');
  if (colon == 0 || colon == bytes.npos) return false;
  return std::ranges::all_of(bytes.substr(0, colon), [](char c) { return c > ' ' && c < 0x7F; });
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

// The addresses of a list, those inside groups included.
void appendAddresses(std::vector<std::string>& out, InternetAddressList* list, int depth = 0) {
  constexpr int kMostGroups = 4;
  const int count = list && depth < kMostGroups ? internet_address_list_length(list) : 0;
  for (int i = 0; i < count && out.size() < kMaxRecipients; ++i) {
    InternetAddress* address = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_GROUP(address)) {
      appendAddresses(out, internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)),
                      depth + 1);
    } else {
      out.push_back(headerText(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)),
                               kMaxAddress));
    }
  }
}

void readPeople(Mail& mail, GMimeMessage* message, Faults& faults) {
  std::vector<std::string> from;
  InternetAddressList* senders = g_mime_message_get_from(message);
  appendAddresses(from, senders);
  if (from.empty()) {
    senders = g_mime_message_get_sender(message);
    appendAddresses(from, senders);
  }
  if (from.empty()) {
    faults.add("mail_from_missing");
  } else {
    mail.from_address = from.front();
    InternetAddress* first = internet_address_list_get_address(senders, 0);
    mail.from_name = headerText(internet_address_get_name(first), kMaxName);
  }
  appendAddresses(mail.to, g_mime_message_get_to(message));
  appendAddresses(mail.to, g_mime_message_get_cc(message));
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

void readIds(Mail& mail, GMimeMessage* message, std::string_view bytes, Faults& faults) {
  mail.message_id = idOf(g_mime_message_get_message_id(message));
  if (mail.message_id.empty()) {
    faults.add("mail_id_missing");
    mail.message_id = "sha256-" + crypto::sha256Hex(bytes);
  }
  readReferences(mail, message);
  mail.thread_id = mail.references.empty() ? mail.message_id : mail.references.front();
}

}  // namespace

Result<Mail> decode(std::string_view bytes, const Limits& limits) {
  if (!beginsWithHeader(bytes)) {
    return fail("mail_unreadable", "This is no mail: it does not begin with a header.");
  }
  static const bool kReady = (g_mime_init(), true);
  (void)kReady;
  const Deadline deadline = std::chrono::steady_clock::now() + limits.time;
  Faults faults;
  std::string kept;
  const std::string_view read = withoutDeepGroups(bounded(bytes, limits, faults, kept), kept);
  const Held<GMimeStream> stream = deadlineStream(read, deadline);
  const Held<GMimeMessage> message = parse(stream.get());
  if (!message) return fail("mail_unreadable", "This is no mail: it has no header.");
  if (wasCutShort(stream.get())) faults.add("mail_time_limit");

  Mail mail;
  readIds(mail, message.get(), bytes, faults);
  readPeople(mail, message.get(), faults);
  readDate(mail, message.get(), faults);
  mail.subject = headerText(g_mime_message_get_subject(message.get()), kMaxSubject);
  MessageText text(limits, deadline, faults);
  mail.text = text.of(g_mime_message_get_mime_part(message.get()));
  mail.attachments = text.attachments();
  mail.faults = faults.codes();
  return mail;
}

}  // namespace fairlead::mail
