#include "wasm/hosts/core_module.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <wabt/binary-reader.h>
#include <wabt/interp/binary-reader-interp.h>

namespace fairlead::hosts {
namespace {

namespace interp = wabt::interp;

constexpr std::uint32_t kAbiVersion = 1;

[[noreturn]] void fail(const std::string& message) {
  throw std::runtime_error(message);
}

std::string read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) fail("Cannot read " + file.string() + ".");
  return {std::istreambuf_iterator<char>(stream), {}};
}

interp::ModuleDesc parse(const std::string& bytes, const std::string& name) {
  wabt::Errors errors;
  interp::ModuleDesc module;
  const wabt::ReadBinaryOptions options(wabt::Features(), nullptr, false, true, true);
  const wabt::Result read =
      interp::ReadBinaryInterp(name, bytes.data(), bytes.size(), options, &errors, &module);
  if (wabt::Failed(read)) fail(name + " is no module: " + errors.front().message);
  return module;
}

interp::Value valueOf(double number, wabt::Type type) {
  if (type == wabt::Type::F64) return interp::Value::Make(number);
  return interp::Value::Make(static_cast<std::uint32_t>(static_cast<std::int64_t>(number)));
}

}  // namespace

CoreModule::CoreModule(const std::filesystem::path& file) {
  const interp::Module::Ptr module =
      interp::Module::New(store_, parse(read(file), file.filename().string()));
  if (!module->desc().imports.empty()) fail("The module imports something; core.wasm does not.");
  interp::Trap::Ptr trap;
  const interp::Instance::Ptr instance =
      interp::Instance::Instantiate(store_, module.ref(), {}, &trap);
  if (!instance) fail("The module does not start: " + trap->message());

  const std::vector<interp::ExportDesc>& exports = module->desc().exports;
  for (std::size_t i = 0; i < exports.size(); ++i) {
    const interp::Ref ref = instance->exports()[i];
    const interp::ExportType& type = exports[i].type;
    if (type.type->kind == interp::ExternKind::Func)
      functions_.emplace(type.name, store_.UnsafeGet<interp::Func>(ref));
    if (type.type->kind == interp::ExternKind::Memory)
      memory_ = store_.UnsafeGet<interp::Memory>(ref);
  }
  call("_initialize");
  if (call("fl_abi_version") != kAbiVersion) fail("The module speaks another version of the ABI.");
}

void CoreModule::write(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text;
  const std::uint32_t start = call("fl_input", {static_cast<double>(all.size())});
  if (start == 0) fail("The module has no memory left for this input.");
  std::memcpy(at(start, all.size()), all.data(), all.size());
}

std::uint32_t CoreModule::call(std::string_view function, const std::vector<double>& parameters) {
  const auto found = functions_.find(function);
  if (found == functions_.end()) fail("There is no function " + std::string(function) + ".");
  const interp::FuncType& type = found->second->type();
  if (type.params.size() != parameters.size())
    fail(std::string(function) + " is called with the wrong number of parameters.");
  interp::Values inputs;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    inputs.push_back(valueOf(parameters[i], type.params[i]));
  interp::Values results;
  interp::Trap::Ptr trap;
  if (wabt::Failed(found->second->Call(store_, inputs, results, &trap)))
    fail(std::string(function) + " trapped: " + trap->message());
  return results.empty() ? 0 : results.front().Get<std::uint32_t>();
}

std::string CoreModule::text(std::uint32_t frame) const {
  std::uint32_t length = 0;
  std::memcpy(&length, at(frame, sizeof length), sizeof length);
  const std::uint8_t* first = at(frame + sizeof length, length);
  return {reinterpret_cast<const char*>(first), length};
}

std::uint8_t* CoreModule::at(std::uint32_t address, std::uint64_t size) const {
  if (address + size > memory_->ByteSize()) fail("An address lies outside the module's memory.");
  return memory_->UnsafeData() + address;
}

}  // namespace fairlead::hosts
