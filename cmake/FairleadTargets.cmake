# What every target of ours shares: the standard, the warnings, the include root.
include_guard()

set(FAIRLEAD_BOOST_INCLUDE ${CMAKE_SOURCE_DIR}/.toolchain/boost/include
    CACHE PATH "Directory that holds only boost/ (Boost 1.88 headers)")

add_library(fairlead_options INTERFACE)
target_compile_features(fairlead_options INTERFACE cxx_std_23)
target_include_directories(fairlead_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(fairlead_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror)

add_library(fairlead_boost INTERFACE)
target_include_directories(fairlead_boost SYSTEM INTERFACE ${FAIRLEAD_BOOST_INCLUDE})

# A concept of the core: a static library of the given sources.
function(fairlead_core_library concept)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(fairlead_${concept} STATIC ${ARG_SOURCES})
  target_link_libraries(fairlead_${concept} PUBLIC fairlead_options ${ARG_DEPENDS})
endfunction()
