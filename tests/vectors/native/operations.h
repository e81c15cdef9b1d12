// What the native build does for each operation that a vector may name.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/json/value.h"

namespace fairlead::vectors {

/// Runs one case; `setup` is null where the vector has none. Gives the answer's text.
using Operation = std::function<std::string(json::Value setup, json::Value input)>;
using Operations = std::map<std::string, Operation, std::less<>>;

// One function a concept, in native/<concept>.cpp.
void addJson(Operations& operations);
void addToken(Operations& operations);
void addAction(Operations& operations);
void addSchema(Operations& operations);
void addEmbedding(Operations& operations);
void addAudit(Operations& operations);
void addRank(Operations& operations);
void addJob(Operations& operations);
void addFlag(Operations& operations);

/// The JSON text that stands for a document of a vector: a string as it is, anything else as JSON
/// with its members in the vector's order.
std::string textOf(json::Value document);

/// The operation of a rule that needs no setup and takes the input as text.
Operation ofText(std::string (*rule)(std::string_view));

/// A string member of an input; vectors are written by hand, so a missing one ends the program.
std::string textMember(json::Value input, std::string_view name);

}  // namespace fairlead::vectors
