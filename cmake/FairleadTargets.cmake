# What every target of ours shares: the standard, the warnings, the include root, and the flags of
# the machine it is built for.
include_guard()

set(FAIRLEAD_BOOST_INCLUDE ${CMAKE_SOURCE_DIR}/.toolchain/boost/include
    CACHE PATH "Directory that holds only boost/ (Boost 1.88 headers)")
if(NOT EXISTS ${FAIRLEAD_BOOST_INCLUDE}/boost/json.hpp)
  message(FATAL_ERROR "No Boost headers in ${FAIRLEAD_BOOST_INCLUDE}: run tools/bootstrap first")
endif()

# For third-party C as well as our own code.
add_library(fairlead_machine INTERFACE)
if(FAIRLEAD_WASI OR FAIRLEAD_EMSCRIPTEN)
  # Neither host has C++ exceptions; a throw that the compiler cannot prove away becomes a trap.
  # Pages and isolates load the whole module, so size counts but for the files named as hot.
  target_compile_options(fairlead_machine INTERFACE -msimd128 -Oz
                         $<$<COMPILE_LANGUAGE:CXX>:-fignore-exceptions>)
endif()
if(FAIRLEAD_WASI)
  target_compile_definitions(fairlead_machine INTERFACE _WASI_EMULATED_SIGNAL)
  target_link_options(fairlead_machine INTERFACE -mexec-model=reactor)
endif()
if(FAIRLEAD_LTO)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(fairlead_machine INTERFACE -flto=auto -fno-fat-lto-objects)
    target_link_options(fairlead_machine INTERFACE -flto=auto)
    set(CMAKE_AR ${CMAKE_CXX_COMPILER_AR})
    set(CMAKE_RANLIB ${CMAKE_CXX_COMPILER_RANLIB})
  else()
    target_compile_options(fairlead_machine INTERFACE -flto)
    target_link_options(fairlead_machine INTERFACE -flto)
  endif()
endif()
if(FAIRLEAD_SANITIZE)
  # The core is built without RTTI, which the vptr check needs.
  set(_sanitize -fsanitize=${FAIRLEAD_SANITIZE} -fno-sanitize=vptr -fno-sanitize-recover=all
                -fno-omit-frame-pointer)
  target_compile_options(fairlead_machine INTERFACE ${_sanitize})
  # Between the checks GCC loses sight of what is set: it warns of members of a variant that is not moved.
  target_compile_options(fairlead_machine INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(fairlead_machine INTERFACE ${_sanitize})
endif()
if(FAIRLEAD_FUZZ)
  target_compile_options(fairlead_machine INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(FAIRLEAD_COVERAGE)
  set(_coverage -fprofile-instr-generate -fcoverage-mapping)
  target_compile_options(fairlead_machine INTERFACE ${_coverage})
  target_link_options(fairlead_machine INTERFACE ${_coverage})
endif()

# For our own code: the standard, warnings as errors, includes from the repository root.
set(CMAKE_CXX_EXTENSIONS OFF)
add_library(fairlead_options INTERFACE)
target_compile_features(fairlead_options INTERFACE cxx_std_23)
target_include_directories(fairlead_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(fairlead_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang AND NOT FAIRLEAD_WASI AND NOT FAIRLEAD_EMSCRIPTEN)
  # libstdc++ 12 uses, inside its own algorithms, what it declares deprecated; clang says so.
  target_compile_options(fairlead_options INTERFACE -Wno-deprecated-declarations)
endif()
target_link_libraries(fairlead_options INTERFACE fairlead_machine)

add_library(fairlead_boost INTERFACE)
target_include_directories(fairlead_boost SYSTEM INTERFACE ${FAIRLEAD_BOOST_INCLUDE})
if(FAIRLEAD_WASI OR FAIRLEAD_EMSCRIPTEN)
  # The last two leave out the text of every place that could throw, and tables of powers of ten.
  target_compile_definitions(fairlead_boost INTERFACE BOOST_SYSTEM_DISABLE_THREADS
                                                      BOOST_EXCEPTION_DISABLE
                                                      BOOST_DISABLE_CURRENT_LOCATION
                                                      BOOST_JSON_RYU_OPTIMIZE_SIZE)
endif()

# A concept of the core: a static library of the given sources, the same for every target.
function(fairlead_core_library concept)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(fairlead_${concept} STATIC ${ARG_SOURCES})
  target_link_libraries(fairlead_${concept} PUBLIC fairlead_options ${ARG_DEPENDS})
  target_compile_options(fairlead_${concept} PRIVATE -fno-rtti)
endfunction()

# Sources of the present folder in which calls spend their time: built for speed in wasm too.
function(fairlead_hot)
  if(FAIRLEAD_WASI OR FAIRLEAD_EMSCRIPTEN)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -O3)
  endif()
endfunction()

# A folder of the tree that has a CMakeLists.txt of its own.
function(fairlead_add_folder folder)
  if(EXISTS ${CMAKE_SOURCE_DIR}/${folder}/CMakeLists.txt)
    add_subdirectory(${CMAKE_SOURCE_DIR}/${folder})
  endif()
endfunction()
