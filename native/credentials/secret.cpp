#include "native/credentials/secret.h"

#include <algorithm>

#include <openssl/crypto.h>

namespace fairlead::credentials {

void wipe(std::string& text) {
  text.resize(text.capacity());  // does not move: it asks for no more room than there is
  OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}

void Secret::Wipe::operator()(char* bytes) const {
  OPENSSL_cleanse(bytes, size);
  delete[] bytes;
}

Secret::Secret(std::size_t size) : bytes_(new char[size](), Wipe{size}), size_(size) {}

Secret Secret::take(std::string&& text) {
  Secret secret(text.size());
  std::ranges::copy(text, secret.data());
  wipe(text);
  return secret;
}

void Secret::shorten(std::size_t size) {
  OPENSSL_cleanse(bytes_.get() + size, size_ - size);
  size_ = size;
}

}  // namespace fairlead::credentials
