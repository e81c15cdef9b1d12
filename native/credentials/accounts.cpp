#include "native/credentials/accounts.h"

#include <ctime>
#include <fmt/format.h>

namespace fairlead::credentials {
namespace {

using postgres::Connection;

// xmax is 0 in a row that was inserted, and not in one that the conflict updated.
constexpr const char* kAdd = R"(
  insert into public.credentials (tenant_id, provider, address, token_encrypted)
  values ($1, $2, $3, $4)
  on conflict (tenant_id, provider, lower(address)) where revoked_at is null
    do update set token_encrypted = excluded.token_encrypted
  returning account_id, xmax = 0)";

Error unknown(const std::string& account) {
  return {"credential_unknown", fmt::format("There is no account {}.", account), {}};
}

}  // namespace

Result<std::vector<Account>> listAccounts(Connection& connection,
                                          const std::optional<std::string>& tenant) {
  const auto rows = connection.query(
      "select tenant_id, account_id, provider, address, revoked_at is not null, token_encrypted "
      "from public.credentials where $1::uuid is null or tenant_id = $1 "
      "order by tenant_id, address, account_id",
      {tenant});
  if (!rows) return std::unexpected(rows.error());
  std::vector<Account> accounts;
  for (const auto row : *rows) {
    accounts.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
                        row.get<std::string>(3), row.get<bool>(4),
                        row.get<std::optional<std::string>>(5).value_or("")});
  }
  return accounts;
}

Result<Added> addAccount(Connection& connection, const NewAccount& account, const Secret& token,
                         const KeyRing& keys) {
  if (token.size() == 0) {
    return fail("credential_token_empty", "The token is empty. Give it on standard input.");
  }
  const auto sealed = keys.seal(token.reveal(), std::time(nullptr));
  if (!sealed) return std::unexpected(sealed.error());
  const auto rows =
      connection.query(kAdd, {account.tenant, account.provider, account.address, *sealed});
  if (!rows && rows.error().code == "database_refused") {
    return fail("credential_refused",
                fmt::format("The account was refused: {}. Check the tenant, the provider and the "
                            "address.",
                            rows.error().message));
  }
  if (!rows) return std::unexpected(rows.error());
  return Added{(*rows)[0].get<std::string>(0), (*rows)[0].get<bool>(1)};
}

Result<Secret> tokenOf(Connection& connection, const std::string& account, const KeyRing& keys) {
  const auto rows = connection.query(
      "select revoked_at is not null, token_encrypted from public.credentials "
      "where account_id = $1",
      {account});
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) return std::unexpected(unknown(account));
  if ((*rows)[0].get<bool>(0)) {
    return fail("credential_revoked", fmt::format("The account {} is revoked.", account));
  }
  const auto token = (*rows)[0].get<std::optional<std::string>>(1);
  if (!token) {
    return fail("credential_token_missing",
                fmt::format("The account {} has no token. Give it one: fairlead credentials add.",
                            account));
  }
  auto by = keys.open(*token);
  if (!by) return std::unexpected(by.error());
  return std::move(by->opened.message);
}

Result<bool> revokeAccount(Connection& connection, const std::string& account) {
  const auto changed = connection.query(
      "update public.credentials set token_encrypted = null, revoked_at = clock_timestamp() "
      "where account_id = $1 and revoked_at is null",
      {account});
  if (!changed) return std::unexpected(changed.error());
  if (changed->affected() > 0) return true;
  const auto there =
      connection.query("select 1 from public.credentials where account_id = $1", {account});
  if (!there) return std::unexpected(there.error());
  if (there->empty()) return std::unexpected(unknown(account));
  return false;
}

}  // namespace fairlead::credentials
