#pragma once

#include <budget/plugin.h>

#include "plugin_host/call_limits.h"
#include "plugin_host/call_result.h"

namespace budget {

/// The sink of one call: copies what the plugin hands over, up to the limits.
class CollectingSink {
 public:
  enum class Files { refused, taken };

  CollectingSink(const CallLimits& limits, Files files);
  CollectingSink(const CollectingSink&) = delete;
  CollectingSink& operator=(const CollectingSink&) = delete;
  ~CollectingSink() = default;

  [[nodiscard]] const budget_sink* table() const { return &table_; }
  /// What was collected, for a call that ended with `status`. A plugin that went beyond a limit and
  /// says it is fine is told otherwise.
  [[nodiscard]] CallResult take(budget_status status);

 private:
  static budget_status on_result(const budget_sink* sink, budget_bytes piece) noexcept;
  static budget_status on_file(const budget_sink* sink, budget_bytes name,
                               budget_bytes piece) noexcept;
  static void on_error(const budget_sink* sink, budget_bytes message) noexcept;

  budget_status add_result(std::string_view piece);
  budget_status add_file(std::string_view name, std::string_view piece);
  budget_status refuse(std::string why);

  const CallLimits& limits_;
  Files files_;
  budget_sink table_;
  PluginReply reply_;
  std::size_t file_bytes_ = 0;
  std::string error_;
  std::string refusal_;  ///< the first limit that was met
};

}  // namespace budget
