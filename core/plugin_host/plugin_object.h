#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "engine/plugin_catalog.h"
#include "plugin_host/call_limits.h"
#include "plugin_host/call_result.h"
#include "plugin_host/plugin_library.h"
#include "plugin_host/plugin_log.h"

namespace budget {

/// One configured instance of a plugin, in the process that calls. Both rooms are built on it,
/// which is why they give the same bytes.
class PluginObject {
 public:
  /// `config`: the checked options as JSON text. Every capability of the description that this host
  /// can call must be there. Errors: invalid_input when the plugin refuses its configuration or
  /// breaks the contract. [main]
  [[nodiscard]] static Result<std::unique_ptr<PluginObject>> create(
      const PluginLibrary& library, const PluginDescription& description, const std::string& config,
      bool allow_drafts, const CallLimits& limits, PluginLog::Writer write);
  PluginObject(const PluginObject&) = delete;
  PluginObject& operator=(const PluginObject&) = delete;
  /// [main]
  ~PluginObject();

  /// One call, however long it takes; nothing is thrown out of it. `is_cancelled` is asked from any
  /// thread of the plugin. [worker]
  [[nodiscard]] CallResult run(const PluginCall& call, std::int64_t budget_ms,
                               const std::function<bool()>& is_cancelled);

 private:
  PluginObject(const budget_factory& factory, const CallLimits& limits, PluginLog::Writer write)
      : factory_(factory), limits_(limits), log_(limits_, std::move(write)) {}

  [[nodiscard]] Result<void> start(const PluginDescription& description, const std::string& config,
                                   bool allow_drafts);

  const budget_factory& factory_;
  CallLimits limits_;
  PluginLog log_;
  budget_instance* instance_ = nullptr;
  std::map<std::string, const budget_capability*> capabilities_;
};

}  // namespace budget
