// A folder of an IMAP server (RFC 9051, RFC 3501), read without leaving a trace in it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "core/error.h"
#include "native/credentials/secret.h"
#include "native/mail/imap_reader.h"
#include "native/mail/source.h"

namespace fairlead::mail {

struct ImapServer {
  enum class Tls {
    kImplicit,  ///< from the first byte on (RFC 8314)
    kStartTls,  ///< after STARTTLS, which the server must offer
    kNone       ///< in the clear: for a server on this machine
  };
  std::string host;
  int port = 993;
  Tls tls = Tls::kImplicit;
  std::string ca_file;  ///< certificates to trust; empty for the system's
  /// How long to wait for the server: to log in, and then for each command. A KiB that it sends
  /// earns it a second, up to this time. So neither silence nor single bytes hold a reader for
  /// long.
  std::chrono::milliseconds timeout{60'000};
};

struct ImapLogin {
  std::string user;
  bool is_bearer = false;  ///< the token is an OAuth 2 access token (XOAUTH2), not a password
};

/// How far a folder was read.
struct ImapPosition {
  std::int64_t uid_validity = 0;
  std::int64_t last_uid = 0;
};

/// A connection with a server, logged in. Certificates and host names are checked. Codes:
///   imap_unreachable  no connection, no TLS, no certificate that fits, or no answer in time
///   imap_denied       user or token refused
///   imap_refused      the server says no: no such folder
///   imap_protocol     an answer that makes no sense or is longer than any should be
/// No message holds the token.
class ImapConnection {
 public:
  static Result<ImapConnection> open(const ImapServer& server, const ImapLogin& login,
                                     const credentials::Secret& token);

  /// Opens a folder for reading only (EXAMINE) and gives its UIDVALIDITY.
  Result<std::int64_t> examine(const std::string& folder);
  /// The UIDs above `last`, ascending.
  Result<std::vector<std::int64_t>> uidsAfter(std::int64_t last);
  /// Hands the mails of the UIDs from `first` to `last`, as many as there are, to `take`, without
  /// marking them as read. At most `max_bytes` and one of each.
  Result<void> fetch(std::int64_t first, std::int64_t last, std::size_t max_bytes,
                     const std::function<Result<void>(Fetched&&)>& take);
  /// Says goodbye.
  void logout();

 private:
  struct Cleanup {
    void operator()(void* handle) const;
  };
  using OnResponse = std::function<Result<void>(ImapResponse&&)>;

  ImapConnection(void* handle, const ImapServer& server) : handle_(handle), server_(server) {}
  Result<void> command(const std::string& text, const OnResponse& on_response);
  Result<ImapResponse> response();
  Result<void> send(std::string_view text);
  Result<void> fill();
  Result<void> wait(short events);

  std::unique_ptr<void, Cleanup> handle_;
  ImapServer server_;
  ImapReader reader_;
  int commands_ = 0;
  std::chrono::milliseconds left_{};  // of the time for the command under way
};

/// Reads what is new in a folder, oldest first, a few mails at a time; `keep` is told how far after
/// each few. A mail that the server refuses, but not those beside it, is handed on without a byte.
/// Where the UIDVALIDITY is another than `from` has, everything is new.
Result<void> readImapFolder(ImapConnection& connection, const std::string& folder,
                            ImapPosition from, std::size_t max_bytes, const Sink& sink,
                            const std::function<Result<void>(ImapPosition)>& keep);

}  // namespace fairlead::mail
