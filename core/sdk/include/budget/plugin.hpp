#pragma once

/// The C++ face of the plugin contract.
///
/// Derive from Rule, Notifier, Exporter or Importer, say `static plugin::About about()`, and end
/// one .cpp file with BUDGET_PLUGIN(YourClass) or BUDGET_PLUGIN(First, Second). The face parses and
/// prints the JSON, catches every exception and fills the tables of <budget/plugin.h>.
/// docs/plugin-guide.md shows a first rule.

#include <budget/plugin/entry.hpp>
#include <budget/plugin/exporter.hpp>
#include <budget/plugin/importer.hpp>
#include <budget/plugin/notifier.hpp>
#include <budget/plugin/rule.hpp>

/// The library's one exported symbol, for the classes named. Once per library.
#define BUDGET_PLUGIN(...)                                                \
  extern "C" BUDGET_PLUGIN_EXPORT const budget_entry budget_plugin_entry; \
  extern "C" const budget_entry budget_plugin_entry = {                   \
      BUDGET_PLUGIN_MAGIC,                                                \
      BUDGET_ABI_MAJOR,                                                   \
      BUDGET_ABI_MINOR,                                                   \
      /* min_host_minor */ 0,                                             \
      sizeof(budget_entry),                                               \
      "C++ face, compiler " __VERSION__,                                  \
      ::budget::plugin::Tables<__VA_ARGS__>::start,                       \
      ::budget::plugin::Tables<__VA_ARGS__>::stop,                        \
      ::budget::plugin::Tables<__VA_ARGS__>::get_factory}
