#include "native/mail/imap.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fmt/format.h>
#include <poll.h>
#include <set>
#include <span>
#include <vector>

#include <curl/curl.h>

namespace fairlead::mail {
namespace {

// Of one command; a server may tell of other things in between.
constexpr int kMaxUntagged = 100'000;
constexpr std::size_t kMaxUids = 4'000'000;

Error unreachable(std::string_view why) {
  return {"imap_unreachable", fmt::format("No connection to the IMAP server: {}.", why), {}};
}

Error nonsense(std::string_view what) {
  return {"imap_protocol", fmt::format("The IMAP server sent {}.", what), {}};
}

// Everything up to the login is libcurl's: names, TLS, certificates, SASL.
CURLcode logIn(CURL* curl, const ImapServer& server, const ImapLogin& login,
               const credentials::Secret& token) {
  const bool implicit = server.tls == ImapServer::Tls::kImplicit;
  const std::string url =
      fmt::format("{}://{}:{}/", implicit ? "imaps" : "imap", server.host, server.port);
  std::string secret(token.reveal());
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "imap,imaps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, std::min<long>(20'000, server.timeout.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(server.timeout.count()));
  const long tls = server.tls == ImapServer::Tls::kNone ? CURLUSESSL_NONE : CURLUSESSL_ALL;
  curl_easy_setopt(curl, CURLOPT_USE_SSL, tls);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  if (!server.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, server.ca_file.c_str());
  curl_easy_setopt(curl, CURLOPT_USERNAME, login.user.c_str());
  curl_easy_setopt(curl, login.is_bearer ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD,
                   secret.c_str());
  const CURLcode code = curl_easy_perform(curl);
  credentials::wipe(secret);
  return code;
}

Error loginError(CURLcode code) {
  if (code == CURLE_LOGIN_DENIED) {
    return {"imap_denied", "The IMAP server refuses the user or the token.", {}};
  }
  return unreachable(curl_easy_strerror(code));
}

}  // namespace

void ImapConnection::Cleanup::operator()(void* handle) const {
  curl_easy_cleanup(handle);
}

Result<ImapConnection> ImapConnection::open(const ImapServer& server, const ImapLogin& login,
                                            const credentials::Secret& token) {
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  CURL* curl = kReady == CURLE_OK ? curl_easy_init() : nullptr;
  if (!curl) return std::unexpected(unreachable("libcurl does not start"));
  ImapConnection connection(curl, server);
  const CURLcode code = logIn(curl, server, login, token);
  if (code != CURLE_OK) return std::unexpected(loginError(code));
  return connection;
}

Result<void> ImapConnection::wait(short events) {
  using std::chrono::milliseconds;
  curl_socket_t socket = CURL_SOCKET_BAD;
  curl_easy_getinfo(handle_.get(), CURLINFO_ACTIVESOCKET, &socket);
  pollfd entry{socket, events, 0};
  while (socket != CURL_SOCKET_BAD && left_ > milliseconds(0)) {
    const auto begun = std::chrono::steady_clock::now();
    const int ready = poll(&entry, 1, static_cast<int>(left_.count()));
    const bool interrupted =
        ready < 0 && errno == EINTR;  // by the signal to stop, at the next mail
    left_ -= std::chrono::ceil<milliseconds>(std::chrono::steady_clock::now() - begun);
    if (ready > 0) return {};
    if (!interrupted) break;
  }
  return std::unexpected(unreachable("it does not answer in time"));
}

Result<void> ImapConnection::send(std::string_view text) {
  while (!text.empty()) {
    std::size_t sent = 0;
    const CURLcode code = curl_easy_send(handle_.get(), text.data(), text.size(), &sent);
    text.remove_prefix(sent);
    if (code == CURLE_AGAIN) {
      if (auto ready = wait(POLLOUT); !ready) return ready;
    } else if (code != CURLE_OK) {
      return std::unexpected(unreachable(curl_easy_strerror(code)));
    }
  }
  return {};
}

Result<void> ImapConnection::fill() {
  std::array<char, std::size_t{64} << 10> piece;
  while (true) {
    std::size_t count = 0;
    const CURLcode code = curl_easy_recv(handle_.get(), piece.data(), piece.size(), &count);
    if (code == CURLE_OK && count > 0) {
      reader_.feed({piece.data(), count});
      left_ =
          std::min(left_ + std::chrono::milliseconds(count), server_.timeout);  // a second a KiB
      return {};
    }
    if (code != CURLE_AGAIN) return std::unexpected(unreachable("it closed the connection"));
    if (auto ready = wait(POLLIN); !ready) return ready;
  }
}

Result<ImapResponse> ImapConnection::response() {
  while (true) {
    auto next = reader_.next();
    if (!next) return std::unexpected(next.error());
    if (*next) return std::move(**next);
    if (auto more = fill(); !more) return std::unexpected(more.error());
  }
}

Result<void> ImapConnection::command(const std::string& text, const OnResponse& on_response) {
  const std::string tag = fmt::format("F{}", ++commands_);
  left_ = server_.timeout;
  if (auto sent = send(tag + " " + text + "\r\n"); !sent) return sent;
  for (int untagged = 0; untagged < kMaxUntagged; ++untagged) {
    auto next = response();
    if (!next) return std::unexpected(next.error());
    if (next->text.starts_with(tag + " ")) {
      if (next->text.starts_with(tag + " OK")) return {};
      return fail("imap_refused",
                  fmt::format("The IMAP server refuses {}.", text.substr(0, text.find(' '))));
    }
    if (next->text.starts_with("* BYE")) return std::unexpected(unreachable("it said goodbye"));
    if (auto taken = on_response(std::move(*next)); !taken) return taken;
  }
  return std::unexpected(nonsense("more responses than any command has"));
}

Result<std::int64_t> ImapConnection::examine(const std::string& folder) {
  const auto name = quoted(folder);
  if (!name) {
    return fail("imap_refused", "A folder's name is of ASCII characters (modified UTF-7).");
  }
  std::int64_t validity = 0;
  auto done = command("EXAMINE " + *name, [&](ImapResponse&& response) -> Result<void> {
    validity = codeValue(response.text, "UIDVALIDITY").value_or(validity);
    return {};
  });
  if (!done) return std::unexpected(done.error());
  if (validity <= 0) return std::unexpected(nonsense("no UIDVALIDITY"));
  return validity;
}

Result<std::vector<std::int64_t>> ImapConnection::uidsAfter(std::int64_t last) {
  std::vector<std::int64_t> uids;
  auto done = command(fmt::format("UID SEARCH UID {}:*", last + 1),
                      [&](ImapResponse&& response) -> Result<void> {
                        if (auto found = searchResult(response.text))
                          uids.insert(uids.end(), found->begin(), found->end());
                        if (uids.size() <= kMaxUids) return {};
                        return std::unexpected(nonsense("more UIDs than any folder has"));
                      });
  if (!done) return std::unexpected(done.error());
  // "9:*" means the last mail too where it is below 9.
  std::erase_if(uids, [&](std::int64_t uid) { return uid <= last; });
  std::ranges::sort(uids);
  return uids;
}

Result<void> ImapConnection::fetch(std::int64_t first, std::int64_t last, std::size_t max_bytes,
                                   const std::function<Result<void>(Fetched&&)>& take) {
  reader_.expectLiterals(max_bytes + 1);
  return command(fmt::format("UID FETCH {}:{} (UID INTERNALDATE BODY.PEEK[]<0.{}>)", first, last,
                             max_bytes + 1),
                 [&](ImapResponse&& response) -> Result<void> {
                   auto mail = fetched(std::move(response));
                   const bool asked = mail && mail->uid >= first && mail->uid <= last;
                   return asked ? take(std::move(*mail)) : Result<void>();
                 });
}

void ImapConnection::logout() {
  // Whether it answers makes no difference any more.
  (void)command("LOGOUT", [](ImapResponse&&) { return Result<void>(); });
}

namespace {

using Take = std::function<Result<void>(Fetched&&)>;

bool isRefused(const Error& error) {
  return error.code == "imap_refused";
}

// One after the other, where the server refuses a few at once: it may have lost one of them. That
// one is handed on without a byte, so that it is told of and does not bar the way to all behind it.
// A server that gives none of them refuses for another reason, and may give them the next time.
Result<void> fetchEach(ImapConnection& connection, std::span<const std::int64_t> uids,
                       std::size_t max_bytes, const Take& take) {
  std::vector<std::int64_t> lost;
  Result<void> refusal;
  bool any = false;
  const Take note = [&](Fetched&& mail) -> Result<void> {
    any = true;
    return take(std::move(mail));
  };
  for (const std::int64_t uid : uids) {
    auto done = connection.fetch(uid, uid, max_bytes, note);
    if (done) continue;
    if (!isRefused(done.error())) return done;
    lost.push_back(uid);
    refusal = std::move(done);
  }
  if (!any) return refusal;
  for (const std::int64_t uid : lost) {
    if (auto taken = take({uid, {}, {}}); !taken) return taken;
  }
  return {};
}

}  // namespace

Result<void> readImapFolder(ImapConnection& connection, const std::string& folder,
                            ImapPosition from, std::size_t max_bytes, const Sink& sink,
                            const std::function<Result<void>(ImapPosition)>& keep) {
  constexpr std::size_t kAtOnce = 50;
  const auto validity = connection.examine(folder);
  if (!validity) return std::unexpected(validity.error());
  if (*validity != from.uid_validity) from = {*validity, 0};
  const auto uids = connection.uidsAfter(from.last_uid);
  if (!uids) return std::unexpected(uids.error());
  bool goesOn = true;
  std::set<std::int64_t> seen;  // of the few under way
  const auto take = [&](Fetched&& mail) -> Result<void> {
    if (!goesOn) return {};  // the rest of these few is read past
    if (!seen.insert(mail.uid).second) return {};
    auto taken = sink({mail.body, fmt::format("{}, UID {}", folder, mail.uid), mail.arrived});
    if (!taken) return std::unexpected(taken.error());
    goesOn = *taken;
    return {};
  };
  for (std::size_t i = 0; i < uids->size() && goesOn; i += kAtOnce) {
    const auto few = std::span(*uids).subspan(i, std::min(kAtOnce, uids->size() - i));
    auto done = connection.fetch(few.front(), few.back(), max_bytes, take);
    if (!done && isRefused(done.error()) && few.size() > 1 && goesOn) {
      done = fetchEach(connection, few, max_bytes, take);
    }
    if (!done || !goesOn) return done;  // these few are asked for again, and known by then
    seen.clear();
    from.last_uid = few.back();
    if (auto kept = keep(from); !kept) return kept;
  }
  return {};
}

}  // namespace fairlead::mail
