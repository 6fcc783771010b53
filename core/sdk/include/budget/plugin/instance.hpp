#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include <budget/json.h>
#include <budget/options.h>
#include <budget/plugin.h>

namespace budget::plugin {

/// What a plugin class says of itself: `static plugin::About about()`.
struct About {
  std::string id{};       ///< reverse domain name, never changes: "cn.budgetd.rules.plan_shape"
  std::string version{};  ///< "1.0.0"
  std::string vendor{};
  std::string title_zh{};
  std::string title_en{};
  std::string licence = "Apache-2.0";
  std::vector<Option> options{};
  std::uint64_t flags = BUDGET_FLAG_PURE;
};

[[nodiscard]] inline std::string_view view(budget_bytes bytes) {
  return {bytes.data, bytes.data == nullptr ? 0 : static_cast<std::size_t>(bytes.size)};
}
[[nodiscard]] inline budget_bytes bytes(std::string_view text) {
  return {text.data(), text.size()};
}

/// One call: what came in, and the way to ask whether it is still wanted. Lives for the call.
class Call {
 public:
  Call(const budget_request& request, const budget_sink& sink, Json payload)
      : request_(request), sink_(sink), payload_(std::move(payload)) {}

  [[nodiscard]] const Json& payload() const { return payload_; }
  [[nodiscard]] std::string_view attachment() const { return view(request_.attachment); }
  /// Milliseconds the host waits, from the call's start.
  [[nodiscard]] std::int64_t budget_ms() const { return request_.budget_ms; }
  /// Ask at least every 50 ms of work; then return any Error with code unavailable.
  [[nodiscard]] bool is_cancelled() const { return request_.is_cancelled(&request_) != 0; }
  /// Appends to a file of the result. Errors: too_large beyond the host's limit.
  [[nodiscard]] Result<void> write_file(std::string_view name, std::string_view piece) const {
    if (sink_.file(&sink_, bytes(name), bytes(piece)) == BUDGET_OK) return {};
    return Error{ErrorCode::too_large,
                 "expected to write the file " + std::string(name) + ", but the host refused it"};
  }

 private:
  const budget_request& request_;
  const budget_sink& sink_;
  Json payload_;
};

/// What every plugin class derives from, by way of Rule, Notifier, Exporter or Importer.
class Instance {
 public:
  Instance() = default;
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;
  virtual ~Instance() = default;

  /// Once, before anything else; checked against the options, defaults filled in. Errors end the
  /// instance with a sentence for whoever configures it.
  virtual Result<void> configure(const Json& /*config*/) { return {}; }
  /// One call of the capability by its id; the value is the result. Called by the face.
  [[nodiscard]] virtual Result<Json> run(std::string_view capability, const Call& call) = 0;

  /// A line in the daemon's log.
  void log(std::int32_t level, std::string_view line) const {
    if (host_ != nullptr) host_->log(host_, level, bytes(line));
  }
  void attach(const budget_host* host) { host_ = host; }

 private:
  const budget_host* host_ = nullptr;
};

[[nodiscard]] inline budget_status status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::unavailable:
      return BUDGET_UNAVAILABLE;
    case ErrorCode::too_large:
      return BUDGET_TOO_LARGE;
    case ErrorCode::unsupported:
      return BUDGET_UNSUPPORTED;
    case ErrorCode::internal:
      return BUDGET_FAULT;
    default:
      return BUDGET_INVALID_INPUT;
  }
}

/// Runs `work`; an Error or an exception becomes a status and a sentence. Nothing gets past it.
template <typename Work>
budget_status guarded(const budget_sink* sink, Work&& work) noexcept {
  const auto tell = [&](std::string_view sentence) { sink->error(sink, bytes(sentence)); };
  if (!BUDGET_HAS_FIELD(sink, budget_sink, error)) return BUDGET_UNSUPPORTED;
  try {
    Result<void> done = work();
    if (done) return BUDGET_OK;
    const budget_status status = status_of(done.error().code);
    try {
      tell(done.error().hint.empty() ? done.error().message
                                     : done.error().message + " (" + done.error().hint + ")");
    } catch (...) {  // no memory for the sentence: the status says enough
    }
    return status;
  } catch (const std::exception& fault) {
    tell(fault.what());
  } catch (...) {
    tell("expected to finish, but something unknown was thrown");
  }
  return BUDGET_FAULT;
}

}  // namespace budget::plugin
