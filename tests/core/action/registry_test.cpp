// What a registry must be, and where the first fault of one that is not is found.
#include "core/action/registry.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "tests/core/action/support.h"

namespace fairlead::action {
namespace {

std::string shippedRegistry() {
  std::ifstream file(FAIRLEAD_SOURCE_DIR "/edge/registry/actions.json");
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Registry, LoadsTheShippedOne) {
  const Registry registry = test::loaded(shippedRegistry());
  EXPECT_EQ(registry.version(), "1");
  EXPECT_EQ(registry.roles().front(), "crew");
  ASSERT_NE(registry.find("receive_part"), nullptr);
  EXPECT_EQ(registry.find("receive_part")->successStatus, 201);
  EXPECT_EQ(registry.find("no_such_action"), nullptr);
}

TEST(Registry, CrewMaySignNothingOfTheShippedOne) {
  const Registry registry = test::loaded(shippedRegistry());
  int signedActions = 0;
  for (const Action& action : registry.actions()) {
    if (action.variant != Variant::kSigned) continue;
    ++signedActions;
    EXPECT_FALSE(action.mayBeRunBy("crew")) << action.id;
    EXPECT_TRUE(action.mayBeRunBy("captain")) << action.id;
  }
  EXPECT_GE(signedActions, 1);
}

TEST(Registry, FillsInWhatIsImplied) {
  const Registry registry = test::loaded(test::smallRegistry());
  const Action& count = *registry.find("count");
  EXPECT_TRUE(count.dropdownOnly);
  EXPECT_TRUE(count.entityRequired);
  EXPECT_EQ(count.signature->maxAgeS, 300);
  EXPECT_EQ(count.allowedRoles, (std::vector<std::string>{"officer", "captain"}));  // by rank
  EXPECT_EQ(registry.find("look")->allowedRoles, registry.roles());
  EXPECT_FALSE(registry.find("open")->entityRequired);
  EXPECT_FALSE(registry.find("ping")->entityRequired);
}

TEST(Registry, PassesOnFaultsOfTheText) {
  EXPECT_EQ(Registry::load("{").error().code, "json_syntax");
  EXPECT_EQ(Registry::load(R"({"version":"1","version":"1"})").error().code,
            "json_duplicate_member");
}

/// The small registry with one place changed; an empty replacement takes the place away.
struct Edit {
  std::string_view pointer;
  std::string_view replacement;
  std::string_view faultAt;
};

std::string changed(const Edit& change) {
  test::Value document = test::parsed(test::smallRegistry());
  const std::size_t slash = change.pointer.rfind('/');
  const std::string_view member = change.pointer.substr(slash + 1);
  test::Object& object = document.at_pointer(change.pointer.substr(0, slash)).as_object();
  if (change.replacement.empty())
    object.erase(member);
  else
    object[member] = test::parsed(change.replacement);
  return test::textOf(document);
}

constexpr Edit kFaults[] = {
    {"/version", "", "/version"},
    {"/version", "1", "/version"},
    {"/version", R"("")", "/version"},
    {"/colour", R"("red")", "/colour"},
    {"/roles", "[]", "/roles"},
    {"/roles", R"(["crew","officer","captain","crew"])", "/roles"},
    {"/roles", R"(["crew","Officer"])", "/roles"},
    {"/actions", "{}", "/actions"},
    {"/actions/1/id", R"("look")", "/actions/1/id"},
    {"/actions/1/id", R"("Book")", "/actions/1/id"},
    {"/actions/1/id", R"("")", "/actions/1/id"},
    {"/actions/1/colour", "1", "/actions/1/colour"},
    {"/actions/1/label", R"("")", "/actions/1/label"},
    {"/actions/1/entity", "", "/actions/1/entity"},
    {"/actions/1/entity", "7", "/actions/1/entity"},
    {"/actions/3/entity_required", "true", "/actions/3/entity_required"},
    {"/actions/1/variant", R"("WRITE")", "/actions/1/variant"},
    {"/actions/0/idempotent", "true", "/actions/0/idempotent"},
    {"/actions/0/signature_required", "true", "/actions/0/signature_required"},
    {"/actions/1/signature_required", "false", "/actions/1/signature_required"},
    {"/actions/4/signature_required", "false", "/actions/4/signature_required"},
    {"/actions/4/dropdown_only", "false", "/actions/4/dropdown_only"},
    {"/actions/4/allowed_roles", "", "/actions/4/allowed_roles"},
    {"/actions/4/allowed_roles", "[]", "/actions/4/allowed_roles"},
    {"/actions/1/allowed_roles", "[]", "/actions/1/allowed_roles"},
    {"/actions/4/allowed_roles", R"(["admiral"])", "/actions/4/allowed_roles"},
    {"/actions/4/allowed_roles", R"(["captain","captain"])", "/actions/4/allowed_roles"},
    {"/actions/4/signature", "", "/actions/4/signature"},
    {"/actions/1/signature", R"({"method":["ed25519"]})", "/actions/1/signature"},
    {"/actions/5/signature/method", "[]", "/actions/5/signature/method"},
    {"/actions/5/signature/method", R"(["rsa"])", "/actions/5/signature/method"},
    {"/actions/5/signature/method", R"(["ed25519","ed25519"])", "/actions/5/signature/method"},
    {"/actions/5/signature/max_age_s", "0", "/actions/5/signature/max_age_s"},
    {"/actions/5/signature/max_age_s", "86401", "/actions/5/signature/max_age_s"},
    {"/actions/5/signature/sentence", R"("I did.")", "/actions/5/signature/sentence"},
    {"/actions/4/signature/sentence", "", "/actions/4/signature/sentence"},
    {"/actions/4/signature/key", "1", "/actions/4/signature/key"},
    {"/actions/1/success_status", "204", "/actions/1/success_status"},
    {"/actions/1/keywords", "", "/actions/1/keywords"},
    {"/actions/1/keywords", R"(["a",""])", "/actions/1/keywords"},
    {"/actions/1/fields", "{}", "/actions/1/fields"},
    {"/actions/0/fields", R"([{"name":"a","type":"date"}])", "/actions/0/fields/0/required"},
    {"/actions/0/fields", R"([{"name":"a","type":"text","required":true}])",
     "/actions/0/fields/0/type"},
    {"/actions/0/fields",
     R"([{"name":"a","type":"date","required":true},{"name":"a","type":"date","required":true}])",
     "/actions/0/fields/1/name"},
    {"/actions/0/fields", R"([{"name":"a","type":"date","required":true,"hint":""}])",
     "/actions/0/fields/0/hint"},
    {"/actions/0/fields", R"([{"name":"a","type":"integer","required":true,"min":5,"max":4}])",
     "/actions/0/fields/0/min"},
    {"/actions/0/fields", R"([{"name":"a","type":"string","required":true,"min":-1}])",
     "/actions/0/fields/0/min"},
    {"/actions/0/fields", R"([{"name":"a","type":"integer","required":true,"max":1.5}])",
     "/actions/0/fields/0/max"},
    {"/actions/0/fields", R"([{"name":"a","type":"number","required":true,"max":1e16}])",
     "/actions/0/fields/0/max"},
    {"/actions/0/fields", R"([{"name":"a","type":"date","required":true,"min":1}])",
     "/actions/0/fields/0/min"},
    {"/actions/0/fields", R"([{"name":"a","type":"string","required":true,"pattern":"(a"}])",
     "/actions/0/fields/0/pattern"},
    {"/actions/0/fields", R"([{"name":"a","type":"uuid","required":true,"pattern":"a"}])",
     "/actions/0/fields/0/pattern"},
    {"/actions/0/fields", R"([{"name":"a","type":"enum","required":true}])",
     "/actions/0/fields/0/enum"},
    {"/actions/0/fields", R"([{"name":"a","type":"enum","required":true,"enum":[]}])",
     "/actions/0/fields/0/enum"},
    {"/actions/0/fields", R"([{"name":"a","type":"enum","required":true,"enum":["b","b"]}])",
     "/actions/0/fields/0/enum"},
    {"/actions/0/fields", R"([{"name":"a","type":"string","required":true,"enum":["b"]}])",
     "/actions/0/fields/0/enum"},
    {"/actions/0/fields", R"([{"name":"a","type":"array","required":true}])",
     "/actions/0/fields/0/items"},
    {"/actions/0/fields", R"([{"name":"a","type":"date","required":true,"items":{"type":"date"}}])",
     "/actions/0/fields/0/items"},
    {"/actions/0/fields",
     R"([{"name":"a","type":"array","required":true,"items":{"type":"array"}}])",
     "/actions/0/fields/0/items/type"},
    {"/actions/0/fields",
     R"([{"name":"a","type":"array","required":true,"items":{"type":"string","min":2,"max":1}}])",
     "/actions/0/fields/0/items/min"},
};

TEST(Registry, RefusesEveryFaultWithItsPath) {
  for (const Edit& change : kFaults) {
    const Result<Registry> registry = Registry::load(changed(change));
    ASSERT_FALSE(registry) << change.pointer << " " << change.replacement;
    EXPECT_EQ(registry.error().code, "registry_invalid") << change.pointer;
    EXPECT_EQ(registry.error().path, change.faultAt) << registry.error().message;
    EXPECT_FALSE(registry.error().message.empty());
  }
}

}  // namespace
}  // namespace fairlead::action
