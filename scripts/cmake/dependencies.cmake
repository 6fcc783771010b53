# Third-party libraries, all from Debian packages (scripts/packages.txt).
# Which layer may use which is checked by scripts/check_layers.py.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

find_package(Boost 1.81 REQUIRED COMPONENTS json url filesystem)  # Boost::json and so on
find_package(OpenSSL REQUIRED)                                    # OpenSSL::SSL, OpenSSL::Crypto
find_package(SQLite3 REQUIRED)                                    # SQLite::SQLite3
find_package(fmt REQUIRED)                                        # fmt::fmt
find_package(spdlog REQUIRED)                                     # spdlog::spdlog, the shared one
find_package(CLI11 REQUIRED)                                      # CLI11::CLI11
find_package(CURL REQUIRED)                                       # CURL::libcurl
find_package(GTest REQUIRED)                                      # GTest::gtest_main, GTest::gmock
find_package(benchmark REQUIRED)                                  # benchmark::benchmark_main

# pkg-config also passes TOML_HEADER_ONLY=0, which makes a file compile in 0.7 s instead of 4 s.
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)  # PkgConfig::tomlplusplus
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)       # PkgConfig::utf8proc
pkg_check_modules(lua REQUIRED IMPORTED_TARGET lua5.4)                # PkgConfig::lua
pkg_check_modules(ical REQUIRED IMPORTED_TARGET libical)               # PkgConfig::ical
pkg_check_modules(icu REQUIRED IMPORTED_TARGET icu-uc)                 # PkgConfig::icu
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)              # PkgConfig::libzip
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)            # PkgConfig::pugixml
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)      # PkgConfig::xlsxwriter
pkg_check_modules(minizip REQUIRED IMPORTED_TARGET minizip)            # PkgConfig::minizip
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo)      # PkgConfig::pangocairo
pkg_check_modules(expat REQUIRED IMPORTED_TARGET expat)                # PkgConfig::expat

# libcsv brings neither a pkg-config nor a CMake file.
find_library(CSV_LIBRARY csv REQUIRED)
find_path(CSV_INCLUDE_DIR csv.h REQUIRED)
add_library(csv::csv UNKNOWN IMPORTED)
set_target_properties(csv::csv PROPERTIES
  IMPORTED_LOCATION ${CSV_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES ${CSV_INCLUDE_DIR})
