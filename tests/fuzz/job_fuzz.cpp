// Any text may come as a question about a job or a provider. Whatever is decided can be asked about
// again, goes by the table, and keeps the lease from falling; a refusal changes nothing.
#include <string>

#include "core/job/machine.h"
#include "core/job/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

namespace {

std::string cancelQuestion(json::Value job) {
  return R"({"event":"cancel","job":)" + fuzz::canonical(job) + R"(,"now":0})";
}

void checkDecision(std::string_view text) {
  const fuzz::Answer decided(job::decideJson(text));
  if (decided.isError()) return;
  const json::Document question = *json::parse(text);
  const json::Object before = question.root().object().find("job")->object();
  const json::Object after = decided.member("job").object();
  const auto stateOf = [](json::Object row) {
    return *job::kMachine.stateNamed(row.find("status")->string());
  };
  const json::Value event = decided.member("event");
  const bool drawn =
      event.isNull()
          ? stateOf(before) == stateOf(after)
          : job::kMachine.allows(stateOf(before), *job::kMachine.eventNamed(event.string()),
                                 stateOf(after));
  fuzz::promise(drawn, "a decision goes by the table");
  fuzz::promise(*after.find("lease")->asInteger() >= *before.find("lease")->asInteger(),
                "a lease never falls");
  const fuzz::Answer again(job::decideJson(cancelQuestion(decided.member("job"))));
  fuzz::promise(!again.isError(), "a decided job can be asked about again");
}

void checkProvider(std::string_view text) {
  const fuzz::Answer settled(job::settleJson(text));
  if (settled.isError()) return;
  const std::string provider = fuzz::canonical(settled.value());
  const fuzz::Answer admitted(job::admitJson(R"({"provider":)" + provider + R"(,"now":0})"));
  fuzz::promise(!admitted.isError(), "a settled provider can be asked about");
  const bool some = *admitted.member("admitted").asInteger() > 0;
  fuzz::promise(some == admitted.member("until").isNull(), "whoever must wait is told until when");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  checkDecision(input.text());
  checkProvider(input.text());
  fuzz::Answer(job::admitJson(input.text()));
  fuzz::Answer(job::classifyJson(input.text()));
  fuzz::Answer(job::takeJson(input.text()));
  fuzz::Answer(job::shareJson(input.text()));
  fuzz::Answer(job::scheduleJson(input.text()));
  return 0;
}
