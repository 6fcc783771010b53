#include "plugin_host/plugin_library.h"

#include <dlfcn.h>
#include <sys/stat.h>

#include <algorithm>
#include <boost/dll/library_info.hpp>
#include <boost/dll/shared_library.hpp>

#include "plugin_host/file_hash.h"
#include "plugin_host/words.h"

namespace budget {
namespace {

constexpr std::uint64_t kFactorySize10 = offsetof(budget_factory, destroy) + sizeof(void*);
constexpr std::uint64_t kMostPlugins = 64;

Error wrong_library(std::string message, std::string hint = "tell whoever made the plugin") {
  return {ErrorCode::invalid_input, std::move(message), std::move(hint)};
}

/// Runs the library's own code; what it throws is its fault.
template <typename Work>
auto guarded(const char* what, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception& fault) {
    return Error{ErrorCode::unavailable,
                 std::string("expected the library to ") + what + ", but it threw: " + fault.what(),
                 "tell whoever made the plugin"};
  } catch (...) {
    return Error{ErrorCode::unavailable,
                 std::string("expected the library to ") + what + ", but it threw something",
                 "tell whoever made the plugin"};
  }
}

/// Resident to the end: RTLD_NODELETE makes the last close harmless.
Result<const budget_entry*> open_library(const std::filesystem::path& file) {
  namespace dll = boost::dll;
  constexpr auto kMode = static_cast<dll::load_mode::type>(
      dll::load_mode::rtld_now | dll::load_mode::rtld_local | RTLD_NODELETE);
  try {
    dll::shared_library library(file.string(), kMode);
    return &library.get<const budget_entry>(BUDGET_PLUGIN_SYMBOL);
  } catch (const std::exception& fault) {
    return wrong_library(std::string("expected to load the library, but: ") + fault.what(),
                         "install what it needs, or take a build for this machine");
  }
}

/// What changes whenever a file is written, or another one takes its name.
struct FileIdentity {
  dev_t device = 0;
  ino_t number = 0;
  off_t size = 0;
  std::int64_t written_ns = 0;
  std::int64_t changed_ns = 0;
  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;

  static FileIdentity of(const std::filesystem::path& file) {
    struct stat found {};
    if (stat(file.c_str(), &found) != 0) return {};
    const auto ns = [](const timespec& at) { return at.tv_sec * 1'000'000'000 + at.tv_nsec; };
    return {found.st_dev, found.st_ino, found.st_size, ns(found.st_mtim), ns(found.st_ctim)};
  }
};

Error replaced(const std::filesystem::path& file) {
  return {ErrorCode::conflict,
          "expected the library that was verified, but " + file.filename().string() +
              " was replaced since",
          "restart budgetd, or have it reload its configuration"};
}

}  // namespace

Result<std::vector<std::string>> exported_symbols(const std::filesystem::path& file) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(file, unknown)) {
    return Error{ErrorCode::not_found,
                 "expected the library " + file.string() + ", but there is no such file",
                 "correct [[plugins]] file, or install the plugin"};
  }
  try {
    boost::dll::library_info info(file.string());
    return info.symbols();
  } catch (const std::exception&) {
    return wrong_library(
        "expected a shared library for this machine, but " + file.filename().string() + " is none",
        "check that it is the right file");
  }
}

Result<void> check_symbols(const std::filesystem::path& file) {
  const std::vector<std::string> symbols = TRY(exported_symbols(file));
  if (symbols.size() == 1 && symbols.front() == BUDGET_PLUGIN_SYMBOL) return {};
  const bool has_entry = std::ranges::find(symbols, BUDGET_PLUGIN_SYMBOL) != symbols.end();
  if (!has_entry) {
    return wrong_library("expected the symbol " BUDGET_PLUGIN_SYMBOL
                         " in the library, but it does not "
                         "export it",
                         "check that it is a budgetd plugin");
  }
  const auto other = std::ranges::find_if(
      symbols, [](const std::string& name) { return name != BUDGET_PLUGIN_SYMBOL; });
  return wrong_library("expected the library to export 1 symbol, " BUDGET_PLUGIN_SYMBOL
                       ", but it exports " +
                           std::to_string(symbols.size()) + ", such as " + *other,
                       "build it with hidden visibility and the version script of the kit");
}

