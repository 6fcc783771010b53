#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <budget/finding.h>

#include "engine/plugin_catalog.h"

namespace budget::test {

/// Rule plugins that say what a test tells them to.
class FakeCatalog final : public PluginCatalog {
 public:
  /// What a plugin answers to a check; its payload is given.
  using Answer = std::function<Result<std::string>(const std::string& payload)>;

  /// A plugin of one rule, `<name>.rule`. Again: another version of it.
  void install(const std::string& name, Answer answer, const std::string& version = "1.0.0");
  void remove(const std::string& name);
  void set_stage(const std::string& name, PluginStage stage);

  /// Done at the beginning of every call: what others do between a look and a call.
  void before_call(std::function<void()> what) { before_call_ = std::move(what); }

  [[nodiscard]] std::vector<PluginInfo> plugins() const override;
  [[nodiscard]] Result<PluginReply> call(const std::string& name, const PluginCall& call) override;

  /// The payloads of all checks so far.
  [[nodiscard]] std::vector<std::string> payloads() const;
  /// Every call so far.
  [[nodiscard]] std::vector<PluginCall> calls() const;

 private:
  struct Installed {
    PluginInfo info;
    Answer answer;
  };
  mutable std::mutex mutex_;
  std::vector<Installed> installed_;
  std::vector<PluginCall> calls_;
  std::function<void()> before_call_;
};

/// Answers for FakeCatalog.
[[nodiscard]] FakeCatalog::Answer passes(const std::string& name);
[[nodiscard]] FakeCatalog::Answer finds(const std::string& name, FindingLevel level,
                                        const std::string& message);
[[nodiscard]] FakeCatalog::Answer skips(const std::string& name, const std::string& reason);
[[nodiscard]] FakeCatalog::Answer fails(ErrorCode code, const std::string& message);
[[nodiscard]] FakeCatalog::Answer says(const std::string& text);

}  // namespace budget::test
