#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <budget/json.h>

#include "plugin_host/plugin_library.h"
#include "plugin_host/validation/test_process.h"
#include "plugin_host/validation/trial_host.h"

namespace budget {

/// What a test is about.
struct Subject {
  std::filesystem::path library{};  ///< absolute
  /// The checked options of one of its plugins, as JSON.
  std::function<Result<std::string>(const PluginDescription&)> config_of{};
  bool has_options = false;  ///< of somebody's own, not made up here
  std::uint64_t seed = 0;    ///< of the first fuzz case
  bool is_one_case = false;  ///< only that one
};

/// One instance, called through the C contract. What it throws comes out as a sentence; what it
/// says it is doing survives its crash.
class TrialInstance {
 public:
  [[nodiscard]] static Result<TrialInstance> create(const Subject& subject,
                                                    const PluginLibrary& library,
                                                    const PluginDescription& plugin,
                                                    TrialHost& host, const TestPhase& phase);
  TrialInstance(TrialInstance&& other) noexcept;
  TrialInstance& operator=(TrialInstance&&) = delete;
  TrialInstance(const TrialInstance&) = delete;
  TrialInstance& operator=(const TrialInstance&) = delete;
  ~TrialInstance();

  /// The status; result and error are the host's. `what`: the phase, when it is not "run of
  /// <capability>". Errors: something was thrown, or there is no such capability.
  [[nodiscard]] Result<budget_status> run(const std::string& capability, std::string_view payload,
                                          std::string_view attachment = {}, std::string what = {});
  /// With structs of the caller's.
  [[nodiscard]] Result<budget_status> run_with(const budget_capability& capability,
                                               const budget_request& request,
                                               const budget_sink& sink, std::string_view what);
  [[nodiscard]] Result<const budget_capability*> capability(const std::string& id);

 private:
  TrialInstance(const budget_factory& factory, TrialHost& host, const TestPhase& phase)
      : factory_(factory), host_(host), phase_(phase) {}

  const budget_factory& factory_;
  TrialHost& host_;
  const TestPhase& phase_;
  budget_instance* instance_ = nullptr;
};

/// Runs a plugin's code; what it throws is an Error.
[[nodiscard]] Result<void> without_throwing(std::string_view what,
                                            const std::function<void()>& work);

/// "expected …, but …" as an Error.
[[nodiscard]] Error red(std::string sentence);

}  // namespace budget
