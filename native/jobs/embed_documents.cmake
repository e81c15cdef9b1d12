# Writes OUTPUT, a C++ source with the prompts and the output schemas of REGISTRY as raw strings.

function(append_document name path)
  file(READ "${path}" text)
  string(FIND "${text}" ")fairlead\"" delimiter)
  if(NOT delimiter EQUAL -1)
    message(FATAL_ERROR "${path} contains )fairlead\", which ends the raw string it is put in")
  endif()
  string(APPEND source "    {\"${name}\", R\"fairlead(${text})fairlead\"},\n")
  set(source "${source}" PARENT_SCOPE)
endfunction()

set(source "// Written by embed_documents.cmake from edge/registry.\n"
           "#include \"native/jobs/documents.h\"\n\n"
           "namespace fairlead::jobs {\nnamespace {\n\n"
           "constexpr Document kDocuments[] = {\n")
string(JOIN "" source ${source})
append_document(prompts "${REGISTRY}/prompts.json")
file(GLOB schemas "${REGISTRY}/schemas/*.json")
foreach(path IN LISTS schemas)
  get_filename_component(name "${path}" NAME_WE)
  append_document(${name} "${path}")
endforeach()
string(APPEND source "};\n\n}  // namespace\n\n"
       "std::span<const Document> documents() {\n  return kDocuments;\n}\n\n"
       "}  // namespace fairlead::jobs\n")
file(WRITE "${OUTPUT}" "${source}")
