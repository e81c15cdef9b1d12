#include "core/action/wire.h"
#include "wasm/abi/fairlead.h"
#include "wasm/abi/objects.h"

using namespace fairlead;
using abi::answer;
using abi::ask;
using abi::input;
using action::Registry;

const uint8_t* fl_action_compile(uint32_t registry) {
  return abi::keep(Registry::load(input(registry)));
}
const uint8_t* fl_action_evaluate(uint32_t registry, uint32_t request) {
  return ask(registry, action::evaluateJson, input(request));
}
const uint8_t* fl_action_evaluate_brief(uint32_t registry, uint32_t request) {
  return ask(registry, action::evaluateBriefJson, input(request));
}
const uint8_t* fl_action_explain(uint32_t registry, uint32_t request) {
  return ask(registry, action::explainJson, input(request));
}
const uint8_t* fl_action_suggest(uint32_t registry, uint32_t question) {
  return ask(registry, action::suggestJson, input(question));
}
const uint8_t* fl_action_list(uint32_t registry, uint32_t question) {
  return ask(registry, action::listJson, input(question));
}
const uint8_t* fl_action_matrix(uint32_t registry, uint32_t requests) {
  return ask(registry, action::matrixJson, input(requests));
}
const uint8_t* fl_action_signing_input(uint32_t document) {
  return answer(action::signingInputJson, document);
}
const uint8_t* fl_action_lint(uint32_t registry) {
  return answer(action::lintJson, registry);
}
const uint8_t* fl_action_diff(uint32_t question) {
  return answer(action::diffJson, question);
}
