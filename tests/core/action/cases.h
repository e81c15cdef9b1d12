// Requests for the rule and its second statement to decide alike: every combination of what the
// checks look at, and random ones.
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <string_view>

#include "tests/core/action/document.h"

namespace fairlead::action::test {

/// The ways in which sign() can sign.
std::span<const std::string_view> signatureKinds();

/// Gives a request a signature that is as the word says.
void sign(Object& request, std::string_view how);

/// Calls `visit` with every combination over the small registry of support.h: action, role, thing,
/// payload, idempotency key and, where one is needed, kind of signature.
void forEachRequest(const std::function<void(const Object& request)>& visit);

/// Random registries of one action, and requests for it that are mostly nearly right.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}

  Object registry();
  Object request(const Object& registry);

 private:
  int upTo(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n + 1)); }
  bool oneIn(int n) { return upTo(n - 1) == 0; }

  Array roles();
  Object signature();
  Object rule(bool mayBeArray);
  Value anything();
  Value value(const Object& rule);
  std::string text(const Object& rule);
  std::string_view key();
  std::string_view signatureFor(const Object& rule);

  std::mt19937_64 random_;
};

}  // namespace fairlead::action::test
