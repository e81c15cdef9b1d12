// The documents of wire.h, read and written.
#pragma once

#include <string_view>

#include "core/job/failure.h"
#include "core/job/job.h"
#include "core/job/provider.h"
#include "core/json/reader.h"
#include "core/json/writer.h"

namespace fairlead::job {

/// A moment that must be there.
Micros readMoment(json::ObjectReader& in, std::string_view name);
/// A moment or a wait that may be left out or null.
std::optional<Micros> readTime(json::ObjectReader& in, std::string_view name);

/// Reads an object that may be left out or null with `read(ObjectReader&)`.
template <typename Read>
void readObject(json::ObjectReader& in, std::string_view name, Read read) {
  const std::optional<json::Value> value = in.nullable(name);
  if (!value) return;
  const json::Path at = in.path() / name;
  json::ObjectReader inner(*value, at);
  read(inner);
  in.take(inner.finish());
}

// Each reads the member of that name; what is left out has its default. Faults are `in`'s.
Job readJob(json::ObjectReader& in, std::string_view name);
Policy readPolicy(json::ObjectReader& in, std::string_view name);
Provider readProvider(json::ObjectReader& in, std::string_view name);
BreakerPolicy readBreakerPolicy(json::ObjectReader& in, std::string_view name);

/// A failure that stands at `at`.
Result<Failure> readFailure(json::Value value, const json::Path& at);

void write(json::Writer& out, const Job& job);
void write(json::Writer& out, const Provider& provider);

/// The index of the member's word among `words`; 0 after a fault.
std::size_t readWord(json::ObjectReader& in, std::string_view name,
                     std::span<const std::string_view> words);

}  // namespace fairlead::job
