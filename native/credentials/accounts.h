// Mail accounts and their tokens, as the table `credentials` holds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "native/credentials/key_ring.h"
#include "native/credentials/secret.h"
#include "native/postgres/connection.h"

namespace fairlead::credentials {

/// An account as it may be shown.
struct Account {
  std::string tenant;
  std::string id;
  std::string provider;  ///< "gmail" or "imap"
  std::string address;
  bool revoked = false;
  /// Empty without a token.
  std::string token_encrypted;
};

struct NewAccount {
  std::string tenant;
  std::string provider;
  std::string address;
};

/// The accounts of one tenant, or of all, by tenant and address. Errors are those of Connection.
Result<std::vector<Account>> listAccounts(postgres::Connection& connection,
                                          const std::optional<std::string>& tenant);

struct Added {
  std::string account;
  bool is_new;  ///< false where the account was there and has a new token now
};

/// Stores `token` under the first key, for a new account or for the live one of the same tenant,
/// provider and address. Codes: credential_token_empty, credential_refused (no such tenant, or the
/// address is none), and those of KeyRing and Connection.
Result<Added> addAccount(postgres::Connection& connection, const NewAccount& account,
                         const Secret& token, const KeyRing& keys);

/// The token of a live account. Codes: credential_unknown, credential_revoked,
/// credential_token_missing, and those of KeyRing and Connection.
Result<Secret> tokenOf(postgres::Connection& connection, const std::string& account,
                       const KeyRing& keys);

/// Ends an account: its token is deleted, its mails stay. False where it was revoked before. Code:
/// credential_unknown.
Result<bool> revokeAccount(postgres::Connection& connection, const std::string& account);

}  // namespace fairlead::credentials
