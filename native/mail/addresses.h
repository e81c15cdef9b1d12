// Lists of addresses, as From, To and Cc hold them (RFC 5322, section 3.4).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fairlead::mail {

struct Address {
  std::string name;     ///< as it is written, encoded words included; may be empty
  std::string address;  ///< never empty
};

/// The mailboxes of a list, those in groups included, at most `most`. Reads what senders really
/// write: comments, missing brackets, groups in groups. Each byte is looked at once, and nothing
/// calls itself, whatever the header holds.
std::vector<Address> parseAddresses(std::string_view value, std::size_t most);

}  // namespace fairlead::mail
