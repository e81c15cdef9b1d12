// What may stand where a hash is asked for.
#include <string>

#include <gtest/gtest.h>

#include "core/audit/wire.h"

namespace fairlead::audit {
namespace {

std::string answerTo(const std::string& previousHash) {
  return hashJson(R"({"seq":2,"tenant_id":"t1","actor_id":"u1","role":"captain","action":"a",)"
                  R"("entity_type":"part","entity_id":null,"before_hash":null,"after_hash":null,)"
                  R"("signature":{},"request_id":"r1","at":1750000000000001,"previous_hash":")" +
                  previousHash + "\"}");
}

TEST(Hash, TakesLowerCaseHexadecimalOnly) {
  const std::string most(63, '0');
  for (const char digit : std::string("0189abef"))
    EXPECT_TRUE(answerTo(most + digit).starts_with(R"({"value":)")) << digit;
  // The neighbours of the digits and letters, and the other case.
  for (const char other : std::string("/:`gAF "))
    EXPECT_NE(answerTo(most + other).find(R"("path":"/previous_hash")"), std::string::npos)
        << other;
  EXPECT_NE(answerTo(most).find(R"("path":"/previous_hash")"), std::string::npos);
}

}  // namespace
}  // namespace fairlead::audit
