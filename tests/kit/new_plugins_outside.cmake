# A new plugin of each kind, written by `budgetctl plugin new` and by scripts/new_plugin, is the same,
# builds against the installed sdk and passes its tests.
set(kinds rule notifier exporter importer)
file(REMOVE_RECURSE ${FOLDER}/by_program ${FOLDER}/by_script)
file(MAKE_DIRECTORY ${FOLDER}/by_program ${FOLDER}/by_script)

set(project "cmake_minimum_required(VERSION 3.25)\nproject(new LANGUAGES CXX)\nenable_testing()\n")
foreach(kind IN LISTS kinds)
  execute_process(
    COMMAND ${INSTALLED}/bin/budgetctl --quiet plugin new ${kind} my_2nd_${kind} --out ${FOLDER}/by_program/${kind}
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  execute_process(
    COMMAND ${SOURCE}/scripts/new_plugin ${kind} my_2nd_${kind} --out ${FOLDER}/by_script/${kind}
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  string(APPEND project "add_subdirectory(${kind})\n")
endforeach()
execute_process(COMMAND diff -r ${FOLDER}/by_program ${FOLDER}/by_script COMMAND_ERROR_IS_FATAL ANY)

file(WRITE ${FOLDER}/by_program/CMakeLists.txt "${project}")
set(build ${FOLDER}/build)
execute_process(COMMAND ${CMAKE_COMMAND} -S ${FOLDER}/by_program -B ${build} -G ${GENERATOR} ${ELSEWHERE}
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${build} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ctest --test-dir ${build} --output-on-failure --no-tests=error
  COMMAND_ERROR_IS_FATAL ANY)
