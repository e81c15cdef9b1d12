// Which signatures are good. Each refusal changes one thing of one that is.
#include "core/action/signature.h"

#include <gtest/gtest.h>

#include "tests/core/action/support.h"

namespace fairlead::action {
namespace {

using test::Signer;

class Signature : public testing::Test {
 protected:
  test::Object request_ = test::request("count", "officer", test::goodPayload("count"));
  const Registry registry_ = test::loaded(test::smallRegistry());

  /// The code for the request with this envelope; "good" when it is.
  std::string codeOf(const test::Value& envelope) {
    request_["signature"] = envelope;
    const test::Asked asked(request_);
    EXPECT_TRUE(asked.request);
    const Request& request = *asked.request;
    const Result<void> good = checkSignature(*registry_.find(request.action), request);
    return good ? "good" : std::string(good.error().code);
  }

  test::Object keySigned(const test::Object& changes = {}) const {
    return test::envelope(request_, Signer(1), "k1", changes);
  }
};

Result<SigningInput> signedText(const test::Value& document) {
  return signingInput(test::document(document).root());
}

TEST_F(Signature, KeyAndAttestationAreGood) {
  EXPECT_EQ(codeOf(keySigned()), "good");
  EXPECT_EQ(codeOf(test::attestation(request_, test::kSentence)), "good");
}

TEST_F(Signature, IsRequired) {
  EXPECT_EQ(codeOf(nullptr), "signature_required");
}

TEST_F(Signature, MustBeWellFormed) {
  for (const auto& member : keySigned()) {
    test::Object envelope = keySigned();
    envelope.erase(member.key());
    EXPECT_EQ(codeOf(envelope), "signature_invalid") << member.key();
  }
  test::Object extra = keySigned();
  extra["payload"] = test::goodPayload("count");
  EXPECT_EQ(codeOf(extra), "signature_invalid");
  EXPECT_EQ(codeOf("AAAA"), "signature_invalid");
  EXPECT_EQ(codeOf(test::Array()), "signature_invalid");
}

TEST_F(Signature, MustBeAboutThisRequest) {
  const test::Object changes[] = {
      {{"action", "close"}},
      {{"tenant_id", "t2"}},
      {{"entity_id", "e2"}},
      {{"entity_id", nullptr}},
      {{"signer_id", "u2"}},
      {{"role_at_signing", "captain"}},
      {{"payload_hash", std::string(64, '0')}},
  };
  for (const test::Object& change : changes)
    EXPECT_EQ(codeOf(keySigned(change)), "signature_invalid") << test::Value(change);
}

TEST_F(Signature, MustBoundItsTexts) {
  EXPECT_EQ(codeOf(keySigned({{"nonce", std::string(16, 'n')}})), "good");
  EXPECT_EQ(codeOf(keySigned({{"nonce", std::string(128, 'n')}})), "good");
  EXPECT_EQ(codeOf(keySigned({{"nonce", std::string(15, 'n')}})), "signature_invalid");
  EXPECT_EQ(codeOf(keySigned({{"nonce", std::string(129, 'n')}})), "signature_invalid");
  EXPECT_EQ(codeOf(keySigned({{"reason", std::string(500, 'r')}})), "good");
  EXPECT_EQ(codeOf(keySigned({{"reason", std::string(501, 'r')}})), "signature_invalid");
  EXPECT_EQ(codeOf(keySigned({{"reason", ""}})), "signature_invalid");
}

TEST_F(Signature, NeedsAGoodKey) {
  EXPECT_EQ(codeOf(test::envelope(request_, Signer(2), "k1")), "signature_invalid");  // not k1's
  EXPECT_EQ(codeOf(test::envelope(request_, Signer(2), "k2")), "signature_invalid");  // revoked
  EXPECT_EQ(codeOf(test::envelope(request_, Signer(1), "k9")), "signature_invalid");  // unknown
  EXPECT_EQ(codeOf(keySigned({{"key_id", nullptr}})), "signature_invalid");
  test::Object padded = keySigned();
  padded["signature"] = std::string(padded["signature"].get_string()) + "==";
  EXPECT_EQ(codeOf(padded), "signature_invalid");
}

TEST_F(Signature, CoversEveryMember) {
  for (const auto& [member, value] : std::vector<std::pair<std::string, test::Value>>{
           {"nonce", "nonce-9876543210"},
           {"signed_at", static_cast<std::int64_t>(test::kNow) - 11},
           {"reason", "another reason"}}) {
    test::Object envelope = keySigned();
    envelope[member] = value;  // after signing
    EXPECT_EQ(codeOf(envelope), "signature_invalid") << member;
  }
}

TEST_F(Signature, CoversThePayload) {
  const test::Object envelope = keySigned();
  request_["payload"].at("new_quantity") = 8;
  EXPECT_EQ(codeOf(envelope), "signature_invalid");
}

TEST_F(Signature, AnAttestationIsTheSentenceAndNoKey) {
  EXPECT_EQ(codeOf(test::attestation(request_, "I have counted it myself")), "signature_invalid");
  EXPECT_EQ(codeOf(test::attestation(request_, "")), "signature_invalid");
  test::Object withKey = test::attestation(request_, test::kSentence);
  withKey["key_id"] = "k1";
  EXPECT_EQ(codeOf(withKey), "signature_invalid");
}

TEST_F(Signature, UsesAMethodOfTheAction) {
  request_ = test::request("close", "captain", test::goodPayload("close"));
  EXPECT_EQ(codeOf(keySigned()), "good");
  EXPECT_EQ(codeOf(test::attestation(request_, test::kSentence)), "signature_invalid");
  EXPECT_EQ(codeOf(test::attestation(request_, "")), "signature_invalid");
}

TEST_F(Signature, GrowsStale) {
  const auto signedAt = [&](int seconds) {
    return codeOf(keySigned({{"signed_at", static_cast<std::int64_t>(test::kNow) + seconds}}));
  };
  EXPECT_EQ(signedAt(-300), "good");
  EXPECT_EQ(signedAt(-301), "signature_stale");
  EXPECT_EQ(signedAt(60), "good");
  EXPECT_EQ(signedAt(61), "signature_stale");
  request_["now"] = test::kNow + 0.5;
  EXPECT_EQ(signedAt(-300), "signature_stale");
}

TEST_F(Signature, IsGoodOnce) {
  request_["nonce_used"] = true;
  EXPECT_EQ(codeOf(keySigned()), "signature_replayed");
  EXPECT_EQ(codeOf(keySigned({{"signed_at", 0}})), "signature_stale");  // judged before
}

TEST_F(Signature, TheSignedTextIsCanonical) {
  const Result<SigningInput> input = signedText(test::parsed(R"({
    "tenant_id": "t1", "action": "count", "entity_id": null, "payload": {"b": 1.0, "a": "é"},
    "nonce": "nonce-0123456789", "signed_at": 1750000000, "signer_id": "u1", "key_id": "k1",
    "role_at_signing": "officer", "method": "ed25519", "reason": "say \"why\""})"));
  ASSERT_TRUE(input) << input.error().message;
  EXPECT_EQ(input->text,
            R"(fairlead-action-v1{"action":"count","entity_id":null,"key_id":"k1",)"
            R"("method":"ed25519","nonce":"nonce-0123456789","payload":{"a":"é","b":1},)"
            R"("reason":"say \"why\"","role_at_signing":"officer","signed_at":1750000000,)"
            R"("signer_id":"u1","tenant_id":"t1"})");
  // printf '{"a":"é","b":1}' | sha256sum
  EXPECT_EQ(input->payloadHash, "aa58fba8483623bed37c1b02edfccbdd9a53123837c20bfa4cb4049993a2872e");
}

TEST_F(Signature, WhatCannotBeSignedIsAnError) {
  test::Object document = {{"action", "count"},       {"tenant_id", "t1"},
                           {"entity_id", "e1"},       {"payload", test::Array()},
                           {"signed_at", 1},          {"nonce", "nonce-0123456789"},
                           {"signer_id", "u1"},       {"key_id", nullptr},
                           {"method", "attestation"}, {"role_at_signing", "officer"},
                           {"reason", "why"}};
  EXPECT_EQ(signedText(document).error().path, "/payload");
  document["payload"] = test::parsed(R"({"a":9007199254740993})");
  const Result<SigningInput> unsafe = signedText(document);
  EXPECT_EQ(unsafe.error().code, "request_invalid");
  EXPECT_EQ(unsafe.error().path, "/payload/a");
}

}  // namespace
}  // namespace fairlead::action
