# The one interface target every target links: language, warnings, sanitizers.

option(BUDGET_WARNINGS_AS_ERRORS "Stop at the first compiler warning" OFF)
set(BUDGET_SANITIZER "" CACHE STRING "none (empty), address (with undefined behaviour) or thread")
set_property(CACHE BUDGET_SANITIZER PROPERTY STRINGS "" address thread)

# Eight files of a target are compiled as one: a third of the work, since most of a file's time goes
# into headers (ADR 14). Off, every file must stand by itself.
option(BUDGET_UNITY "Compile several files as one" ON)
set(CMAKE_UNITY_BUILD ${BUDGET_UNITY})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8 CACHE STRING "Files compiled as one; 0: all of a target")

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(budget_options INTERFACE)
target_compile_features(budget_options INTERFACE cxx_std_20)
target_compile_options(budget_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  # g++ 12 sees overlap in std::string concatenation (GCC bug 105651) and, optimising, unset memory
  # in the moved-from arm of a std::variant or std::optional (GCC bug 80635).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-maybe-uninitialized>
  $<$<BOOL:${BUDGET_WARNINGS_AS_ERRORS}>:-Werror>)
target_compile_definitions(budget_options INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

# lld links our programs in a tenth of the time of the default linker.
include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=lld BUDGET_HAS_LLD)
target_link_options(budget_options INTERFACE $<$<BOOL:${BUDGET_HAS_LLD}>:-fuse-ld=lld>)

if(BUDGET_SANITIZER STREQUAL "address")
  set(sanitize -fsanitize=address,undefined -fno-sanitize-recover=all)
  target_compile_options(budget_options INTERFACE ${sanitize} -fno-omit-frame-pointer)
elseif(BUDGET_SANITIZER STREQUAL "thread")
  set(sanitize -fsanitize=thread)
  # Asio's fences are invisible to the thread sanitizer; its locks are not.
  target_compile_options(budget_options INTERFACE ${sanitize} -fno-omit-frame-pointer -Wno-tsan)
  target_compile_definitions(budget_options INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
elseif(NOT BUDGET_SANITIZER STREQUAL "")
  message(FATAL_ERROR "expected BUDGET_SANITIZER to be address or thread, but it is "
    "'${BUDGET_SANITIZER}'")
endif()
target_link_options(budget_options INTERFACE ${sanitize})
if(BUDGET_FUZZ AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # Without it libFuzzer sees no branches of the code it runs.
  target_compile_options(budget_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
