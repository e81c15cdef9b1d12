#include "core/json/scan.h"

#include <utility>

#include <boost/json/parse_options.hpp>
#include <boost/mp11/algorithm.hpp>

namespace boost::mp11 {

// While it runs, the parser chooses among its three ways of reading numbers by
// mp_with_index<3>(unsigned char, …). Here that is always the precise way; without the two others
// and their tables a WebAssembly module is 11 KB (gzip) smaller.
template <std::size_t kWays, typename Way>
  requires(kWays == 3)
constexpr decltype(auto) mp_with_index(unsigned char, Way&& way) {  // NOLINT(*-naming): theirs
  constexpr auto kPrecise = static_cast<std::size_t>(json::number_precision::precise);
  return std::forward<Way>(way)(mp_size_t<kPrecise>());
}

}  // namespace boost::mp11

#include <boost/json/basic_parser_impl.hpp>

namespace fairlead::json {

namespace bj = boost::json;

Scan scan(std::string_view text, unsigned maxDepth, bool onlySafeIntegers) {
  bj::parse_options options;
  options.numbers = bj::number_precision::precise;
  options.max_depth = maxDepth;
  options.allow_invalid_utf8 = true;  // it was checked before, with the exact place

  bj::basic_parser<Builder> parser(options, text, onlySafeIntegers);
  boost::system::error_code fault;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), fault);
  if (!fault && read < text.size()) fault = bj::error::extra_data;
  return {read, fault, std::move(parser.handler())};
}

}  // namespace fairlead::json
