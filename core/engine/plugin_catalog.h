#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <budget/ids.h>
#include <budget/result.h>

namespace budget {

/// Where a configured plugin is in its life. Each step is an event.
enum class PluginStage {
  discovered,   ///< named in the configuration, its manifest read
  verified,     ///< the file's hash is the manifest's
  loaded,       ///< the handshake held
  configured,   ///< its options were accepted
  shadow,       ///< runs without effect, for comparison
  active,       ///< its results count
  quarantined,  ///< broken three times, refused, or taken out by a person: never called
};

/// A plugin as the configuration names it, with what was found behind the name.
struct PluginInfo {
  std::string name;     ///< the entry of the configuration, "plan_shape"; workflows use this name
  std::string id;       ///< "cn.budgetd.rules.plan_shape"; empty until verified
  std::string version;  ///< "1.0.0"
  ContentHash hash;     ///< of library and options together: what an instance pins
  std::vector<std::string> capabilities;
  PluginStage stage = PluginStage::discovered;
  std::string problem;  ///< why it is quarantined or not further; one sentence
};

struct PluginCall {
  std::string capability;  ///< BUDGET_RULE_CHECK …
  std::string payload;     ///< JSON
  std::string attachment;  ///< a file's bytes, for importers
  std::int64_t budget_ms = 10'000;
  std::string key;  ///< idempotency key, for the log
};

struct PluginFile {
  std::string name;
  std::string bytes;
};

struct PluginReply {
  std::string result;  ///< JSON
  std::vector<PluginFile> files;
};

/// The plugins of this daemon, whatever room they live in.
class PluginCatalog {
 public:
  PluginCatalog() = default;
  PluginCatalog(const PluginCatalog&) = delete;
  PluginCatalog& operator=(const PluginCatalog&) = delete;
  virtual ~PluginCatalog() = default;

  /// In the order of the configuration. [any]
  [[nodiscard]] virtual std::vector<PluginInfo> plugins() const = 0;

  /// Runs one call and waits for it, at most about budget_ms. Works for shadow plugins too; what
  /// that is worth is the caller's business. [worker]
  /// Errors: not_found (no such entry or capability); invalid_input, too_large, unsupported as the
  /// plugin said; unavailable when it crashed, hung, is quarantined or waits behind its breaker.
  [[nodiscard]] virtual Result<PluginReply> call(const std::string& name,
                                                 const PluginCall& call) = 0;
};

[[nodiscard]] const char* name_of(PluginStage stage) noexcept;

}  // namespace budget
