# What `cmake --install` puts where. Plugins install themselves (budget_plugin in targets.cmake).
#
#   bin/                        budgetd, budgetctl, budget-plugin-host
#   lib/budgetd/plugins/<kind>/ plugins with their manifests
#   include/budget/             the sdk's headers
#   share/budgetd/sdk/          the sdk's sources: a plugin's own compiler builds them, so that only
#                               the C contract has to outlive compilers
#   lib/cmake/budgetd/          find_package(budgetd): budgetd::sdk, budgetd_add_plugin
#   share/budgetd/config/       the configuration that is shipped, which `budgetctl check` falls back
#                               on; the workflows it names beside it
#   share/man, share/bash-completion

include(CMakePackageConfigHelpers)

foreach(program budgetd budgetctl budget-plugin-host)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()

install(DIRECTORY core/sdk/include/budget DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
set(sdk_sources "")
get_target_property(listed budget_sdk SOURCES)
foreach(source IN LISTS listed)
  cmake_path(GET source FILENAME name)
  list(APPEND sdk_sources ${name})
  install(FILES core/sdk/${source} DESTINATION ${CMAKE_INSTALL_DATADIR}/budgetd/sdk)
endforeach()

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/budgetd)
configure_package_config_file(scripts/cmake/package/budgetdConfig.cmake.in
  ${PROJECT_BINARY_DIR}/package/budgetdConfig.cmake
  INSTALL_DESTINATION ${package}
  PATH_VARS CMAKE_INSTALL_BINDIR CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_DATADIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/budgetdConfigVersion.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/package/budgetdConfig.cmake
  ${PROJECT_BINARY_DIR}/package/budgetdConfigVersion.cmake
  scripts/cmake/plugin.map
  DESTINATION ${package})

install(DIRECTORY config workflows DESTINATION ${CMAKE_INSTALL_DATADIR}/budgetd)

install(FILES docs/man/budgetctl.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES docs/man/budgetd.toml.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES docs/man/budgetd.8 DESTINATION ${CMAKE_INSTALL_MANDIR}/man8)
install(FILES scripts/completion/budgetctl.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME budgetctl)
