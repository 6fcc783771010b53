#include "plugin_host/validation/subject.h"

#include <budget/text.h>

#include "plugin_host/words.h"

namespace budget {

Error red(std::string sentence) {
  return {ErrorCode::conflict, std::move(sentence)};
}

Result<void> without_throwing(std::string_view what, const std::function<void()>& work) {
  const std::string expected = "expected the " + std::string(what) + " to return, but ";
  try {
    work();
    return {};
  } catch (const std::exception& fault) {
    return red(expected + "it threw an exception across the border: " + fault.what());
  } catch (...) {
    return red(expected + "it threw something across the border");
  }
}

Result<TrialInstance> TrialInstance::create(const Subject& subject, const PluginLibrary& library,
                                            const PluginDescription& plugin, TrialHost& host,
                                            const TestPhase& phase) {
  const std::string config = TRY(subject.config_of(plugin));
  TrialInstance made(library.factory(), host, phase);
  phase("create");
  TRY(without_throwing(
      "create", [&] { made.instance_ = made.factory_.create(host.host(), bytes_of(plugin.id)); }));
  if (made.instance_ == nullptr)
    return red("expected create to give an instance of " + plugin.id + ", but it gives null");
  phase("init");
  budget_status status = BUDGET_FAULT;
  TRY(without_throwing(
      "init", [&] { status = made.factory_.init(made.instance_, bytes_of(config), host.sink()); }));
  if (status != BUDGET_OK) {
    constexpr std::size_t kShown = 160;  // bytes of the options; a pack of scripts is one of them
    const std::string why =
        host.error().empty() ? "status " + std::to_string(status) : std::string(host.error());
    const std::string sentence =
        "expected the plugin to take its options, but it refuses them: " + why;
    if (subject.has_options) return Error{ErrorCode::invalid_input, sentence};
    return Error{ErrorCode::invalid_input, sentence + " (" + shortened(config, kShown) + ")",
                 "give those it takes with --options FILE"};
  }
  return made;
}

TrialInstance::TrialInstance(TrialInstance&& other) noexcept
    : factory_(other.factory_),
      host_(other.host_),
      phase_(other.phase_),
      instance_(std::exchange(other.instance_, nullptr)) {}

TrialInstance::~TrialInstance() {
  if (instance_ == nullptr) return;
  phase_("destroy");
  factory_.destroy(instance_);
}

Result<const budget_capability*> TrialInstance::capability(const std::string& id) {
  phase_("get_capability of " + id);
  const budget_capability* found = nullptr;
  TRY(without_throwing("get_capability",
                       [&] { found = factory_.get_capability(instance_, bytes_of(id)); }));
  if (found == nullptr)
    return red("expected the capability " + id + " it names, but it gives null for it");
  if (!BUDGET_HAS_FIELD(found, budget_capability, run)) {
    return red("expected a capability of at least " + std::to_string(sizeof(budget_capability)) +
               " bytes, but the struct_size of " + id + " is " +
               std::to_string(found->struct_size));
  }
  return found;
}

Result<budget_status> TrialInstance::run(const std::string& id, std::string_view payload,
                                         std::string_view attachment, std::string what) {
  const budget_capability* found = TRY(capability(id));
  if (what.empty()) what = "run of " + id;
  phase_(what);
  host_.forget();
  return run_with(*found, *host_.request(payload, attachment), *host_.sink(), what);
}

Result<budget_status> TrialInstance::run_with(const budget_capability& capability,
                                              const budget_request& request,
                                              const budget_sink& sink, std::string_view what) {
  budget_status status = BUDGET_FAULT;
  TRY(without_throwing(what, [&] { status = capability.run(instance_, &request, &sink); }));
  return status;
}

}  // namespace budget
