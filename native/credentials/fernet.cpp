#include "native/credentials/fernet.h"

#include <algorithm>
#include <fmt/format.h>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "core/crypto/base64url.h"
#include "core/crypto/bytes.h"
#include "native/crypto/owned.h"

namespace fairlead::credentials {
namespace {

using crypto::data;
using Cipher = crypto::Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using Mac = std::array<std::uint8_t, 32>;

constexpr char kVersion = '\x80';
constexpr std::size_t kBlock = 16;
constexpr std::size_t kHeader = 1 + 8 + kBlock;  // version, time, IV
constexpr std::size_t kLeast = kHeader + kBlock + sizeof(Mac);

std::string padded(std::string text) {
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

// The characters of `text` without the padding that they need; nothing where it is another.
std::optional<std::string_view> unpadded(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const auto last = text.find_last_not_of('=');
  const std::string_view bare = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  if (text.size() - bare.size() > 2) return std::nullopt;
  return bare;
}

std::optional<std::string> decode(std::string_view text) {
  const auto bare = unpadded(text);
  return bare ? crypto::decodeBase64url(*bare) : std::nullopt;
}

Mac macOf(std::string_view key, std::string_view bytes) {
  Mac mac{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data(bytes), bytes.size(),
       mac.data(), &size);
  return mac;
}

std::string timeBytes(std::int64_t seconds) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(seconds >> shift);
  return bytes;
}

std::int64_t timeOf(std::string_view bytes) {
  std::uint64_t seconds = 0;
  for (const char c : bytes) seconds = seconds << 8 | static_cast<unsigned char>(c);
  return static_cast<std::int64_t>(seconds);
}

unsigned char* bytesOf(char* text) {
  return reinterpret_cast<unsigned char*>(text);
}

// AES-128-CBC in one go; false where OpenSSL refuses, which for decryption means the padding.
bool encrypt(std::string_view key, const Iv& iv, std::string_view message, std::string& out) {
  const Cipher cipher(EVP_CIPHER_CTX_new());
  const std::size_t start = out.size();
  out.resize(start + message.size() / kBlock * kBlock + kBlock);
  unsigned char* to = bytesOf(out.data() + start);
  int body = 0;
  int tail = 0;
  return cipher &&
         EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_cbc(), nullptr, data(key), iv.data()) == 1 &&
         EVP_EncryptUpdate(cipher.get(), to, &body, data(message),
                           static_cast<int>(message.size())) == 1 &&
         EVP_EncryptFinal_ex(cipher.get(), to + body, &tail) == 1;
}

bool decrypt(std::string_view key, std::string_view iv, std::string_view text, Secret& out) {
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int body = 0;
  int tail = 0;
  const bool good =
      cipher &&
      EVP_DecryptInit_ex(cipher.get(), EVP_aes_128_cbc(), nullptr, data(key), data(iv)) == 1 &&
      EVP_DecryptUpdate(cipher.get(), bytesOf(out.data()), &body, data(text),
                        static_cast<int>(text.size())) == 1 &&
      EVP_DecryptFinal_ex(cipher.get(), bytesOf(out.data()) + body, &tail) == 1;
  ERR_clear_error();  // bad padding leaves entries in the thread's queue
  if (good) out.shorten(static_cast<std::size_t>(body) + static_cast<std::size_t>(tail));
  return good;
}

Result<void> checkAge(std::int64_t created, const Age& age) {
  // A time behind 2^63 reads as negative: it is neither near nor past.
  if (created < 0 || created - age.now > kFernetLeewaySeconds) {
    return fail("fernet_future", "The token was made in the future, by this machine's clock.");
  }
  if (age.now - created > age.ttl) {
    return fail("fernet_expired", fmt::format("The token is older than {} s.", age.ttl));
  }
  return {};
}

}  // namespace

Result<FernetKey> FernetKey::parse(std::string_view text) {
  auto bytes = decode(text);
  Secret key = bytes ? Secret::take(std::move(*bytes)) : Secret();
  if (key.size() != 32) {
    return fail("fernet_key", "A Fernet key is 32 bytes in base64url with padding, 44 characters.");
  }
  return FernetKey(std::move(key));
}

Result<std::string> FernetKey::seal(std::string_view message, std::int64_t seconds) const {
  Iv iv;
  if (RAND_bytes(iv.data(), static_cast<int>(iv.size())) != 1) {
    return fail("fernet_unavailable", "OpenSSL gave no random bytes.");
  }
  return seal(message, seconds, iv);
}

Result<std::string> FernetKey::seal(std::string_view message, std::int64_t seconds,
                                    const Iv& iv) const {
  if (message.size() > kMaxMessageBytes) {
    return fail("fernet_malformed",
                fmt::format("What is encrypted has at most {} bytes.", kMaxMessageBytes));
  }
  std::string token = kVersion + timeBytes(seconds);
  token += crypto::view(iv);
  if (!encrypt(encryption(), iv, message, token)) {
    return fail("fernet_unavailable", "OpenSSL did not encrypt with AES-128-CBC.");
  }
  token += crypto::view(macOf(signing(), token));
  return padded(crypto::encodeBase64url(token));
}

Result<Opened> FernetKey::open(std::string_view token, const std::optional<Age>& age) const {
  const auto bytes = token.size() <= kMaxTokenBytes ? decode(token) : std::nullopt;
  if (!bytes || bytes->size() < kLeast || bytes->front() != kVersion ||
      (bytes->size() - kLeast) % kBlock != 0) {
    return fail("fernet_malformed", "This is no Fernet token of version 0x80.");
  }
  const std::string_view all = *bytes;
  const std::string_view signedPart = all.substr(0, all.size() - sizeof(Mac));
  const Mac mac = macOf(signing(), signedPart);
  if (CRYPTO_memcmp(mac.data(), all.data() + signedPart.size(), mac.size()) != 0) {
    return fail("fernet_signature", "The token was made under another key, or was altered.");
  }
  const std::int64_t created = timeOf(all.substr(1, 8));
  if (age) {
    if (auto fresh = checkAge(created, *age); !fresh) return std::unexpected(fresh.error());
  }
  Opened opened{Secret(signedPart.size() - kHeader), created};
  if (!decrypt(encryption(), all.substr(9, kBlock), signedPart.substr(kHeader), opened.message)) {
    return fail("fernet_padding", "What the token holds cannot be unpadded.");
  }
  return opened;
}

}  // namespace fairlead::credentials
