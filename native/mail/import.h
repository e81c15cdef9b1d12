// Mails into the table `emails`, each once, and their summaries into the queue.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "native/mail/decode.h"
#include "native/mail/source.h"
#include "native/postgres/connection.h"

namespace fairlead::mail {

/// Whose mails they are.
struct Mailbox {
  std::string tenant;
  std::string account;
};

struct ImportReport {
  std::int64_t seen = 0;
  std::int64_t stored = 0;
  std::int64_t known = 0;   ///< stored before, by their Message-ID
  std::int64_t queued = 0;  ///< summaries asked for
  /// A mail that is not stored, or not whole, and why.
  struct Named {
    std::string place;
    std::string message_id;  ///< empty for one that is not stored
    std::vector<std::string> codes;
  };
  std::vector<Named> incomplete;  ///< stored with what could be read
  std::vector<Named> refused;     ///< not stored: no mail at all, or the database refused it
};

class Importer {
 public:
  /// `connection`, as fairlead_worker, must outlive it. With `summarise`, each new mail asks for
  /// its summary (job type email_summarize_v1) in the statement that stores it.
  Importer(postgres::Connection& connection, Mailbox mailbox, bool summarise, Limits limits = {});

  /// Stores a mail unless its account has one with its Message-ID. What is wrong with the mail goes
  /// to the report; an error is one of the database, after which nothing more can be stored.
  Result<void> take(const Incoming& incoming);

  const ImportReport& report() const { return report_; }

 private:
  Result<void> store(const Mail& mail, const Incoming& incoming);

  postgres::Connection& connection_;
  Mailbox mailbox_;
  bool summarise_;
  Limits limits_;
  ImportReport report_;
};

}  // namespace fairlead::mail
