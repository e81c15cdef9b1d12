// core.wasm in a host without JavaScript: the interpreter of the WebAssembly Binary Toolkit, and no
// more than wasm/abi/fairlead.h asks of a host.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>
#include <wabt/interp/interp.h>

namespace fairlead::hosts {

/// One instance of core.wasm. What fails, fails by std::runtime_error; after a trap the instance is
/// of no further use.
class CoreModule {
 public:
  explicit CoreModule(const std::filesystem::path& file);

  /// Writes texts to the module's input buffer, one behind the other.
  void write(const std::vector<std::string>& texts);

  /// Calls an export, its parameters given as numbers whatever their type; gives its result's bits,
  /// 0 when it has none.
  std::uint32_t call(std::string_view function, const std::vector<double>& parameters = {});

  /// The text of the frame at an address.
  std::string text(std::uint32_t frame) const;

 private:
  std::uint8_t* at(std::uint32_t address, std::uint64_t size) const;

  wabt::interp::Store store_;
  wabt::interp::Memory::Ptr memory_;
  std::map<std::string, wabt::interp::Func::Ptr, std::less<>> functions_;
};

}  // namespace fairlead::hosts
