#include "native/mail/folders.h"

namespace fairlead::mail {

using postgres::Connection;

Result<ImapPosition> positionOf(Connection& connection, const Mailbox& mailbox,
                                const std::string& folder) {
  const auto rows = connection.query(
      "select uid_validity, last_uid from public.mail_folders "
      "where tenant_id = $1 and account_id = $2 and folder = $3",
      {mailbox.tenant, mailbox.account, folder});
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) return ImapPosition{};
  return ImapPosition{(*rows)[0].get<std::int64_t>(0), (*rows)[0].get<std::int64_t>(1)};
}

Result<void> keepPosition(Connection& connection, const Mailbox& mailbox, const std::string& folder,
                          const ImapPosition& position) {
  const auto done = connection.query(
      "insert into public.mail_folders as f (tenant_id, account_id, folder, uid_validity, "
      "last_uid) "
      "values ($1, $2, $3, $4, $5) on conflict (tenant_id, account_id, folder) do update "
      "set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid "
      "where f.uid_validity <> excluded.uid_validity or f.last_uid < excluded.last_uid",
      {mailbox.tenant, mailbox.account, folder, position.uid_validity, position.last_uid});
  if (!done) return std::unexpected(done.error());
  return {};
}

}  // namespace fairlead::mail
