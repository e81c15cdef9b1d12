// Documents that the action tests make and change: Boost.JSON's, which the core reads as text, as
// it does from any host.
#pragma once

#include <string>

#include <boost/json.hpp>

namespace fairlead::action::test {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;
using String = boost::json::string;

/// A document's text.
std::string textOf(const Value& value);

/// Its canonical form by a second hand: members in the order of their names, which are ASCII here,
/// numbers that are whole or have few digits, texts without control characters.
std::string canonical(const Value& value);

}  // namespace fairlead::action::test
