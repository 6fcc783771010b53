#pragma once

#include <string>
#include <vector>

#include <budget/plugin/entry.hpp>

namespace budget::plugin {

/// A host for tests of one plugin class: configures an instance and calls it through the C
/// contract, as budgetd does. Not part of a plugin.
///
///   TryOut<MyRule> rule(R"({"limit": "100.00"})");
///   Json report = rule.call(BUDGET_RULE_CHECK, payload).value();
template <typename Class>
class TryOut {
 public:
  struct File {
    std::string name, bytes;
  };

  /// `options` as in the configuration file, as JSON; secrets, files and folders as the plugin sees
  /// them.
  explicit TryOut(std::string_view options = "{}") {
    std::vector<Finding> findings;
    const Result<Json> given = Json::parse(options);
    if (!given) {
      problem_ = given.error();
      return;
    }
    const Json config = checked_options(Class::about().options, *given, findings);
    if (!findings.empty()) {
      problem_ = Error{ErrorCode::invalid_input, findings.front().message};
      return;
    }
    host_ = {sizeof(budget_host), BUDGET_ABI_MAJOR, BUDGET_ABI_MINOR, this, take_line};
    sink_ = {sizeof(budget_sink), this, take_result, take_file, take_error};
    instance_ = Made::create(&host_, bytes(Class::about().id));
    if (instance_ == nullptr) {
      problem_ = Error{ErrorCode::internal, "expected an instance, but create gave null"};
    } else if (Made::init(instance_, bytes(config.to_text()), &sink_) != BUDGET_OK) {
      problem_ = Error{ErrorCode::invalid_input, error_};
    }
  }
  TryOut(const TryOut&) = delete;
  TryOut& operator=(const TryOut&) = delete;
  ~TryOut() {
    if (instance_ != nullptr) Made::destroy(instance_);
  }

  /// Why the configuration was refused; an empty message: it was not.
  [[nodiscard]] const Error& problem() const { return problem_; }

  /// One call; files and lines of earlier ones are forgotten. Errors: what the plugin says, with
  /// internal for a fault of its own.
  [[nodiscard]] Result<Json> call(std::string_view capability, const Json& payload,
                                  std::string_view attachment = {}) {
    if (!problem_.message.empty()) return problem_;
    const budget_capability* found = Made::get_capability(instance_, bytes(capability));
    if (found == nullptr)
      return Error{ErrorCode::not_found, "expected a capability, but it has none of this name"};
    const std::string text = payload.to_text();
    const budget_request request{
        sizeof(budget_request), bytes(text), bytes(attachment), 10'000, this, is_cancelled};
    result_.clear();
    files_.clear();
    lines_.clear();
    const budget_status status = found->run(instance_, &request, &sink_);
    if (status == BUDGET_OK) return Json::parse(result_);
    return Error{status == BUDGET_FAULT ? ErrorCode::internal : ErrorCode::invalid_input, error_};
  }

  void cancel() { is_cancelled_ = true; }
  [[nodiscard]] const std::vector<File>& files() const { return files_; }
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

 private:
  using Made = Tables<Class>;

  static void take_line(const budget_host* host, std::int32_t, budget_bytes line) {
    static_cast<TryOut*>(host->context)->lines_.emplace_back(view(line));
  }
  static budget_status take_result(const budget_sink* sink, budget_bytes piece) {
    static_cast<TryOut*>(sink->context)->result_ += view(piece);
    return BUDGET_OK;
  }
  static budget_status take_file(const budget_sink* sink, budget_bytes name, budget_bytes piece) {
    auto& files = static_cast<TryOut*>(sink->context)->files_;
    if (files.empty() || files.back().name != view(name))
      files.push_back({std::string(view(name)), {}});
    files.back().bytes += view(piece);
    return BUDGET_OK;
  }
  static void take_error(const budget_sink* sink, budget_bytes message) {
    static_cast<TryOut*>(sink->context)->error_ = view(message);
  }
  static std::int32_t is_cancelled(const budget_request* request) {
    return static_cast<TryOut*>(request->context)->is_cancelled_ ? 1 : 0;
  }

  budget_host host_{};
  budget_sink sink_{};
  budget_instance* instance_ = nullptr;
  Error problem_{};
  std::string result_, error_;
  std::vector<File> files_;
  std::vector<std::string> lines_;
  bool is_cancelled_ = false;
};

}  // namespace budget::plugin
