// Debian's Dovecot as an IMAP server of a test's own.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>

namespace fairlead::testing {

/// Started by the constructor on free ports of this machine, with a certificate of its own and all
/// its files in a folder of its own; ended by the destructor. It needs no rights but its user's (as
/// root it runs as the user `nobody`).
class Dovecot {
 public:
  Dovecot();
  ~Dovecot();
  Dovecot(const Dovecot&) = delete;
  Dovecot& operator=(const Dovecot&) = delete;

  /// TLS from the first byte on; the plain port offers STARTTLS.
  int tlsPort() const { return tls_port_; }
  int plainPort() const { return plain_port_; }
  /// The certificate, for --ca-file. It is for the host `localhost`.
  std::string certificate() const { return folder_ + "/cert.pem"; }

  static constexpr const char* kUser = "bridge@yacht.example";
  static constexpr const char* kPassword = "hunter2-of-the-bridge";

  /// Puts a mail into the user's INBOX, as a delivery does.
  void deliver(std::string_view mail);
  /// Makes the folder a new one with the same mails: another UIDVALIDITY.
  void makeInboxAnew();
  /// How many mails of the INBOX are marked as seen.
  int seen() const;

 private:
  void writeConfiguration() const;
  void start();
  std::string inbox() const { return folder_ + "/mail/Maildir"; }

  std::string folder_;
  int tls_port_, plain_port_;
  int delivered_ = 0;
  pid_t process_ = 0;
};

}  // namespace fairlead::testing
