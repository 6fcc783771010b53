#pragma once

#include <map>
#include <string>
#include <vector>

#include <budget/plugin.hpp>

namespace budget::test {

/// Calls a plugin class the way a host does, without loading a library: the payload goes through
/// the C structs, files and errors come back through a sink.
class PluginCall {
 public:
  explicit PluginCall(plugin::Instance& instance) : instance_(instance) {}

  /// Gives every option its default, then `config`.
  static Json options_of(const plugin::About& about, const Json& config = Json::object()) {
    std::vector<Finding> findings;
    Json checked = checked_options(about.options, config, findings);
    if (!findings.empty()) throw std::invalid_argument(findings.front().message);
    return checked;
  }

  Result<Json> run(const char* capability, const Json& payload) {
    files.clear();
    budget_request request{};
    request.struct_size = sizeof(request);
    request.budget_ms = budget_ms;
    request.context = this;
    request.attachment = plugin::bytes(attachment);
    request.is_cancelled = [](const budget_request* asked) {
      return static_cast<PluginCall*>(asked->context)->cancelled ? 1 : 0;
    };
    budget_sink sink{};
    sink.struct_size = sizeof(sink);
    sink.context = this;
    sink.file = [](const budget_sink* to, budget_bytes name, budget_bytes piece) {
      auto& call = *static_cast<PluginCall*>(to->context);
      call.files[std::string(plugin::view(name))] += plugin::view(piece);
      return call.refuses_files ? BUDGET_TOO_LARGE : BUDGET_OK;
    };
    const plugin::Call call(request, sink, payload);
    return instance_.run(capability, call);
  }

  std::map<std::string, std::string> files;
  std::string attachment;  ///< the file an importer reads
  std::int64_t budget_ms = 10'000;
  bool cancelled = false;
  bool refuses_files = false;

 private:
  plugin::Instance& instance_;
};

}  // namespace budget::test