Result<PluginLibrary> PluginLibrary::load(const std::filesystem::path& file, HostVersion host) {
  if (!file.is_absolute()) {
    return wrong_library("expected an absolute path of a library, but it is " + file.string(),
                         "write the whole path");
  }
  TRY(check_symbols(file));
  const budget_entry& entry =
      *TRY(guarded("load", [&]() -> Result<const budget_entry*> { return open_library(file); }));
  TRY(check_entry(entry, host));
  PluginLibrary library(entry, file.string());
  TRY(guarded("start", [&]() -> Result<void> { return library.start(); }));
  return library;
}

Result<PluginLibrary> PluginLibrary::load_verified(const std::filesystem::path& file,
                                                   const std::string& hash) {
  const FileIdentity before = FileIdentity::of(file);
  if (TRY(sha256_of_file(file)) != hash) return replaced(file);
  PluginLibrary library = TRY(load(file));
  if (FileIdentity::of(file) != before) return replaced(file);
  return library;
}

Result<void> PluginLibrary::start() {
  const budget_status status = entry_->init(bytes_of(path_));
  if (status != BUDGET_OK) {
    return Error{ErrorCode::unavailable,
                 "expected the library to start, but its init says " + std::to_string(status),
                 "see what it needs"};
  }
  factory_ = static_cast<const budget_factory*>(entry_->get_factory(bytes_of(BUDGET_FACTORY)));
  if (factory_ == nullptr)
    return wrong_library("expected the library to offer " BUDGET_FACTORY ", but it gives null");
  if (factory_->struct_size < kFactorySize10) {
    return wrong_library("expected a factory of at least " + std::to_string(kFactorySize10) +
                         " bytes, but its struct_size is " + std::to_string(factory_->struct_size));
  }
  const bool is_whole = factory_->descriptor != nullptr && factory_->create != nullptr &&
                        factory_->init != nullptr && factory_->get_capability != nullptr &&
                        factory_->destroy != nullptr;
  if (!is_whole)
    return wrong_library("expected all five functions of the factory, but one is null");
  return read_descriptors();
}

Result<void> PluginLibrary::read_descriptors() {
  const std::uint64_t count = factory_->descriptor_count;
  if (count == 0 || count > kMostPlugins) {
    return wrong_library("expected 1 to " + std::to_string(kMostPlugins) +
                         " plugins in the library, but it says " + std::to_string(count));
  }
  for (std::uint64_t i = 0; i < count; ++i) {
    PluginDescription made = TRY(describe(factory_->descriptor(i)));
    if (std::ranges::find(plugins_, made.id, &PluginDescription::id) != plugins_.end())
      return wrong_library("expected every id once in the library, but " + made.id +
                           " is there twice");
    plugins_.push_back(std::move(made));
  }
  return {};
}

void PluginLibrary::finish() {
  entry_->deinit();
}

Result<Manifest> make_manifest(const std::filesystem::path& file, PluginRoom room) {
  PluginLibrary library = TRY(PluginLibrary::load(file));
  Manifest manifest;
  manifest.library = file.filename().string();
  manifest.sha256 = TRY(sha256_of_file(file));
  manifest.abi_major = library.entry().abi_major;
  manifest.abi_minor = library.entry().abi_minor;
  manifest.min_host_minor = library.entry().min_host_minor;
  manifest.room = room;
  for (const PluginDescription& plugin : library.plugins())
    manifest.plugins.push_back({plugin.id, plugin.version, plugin.capabilities, plugin.flags});
  library.finish();
  return manifest;
}

}  // namespace budget
