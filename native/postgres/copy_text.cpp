#include "native/postgres/copy_text.h"

namespace fairlead::postgres {
namespace {

void appendEscaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\\\";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += c;
    }
  }
}

}  // namespace

void CopyText::addRow(std::initializer_list<Parameter> columns) {
  const char* between = "";
  for (const Parameter& column : columns) {
    rows_ += between;
    between = "\t";
    if (column.text())
      appendEscaped(rows_, *column.text());
    else
      rows_ += "\\N";
  }
  rows_ += '\n';
}

}  // namespace fairlead::postgres
