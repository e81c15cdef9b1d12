// Boost.JSON is used from its headers alone; this is the one file that compiles its bodies.
#include <boost/json/src.hpp>
