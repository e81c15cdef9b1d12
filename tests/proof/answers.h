// What the native build answers for each operation whose answers are compared with WebAssembly's.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fairlead::proof {

/// Answers one input.
using Ask = std::function<std::string(std::string_view input)>;

/// Compiles the documents of a case file; where they cannot be compiled, every answer says why.
using Open = Ask (*)(const std::vector<std::string>& documents);

using Operations = std::map<std::string, Open, std::less<>>;

// One function a concept, in native/<concept>.cpp.
void addJson(Operations& operations);
void addSchema(Operations& operations);
void addToken(Operations& operations);

}  // namespace fairlead::proof
