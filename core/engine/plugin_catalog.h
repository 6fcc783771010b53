#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <budget/ids.h>
#include <budget/json.h>
#include <budget/result.h>

#include "engine/plugin_entry.h"
#include "model/plugin_life.h"

namespace budget {

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

/// Whether its results can be looked at without having effect: rules only. What another kind makes
/// is either sent, written and read, or it is not.
[[nodiscard]] bool can_run_in_shadow(const std::vector<std::string>& capabilities);

/// What an administrator wants to know of a plugin besides.
struct PluginStatus {
  PluginInfo info{};
  std::string file{};  ///< of the library
  std::string vendor{};
  std::string title_zh{};
  std::string title_en{};
  std::string licence{};
  PluginRoom room = PluginRoom::as_wished;  ///< as_wished: not decided yet
  std::vector<std::string> protections{};   ///< isolated only: "seccomp", "no landlock"
  /// Its schema, see docs/plugin-payloads.md; "value" in those the configuration names.
  Json options = Json::array();
  bool is_held = false;    ///< quarantined until a person enables it
  std::int64_t calls = 0;  ///< since the start, like the next two
  std::int64_t faults = 0;
  std::int64_t total_ms = 0;
};

struct PluginCall {
  std::string capability;      ///< BUDGET_RULE_CHECK …
  std::string payload;         ///< JSON
  std::string attachment;      ///< a file's bytes, for importers
  std::int64_t budget_ms = 0;  ///< 0: what the plugin is configured to have; never more than that
  std::string key;             ///< idempotency key, for the log
  ContentHash version{};       ///< which version is meant, as PluginInfo::hash; empty: whichever
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

  /// The same with more about each. [any]
  [[nodiscard]] virtual std::vector<PluginStatus> status() const;

  /// Runs one call and waits for it, at most about its budget. Works for shadow plugins too; what
  /// that is worth is the caller's business. [worker]
  /// Errors: not_found (no such entry or capability); conflict (another version is there by now);
  /// invalid_input, too_large, unsupported as the
  /// plugin said; unavailable when it crashed, hung, is quarantined or waits behind its breaker.
  [[nodiscard]] virtual Result<PluginReply> call(const std::string& name,
                                                 const PluginCall& call) = 0;
};

}  // namespace budget
