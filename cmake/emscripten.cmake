# Emscripten: $EMSDK where it is set, else an emcc on the PATH that is new enough, else the one that
# tools/bootstrap unpacked.
set(_fairlead_emscripten ${CMAKE_CURRENT_LIST_DIR}/../.toolchain/emscripten)
if(DEFINED ENV{EMSDK})
  set(_fairlead_emscripten $ENV{EMSDK}/upstream/emscripten)
elseif(NOT EXISTS ${_fairlead_emscripten}/emcc)
  find_program(_fairlead_emcc emcc REQUIRED)
  file(REAL_PATH ${_fairlead_emcc} _fairlead_emcc)
  cmake_path(GET _fairlead_emcc PARENT_PATH _fairlead_emscripten)
endif()
include(${_fairlead_emscripten}/cmake/Modules/Platform/Emscripten.cmake)
set(FAIRLEAD_EMSCRIPTEN TRUE)
