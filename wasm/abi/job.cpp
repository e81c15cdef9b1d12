#include "core/job/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"

using namespace fairlead;
using abi::answer;

const uint8_t* fl_job_decide(uint32_t request) {
  return answer(job::decideJson, request);
}
const uint8_t* fl_job_classify(uint32_t request) {
  return answer(job::classifyJson, request);
}
const uint8_t* fl_job_admit(uint32_t request) {
  return answer(job::admitJson, request);
}
const uint8_t* fl_job_settle(uint32_t request) {
  return answer(job::settleJson, request);
}
const uint8_t* fl_job_take(uint32_t request) {
  return answer(job::takeJson, request);
}
const uint8_t* fl_job_share(uint32_t request) {
  return answer(job::shareJson, request);
}
const uint8_t* fl_job_schedule(uint32_t request) {
  return answer(job::scheduleJson, request);
}
