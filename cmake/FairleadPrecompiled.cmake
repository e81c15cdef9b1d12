# Precompiled headers. Boost.JSON takes most of the time in which a source file compiles, and nearly
# every file includes it; so it is compiled once for each kind of target: the core (without RTTI),
# the hosts, and the tests (with GoogleTest). Files still include what they use; the preset `asan`
# builds without this and so proves it.
include_guard()

# A precompiled header for targets compiled alike: fairlead_precompiled(<name> <header…> [OPTIONS …])
function(fairlead_precompiled name)
  cmake_parse_arguments(ARG "" "" "OPTIONS;DEPENDS" ${ARGN})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${name}.cpp CONTENT "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE fairlead_options fairlead_boost ${ARG_DEPENDS})
  target_compile_options(${name} PRIVATE ${ARG_OPTIONS})
  target_precompile_headers(${name} PRIVATE ${ARG_UNPARSED_ARGUMENTS})
endfunction()

# Lets every library and program of a folder and those below it use a precompiled header, except
# those that have one already.
function(fairlead_use_precompiled folder name)
  get_property(targets DIRECTORY ${CMAKE_SOURCE_DIR}/${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    get_target_property(own ${target} PRECOMPILE_HEADERS)
    get_target_property(reused ${target} PRECOMPILE_HEADERS_REUSE_FROM)
    if(type MATCHES "STATIC_LIBRARY|EXECUTABLE" AND NOT own AND NOT reused)
      target_precompile_headers(${target} REUSE_FROM ${name})
    endif()
  endforeach()
  get_property(folders DIRECTORY ${CMAKE_SOURCE_DIR}/${folder} PROPERTY SUBDIRECTORIES)
  foreach(below IN LISTS folders)
    cmake_path(RELATIVE_PATH below BASE_DIRECTORY ${CMAKE_SOURCE_DIR})
    fairlead_use_precompiled(${below} ${name})
  endforeach()
endfunction()
