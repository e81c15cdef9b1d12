#include "core/job/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"

using namespace fairlead;
using abi::input;
using abi::reply;

const uint8_t* fl_job_decide(uint32_t request) {
  return reply(job::decideJson(input(request)));
}
const uint8_t* fl_job_classify(uint32_t request) {
  return reply(job::classifyJson(input(request)));
}
const uint8_t* fl_job_admit(uint32_t request) {
  return reply(job::admitJson(input(request)));
}
const uint8_t* fl_job_settle(uint32_t request) {
  return reply(job::settleJson(input(request)));
}
const uint8_t* fl_job_take(uint32_t request) {
  return reply(job::takeJson(input(request)));
}
const uint8_t* fl_job_share(uint32_t request) {
  return reply(job::shareJson(input(request)));
}
const uint8_t* fl_job_schedule(uint32_t request) {
  return reply(job::scheduleJson(input(request)));
}
