// How far each IMAP folder was read, as the table `mail_folders` holds it.
#pragma once

#include <string>

#include "core/error.h"
#include "native/mail/imap.h"
#include "native/mail/import.h"
#include "native/postgres/connection.h"

namespace fairlead::mail {

/// Where the next import of a folder begins; the beginning for a folder never read.
Result<ImapPosition> positionOf(postgres::Connection& connection, const Mailbox& mailbox,
                                const std::string& folder);
/// Notes how far it was read. Never steps back within one UIDVALIDITY, whoever else reads it.
Result<void> keepPosition(postgres::Connection& connection, const Mailbox& mailbox,
                          const std::string& folder, const ImapPosition& position);

}  // namespace fairlead::mail
