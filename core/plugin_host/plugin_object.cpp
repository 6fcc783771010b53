#include "plugin_host/plugin_object.h"

#include "plugin_host/collecting_sink.h"
#include "plugin_host/words.h"

namespace budget {
namespace {

constexpr std::uint64_t kCapabilitySize10 = offsetof(budget_capability, run) + sizeof(void*);

int32_t ask_cancelled(const budget_request* request) noexcept {
  try {
    return (*static_cast<const std::function<bool()>*>(request->context))() ? 1 : 0;
  } catch (...) {
    return 1;
  }
}

/// The guard around the plugin's code: an exception that gets past it ends here as a sentence.
template <typename Work>
std::string thrown_by(Work&& work) {
  try {
    work();
    return {};
  } catch (const std::exception& fault) {
    return std::string("it threw an exception across the border: ") + fault.what();
  } catch (...) {
    return "it threw something across the border";
  }
}

Error broken(std::string message) {
  return {ErrorCode::invalid_input, std::move(message), "tell whoever made the plugin"};
}

}  // namespace

Result<std::unique_ptr<PluginObject>> PluginObject::create(
    const PluginLibrary& library, const PluginDescription& description, const std::string& config,
    bool allow_drafts, const CallLimits& limits, PluginLog::Writer write) {
  std::unique_ptr<PluginObject> object(
      new PluginObject(library.factory(), limits, std::move(write)));
  TRY(object->start(description, config, allow_drafts));
  return object;
}

Result<void> PluginObject::start(const PluginDescription& description, const std::string& config,
                                 bool allow_drafts) {
  std::string fault =
      thrown_by([&] { instance_ = factory_.create(log_.table(), bytes_of(description.id)); });
  if (!fault.empty()) return broken("expected create to give an instance, but " + fault);
  if (instance_ == nullptr)
    return broken("expected create to give an instance of " + description.id + ", but it is null");

  CollectingSink sink(limits_, CollectingSink::Files::refused);
  budget_status status = BUDGET_FAULT;
  fault = thrown_by([&] { status = factory_.init(instance_, bytes_of(config), sink.table()); });
  if (!fault.empty()) return broken("expected the plugin to take its configuration, but " + fault);
  const CallResult told = sink.take(status);
  if (status != BUDGET_OK) {
    return Error{ErrorCode::invalid_input,
                 "expected the plugin to take its configuration, but it says: " +
                     (told.error.empty() ? "status " + std::to_string(status) : told.error),
                 "correct its options"};
  }
  for (const std::string& id : description.capabilities) {
    if (!why_not_callable(id, allow_drafts).empty()) continue;
    const budget_capability* capability = nullptr;
    fault = thrown_by([&] { capability = factory_.get_capability(instance_, bytes_of(id)); });
    if (!fault.empty()) return broken("expected the capability " + id + ", but " + fault);
    if (capability == nullptr)
      return broken("expected the capability " + id + " it names, but it gives null for it");
    if (capability->struct_size < kCapabilitySize10 || capability->run == nullptr) {
      return broken("expected a capability of at least " + std::to_string(kCapabilitySize10) +
                    " bytes with a run, but " + id + " has " +
                    std::to_string(capability->struct_size) + " bytes");
    }
    capabilities_[id] = capability;
  }
  log_.next_call();
  return {};
}

PluginObject::~PluginObject() {
  if (instance_ == nullptr) return;
  (void)thrown_by([&] { factory_.destroy(instance_); });
}

CallResult PluginObject::run(const PluginCall& call, std::int64_t budget_ms,
                             const std::function<bool()>& is_cancelled) {
  const auto found = capabilities_.find(call.capability);
  if (found == capabilities_.end()) {
    return {.status = BUDGET_UNSUPPORTED,
            .error = "expected a capability of this plugin, but it has no " + call.capability};
  }
  const bool writes_files = call.capability.starts_with("budget.export.");
  CollectingSink sink(limits_,
                      writes_files ? CollectingSink::Files::taken : CollectingSink::Files::refused);
  const budget_request request{sizeof(budget_request),
                               bytes_of(call.payload),
                               bytes_of(call.attachment),
                               budget_ms,
                               const_cast<std::function<bool()>*>(&is_cancelled),
                               ask_cancelled};
  budget_status status = BUDGET_FAULT;
  const std::string fault =
      thrown_by([&] { status = found->second->run(instance_, &request, sink.table()); });
  log_.next_call();
  if (!fault.empty()) return faulty("expected an answer, but " + fault);
  return sink.take(status);
}

}  // namespace budget
