#include "core/json/answer.h"

namespace fairlead::json {

std::string answer(const Error& error) {
  Writer out;
  out.beginObject();
  out.name("error");
  out.beginObject();
  out.member("code", error.code);
  out.member("message", error.message);
  out.member("path", error.path);
  out.endObject();
  out.endObject();
  return *std::move(out).finish();  // no number in it, so no fault
}

std::string finishAnswer(Writer out) {
  Result<std::string> text = std::move(out).finish();
  if (!text) return answer(text.error());
  *text += '}';
  return *std::move(text);
}

}  // namespace fairlead::json
