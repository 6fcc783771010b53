# How targets are made. Every folder uses these and nothing else.

include(GNUInstallDirs)
include(GoogleTest)

# budget_library(<layer> SOURCES file... [LINKS target...] [USES target...])
#
# The static library budget_<layer>. LINKS are layers whose headers appear in this layer's headers
# (public); USES are third-party libraries that stay inside its .cpp files (private).
# Headers are included from the folder above ("model/project.h"), or, where the layer has a folder
# include/, from there (<budget/money.h>).
function(budget_library layer)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS;USES")
  set(name budget_${layer})
  add_library(${name} STATIC ${arg_SOURCES})
  if(IS_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/include)
    target_include_directories(${name} PUBLIC include)
  else()
    cmake_path(GET CMAKE_CURRENT_SOURCE_DIR PARENT_PATH above)
    target_include_directories(${name} PUBLIC ${above})
  endif()
  target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE budget_options ${arg_USES})
endfunction()

# budget_executable(<name> SOURCES file... [LINKS target...]): build/<preset>/bin/<name>
function(budget_executable name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE budget_options ${arg_LINKS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()

# budget_test(<name> SOURCES file... [LINKS target...] [DATA folder...] [PROPERTIES name value...])
#
# One GoogleTest executable of this folder; main() comes with it. Each test is known to CTest as
# <folder>/<Suite>.<Test> (unit/model/PaceTest.IsSilent...) with the folder's first part as label.
# Tests run in the repository's root and find our programs in $BUDGET_BIN_DIR; neither that variable
# nor a slow step belongs into the making of the list of tests, which happens at link time.
# DATA: folders of text cases the list of tests is made from; a change there makes the list anew.
# PROPERTIES: CTest properties, such as TIMEOUT 120 (seconds, 60 without) or RUN_SERIAL TRUE.
function(budget_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS;DATA;PROPERTIES")
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/tests ${CMAKE_CURRENT_SOURCE_DIR})
  string(REGEX MATCH "^[^/]+" label ${folder})
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE budget_options ${arg_LINKS} GTest::gmock GTest::gtest_main)
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests
    CXX_CLANG_TIDY "")
  foreach(data IN LISTS arg_DATA)
    file(GLOB_RECURSE cases CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${data}/*)
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${cases})
  endforeach()
  gtest_discover_tests(${name}
    TEST_PREFIX ${folder}/
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    DISCOVERY_TIMEOUT 60
    NO_PRETTY_VALUES
    PROPERTIES
      LABELS ${label}
      ENVIRONMENT BUDGET_BIN_DIR=${PROJECT_BINARY_DIR}/bin
      ${arg_PROPERTIES})
endfunction()

# budget_bench(<name> SOURCES file... [LINKS target...]): build/<preset>/bench/<name>
#
# A Google Benchmark program. Part of the release build; elsewhere built only when named, since a
# figure from an unoptimised build misleads.
function(budget_bench name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS")
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE
    budget_options ${arg_LINKS} benchmark::benchmark benchmark::benchmark_main)
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bench
    CXX_CLANG_TIDY ""
    EXCLUDE_FROM_ALL $<NOT:$<CONFIG:Release>>)
endfunction()

# budget_manifest(<target> <inside|isolated>): writes <name>.json beside the library after each link.
function(budget_manifest library room)
  add_dependencies(${library} budget-plugin-host)
  add_custom_command(TARGET ${library} POST_BUILD
    COMMAND budget-plugin-host --manifest $<TARGET_FILE:${library}> --room ${room}
    VERBATIM)
endfunction()

# budget_plugin(<kind> <name> SOURCES file... [USES target...] [ROOM inside|isolated])
#
# ROOM is what its manifest wishes, inside without; plugins that read what strangers wrote belong isolated.
# The plugin build/<preset>/plugins/<kind>/<name>.so from its SOURCES and plugin.cpp, which holds
# nothing but the descriptor. The SOURCES are the OBJECT library budget_<kind>_<name> as well, for
# tests to link. Only the sdk is on the include path; one symbol is exported.
function(budget_plugin kind name)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "ROOM" "SOURCES;USES")
  if(NOT arg_ROOM)
    set(arg_ROOM inside)
  endif()
  set(logic budget_${kind}_${name})
  add_library(${logic} OBJECT ${arg_SOURCES})
  target_link_libraries(${logic} PUBLIC budget_sdk PRIVATE budget_options ${arg_USES})
  target_include_directories(${logic} INTERFACE ${CMAKE_CURRENT_SOURCE_DIR})
  set_target_properties(${logic} PROPERTIES
    POSITION_INDEPENDENT_CODE ON
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON)

  set(library ${logic}_plugin)
  add_library(${library} MODULE plugin.cpp)
  target_link_libraries(${library} PRIVATE budget_options ${logic} budget_sdk ${arg_USES})
  target_link_options(${library} PRIVATE
    -Wl,-z,defs -Wl,--version-script=${PROJECT_SOURCE_DIR}/scripts/cmake/plugin.map)
  set_target_properties(${library} PROPERTIES
    PREFIX "" OUTPUT_NAME ${name}
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS ${PROJECT_SOURCE_DIR}/scripts/cmake/plugin.map
    LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/plugins/${kind})
  budget_manifest(${library} ${arg_ROOM})
  set_property(GLOBAL APPEND PROPERTY BUDGET_PLUGINS ${kind}/${name})
  add_dependencies(shipped_plugins ${library})
  # As a file, not as a target: that would be stripped or given another path to look for libraries,
  # and no longer be the one its manifest was made for.
  install(FILES $<TARGET_FILE:${library}> ${PROJECT_BINARY_DIR}/plugins/${kind}/${name}.json
    DESTINATION lib/budgetd/plugins/${kind})
endfunction()
