// What was found wrong with one mail while it was read.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace fairlead::mail {

class Faults {
 public:
  /// Notes a code, once. It must be a constant.
  void add(std::string_view code) {
    if (std::ranges::find(codes_, code) == codes_.end()) codes_.push_back(code);
  }
  const std::vector<std::string_view>& codes() const { return codes_; }

 private:
  std::vector<std::string_view> codes_;
};

}  // namespace fairlead::mail
