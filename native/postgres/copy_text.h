// The text form of COPY: one line a row, columns between tabs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "native/postgres/parameter.h"

namespace fairlead::postgres {

/// Builds the rows for `Connection::copyIn`.
class CopyText {
 public:
  /// Adds a row; what stands for NULL is a parameter without text.
  void addRow(std::initializer_list<Parameter> columns);
  const std::string& rows() const { return rows_; }

 private:
  std::string rows_;
};

}  // namespace fairlead::postgres
