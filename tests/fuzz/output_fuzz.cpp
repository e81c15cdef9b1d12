// A line that may be a schema, and what a model wrote: as a whole, and as a stream of pieces, which
// must come to the same.
#include <algorithm>

#include "core/schema/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

namespace {

/// What a stream said of its last piece: "complete" and "violated" are final.
std::string streamed(const schema::Schema& schema, std::string_view text, std::string& state) {
  schema::OutputStream stream(schema);
  // Pieces of all lengths, cut within characters too; the text itself says where.
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = 1 + static_cast<unsigned char>(text[at]) % 13;
    const fuzz::Answer progress(schema::pushChunk(stream, text.substr(at, length)));
    fuzz::promise(!progress.isError(), "a piece is taken");
    const std::string now(progress.member("state").string());
    if (state == "complete" || state == "violated")
      fuzz::promise(state == now, "nothing can change a final state");
    state = now;
    at += length;
  }
  return schema::finishStream(stream);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const auto [schemaText, text] = input.halves();
  const auto schema = schema::compileText(schemaText, "");
  if (!schema) return 0;
  const std::string whole = schema::checkOutputText(*schema, text);
  std::string state;
  fuzz::promise(streamed(*schema, text, state) == whole, "pieces come to the same as the whole");
  const fuzz::Answer report(whole);
  if (report.isError()) return 0;
  const bool valid = report.member("outcome").string() == "valid";
  fuzz::promise(report.member("ask_again").isNull() == valid, "what is not valid is asked again");
  if (state == "complete") fuzz::promise(valid, "what is complete is valid");
  if (state == "violated") fuzz::promise(!valid, "what is violated is not valid");
  if (!valid) return 0;
  const std::string document = fuzz::canonical(report.member("document"));
  const fuzz::Answer verdict(schema::validateText(*schema, document));
  fuzz::promise(!verdict.isError() && verdict.member("valid").boolean(),
                "the document that is given is valid");
  return 0;
}
