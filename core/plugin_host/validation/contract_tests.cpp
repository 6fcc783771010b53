#include <array>

#include <budget/text.h>

#include "plugin_host/validation/tests.h"
#include "plugin_host/words.h"

namespace budget {
namespace {

constexpr const char* kUnknownIds[] = {"", "budget.factory", "budget.factory/9", "no such thing"};

bool is_same(const PluginDescription& a, const budget_descriptor* b) {
  const Result<PluginDescription> again = describe(b);
  return again && *again == a;
}

/// A size larger than what this header has can only come from a later one.
Result<void> check_size(const char* what, std::uint64_t size, std::uint64_t known,
                        const budget_entry& entry) {
  if (size <= known || entry.abi_minor > BUDGET_ABI_MINOR) return {};
  return red("expected " + std::string(what) + " of " + std::to_string(known) +
             " bytes from a plugin of contract 1." + std::to_string(entry.abi_minor) +
             ", but its struct_size is " + std::to_string(size));
}

}  // namespace

Result<void> test_loads(const Subject& subject, const TestPhase& phase) {
  phase("loading");
  PluginLibrary library = TRY(PluginLibrary::load(subject.library));
  const Manifest manifest = TRY(read_manifest(subject.library));
  const budget_entry& entry = library.entry();
  TRY(check_size("an entry", entry.struct_size, sizeof(budget_entry), entry));
  TRY(check_size("a factory", library.factory().struct_size, sizeof(budget_factory), entry));
  for (std::uint64_t i = 0; i < library.plugins().size(); ++i) {
    TRY(check_size("a descriptor", library.factory().descriptor(i)->struct_size,
                   sizeof(budget_descriptor), entry));
  }
  if (manifest.plugins.size() != library.plugins().size())
    return red("expected the library to hold the plugins of its manifest, but it holds others");
  for (const PluginDescription& plugin : library.plugins()) {
    // The only one may lie about its id as well; that is told by check_same.
    const bool is_only = manifest.plugins.size() == 1;
    const Manifest::Plugin* told = TRY(find_plugin(manifest, is_only ? "" : plugin.id));
    TRY(check_same(*told, plugin));
  }
  return {};
}

Result<void> test_options(const Subject& subject, const TestPhase& phase) {
  const PluginLibrary library = TRY(PluginLibrary::load(subject.library));
  for (const PluginDescription& plugin : library.plugins()) {
    TrialHost host;
    (void)TRY(TrialInstance::create(subject, library, plugin, host, phase));
  }
  return {};
}

Result<void> test_unknown_ids(const Subject& subject, const TestPhase& phase) {
  const PluginLibrary library = TRY(PluginLibrary::load(subject.library));
  const budget_factory& factory = library.factory();
  TrialHost host;
  for (const char* id : kUnknownIds) {
    phase("get_factory of an unknown id");
    if (library.entry().get_factory(bytes_of(id)) != nullptr)
      return red("expected null for the unknown factory \"" + std::string(id) +
                 "\", but it gives one");
    phase("create of an unknown id");
    if (factory.create(host.host(), bytes_of(id)) != nullptr)
      return red("expected null for the unknown plugin \"" + std::string(id) +
                 "\", but create gives an instance");
  }
  phase("descriptor beyond the last");
  for (const std::uint64_t index : {factory.descriptor_count, UINT64_MAX})
    if (factory.descriptor(index) != nullptr)
      return red("expected null beyond the last descriptor, but there is another");
  for (const PluginDescription& plugin : library.plugins()) {
    TrialInstance instance = TRY(TrialInstance::create(subject, library, plugin, host, phase));
    for (const char* id : kUnknownIds)
      if (instance.capability(id))
        return red("expected null for the unknown capability \"" + std::string(id) +
                   "\", but it gives one");
  }
  return {};
}

Result<void> test_starts_again(const Subject& subject, const TestPhase& phase) {
  PluginLibrary library = TRY(PluginLibrary::load(subject.library));
  const std::string path = subject.library.string();
  for (const char* time : {"second", "third"}) {
    phase("deinit");
    library.finish();
    phase(std::string(time) + " init of the library");
    const budget_status status = library.entry().init(bytes_of(path));
    if (status != BUDGET_OK) {
      return red("expected the library to start a " + std::string(time) +
                 " time after its deinit, but its init says " + std::to_string(status));
    }
    if (library.entry().get_factory(bytes_of(BUDGET_FACTORY)) == nullptr)
      return red("expected the library to offer " BUDGET_FACTORY
                 " when started again, but it gives null");
  }
  phase("deinit");
  library.finish();
  return {};
}

Result<void> test_descriptors(const Subject& subject, const TestPhase& phase) {
  PluginLibrary library = TRY(PluginLibrary::load(subject.library));
  for (int time = 0; time < 3; ++time) {
    phase("descriptor");
    for (std::uint64_t i = 0; i < library.plugins().size(); ++i) {
      const PluginDescription& plugin = library.plugins()[i];
      if (!is_same(plugin, library.factory().descriptor(i))) {
        return red("expected " + plugin.id +
                   " to be described the same every time, but its descriptor has changed");
      }
    }
  }
  return {};
}

Result<void> test_configuration(const Subject& subject, const TestPhase& phase) {
  const PluginLibrary library = TRY(PluginLibrary::load(subject.library));
  static constexpr std::array kWrong{"{", "", "\xFF\xFE", R"({"a":)"};
  for (const PluginDescription& plugin : library.plugins()) {
    const auto& factory = library.factory();
    TrialHost good;
    (void)TRY(TrialInstance::create(subject, library, plugin, good, phase));
    for (const char* config : kWrong) {
      TrialHost host;
      phase("create");
      budget_instance* instance = factory.create(host.host(), bytes_of(plugin.id));
      if (instance == nullptr)
        return red("expected create to give an instance of " + plugin.id + ", but it gives null");
      phase("init with a wrong configuration");
      budget_status status = BUDGET_OK;
      TRY(without_throwing(
          "init", [&] { status = factory.init(instance, bytes_of(config), host.sink()); }));
      phase("destroy after a refused init");
      factory.destroy(instance);
      if (status == BUDGET_OK)
        return red("expected a configuration that is no JSON to be refused, but init takes it");
      if (status == BUDGET_FAULT)
        return red("expected a wrong configuration to be refused, but it is a fault: " +
                   host.error());
      if (host.error().empty() || !is_utf8(host.error()))
        return red("expected a sentence on why the configuration is refused, but init says only " +
                   std::to_string(status));
    }
  }
  return {};
}

}  // namespace budget
