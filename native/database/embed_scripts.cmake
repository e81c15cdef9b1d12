# Writes OUTPUT, a C++ source with every numbered script under SQL_DIR as a raw string.

function(append_scripts function_name pattern)
  file(GLOB files ${pattern})
  list(SORT files COMPARE NATURAL)
  string(APPEND source "std::span<const Script> ${function_name}() {\n"
         "  static constexpr Script kScripts[] = {\n")
  foreach(path IN LISTS files)
    get_filename_component(name "${path}" NAME)
    string(REGEX MATCH "^[0-9]+" number "${name}")
    string(REGEX REPLACE "^0+([0-9])" "\\1" number "${number}")
    file(READ "${path}" text)
    string(FIND "${text}" ")fairlead\"" delimiter)
    if(NOT delimiter EQUAL -1)
      message(FATAL_ERROR "${path} contains )fairlead\", which ends the raw string it is put in")
    endif()
    string(APPEND source "      {${number}, \"${name}\", R\"fairlead(${text})fairlead\"},\n")
  endforeach()
  # An empty array is not C++; the last element is left out of the span.
  string(APPEND source "      {0, \"\", \"\"}};\n"
         "  return std::span(kScripts).first(std::size(kScripts) - 1);\n}\n\n")
  set(source "${source}" PARENT_SCOPE)
endfunction()

set(source "// Written by embed_scripts.cmake from native/sql.\n"
           "#include \"native/database/scripts.h\"\n\n#include <iterator>\n\n"
           "namespace fairlead::database {\n\n")
string(JOIN "" source ${source})
append_scripts(migrations "${SQL_DIR}/[0-9]*.sql")
append_scripts(seeds "${SQL_DIR}/seed/[0-9]*.sql")
string(APPEND source "}  // namespace fairlead::database\n")
file(WRITE "${OUTPUT}" "${source}")
