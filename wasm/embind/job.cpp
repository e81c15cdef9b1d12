// job.wasm: the job and flag rules for browsers and other JavaScript hosts.
#include "core/flag/wire.h"
#include "core/job/wire.h"
#include "wasm/embind/binding.h"

using namespace fairlead;

EMSCRIPTEN_BINDINGS(job) {
  using emscripten::function;

  function("job_decide", &embind::answer<job::decideJson>);
  function("job_classify", &embind::answer<job::classifyJson>);
  function("job_admit", &embind::answer<job::admitJson>);
  function("job_settle", &embind::answer<job::settleJson>);
  function("job_take", &embind::answer<job::takeJson>);
  function("job_share", &embind::answer<job::shareJson>);
  function("job_schedule", &embind::answer<job::scheduleJson>);

  function("flag_bucket", &embind::answer<flag::bucketJson>);
  function("flag_enabled", &embind::answer<flag::enabledJson>);
  function("flag_judge", &embind::answer<flag::judgeJson>);
  function("flag_ramp", &embind::answer<flag::rampJson>);
}
