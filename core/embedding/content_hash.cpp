#include "core/embedding/content_hash.h"

#include "core/crypto/sha256.h"

namespace fairlead::embedding {
namespace {

bool isAsciiSpace(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

std::string normalizeText(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  bool gap = false;
  for (const char c : text) {
    if (isAsciiSpace(c)) {
      gap = true;
      continue;
    }
    if (gap && !result.empty()) result += ' ';
    gap = false;
    result += c;
  }
  return result;
}

std::string contentHash(std::string_view text, const ModelVersion& model) {
  crypto::Sha256 hash;
  hash.update("fairlead-content-v1\n")
      .update(model.modelId)
      .update("\n" + std::to_string(model.dimensions) + "\n")
      .update(model.version)
      .update("\n")
      .update(normalizeText(text));
  return crypto::hex(hash.finish());
}

}  // namespace fairlead::embedding
