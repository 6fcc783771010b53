#include "support/fake_catalog.h"

#include <algorithm>

#include <budget/finding.h>
#include <budget/json.h>
#include <budget/plugin.h>

namespace budget::test {
namespace {

Json report_of(const std::string& name) {
  Json report = Json::object();
  report.set("schema", "budget.rule.report/1").set("rules_run", Json::array().push(name + ".rule"));
  report.set("rules_not_run", Json::array()).set("rows", 1).set("findings", Json::array());
  return report;
}

}  // namespace

void FakeCatalog::install(const std::string& name, Answer answer, const std::string& version) {
  remove(name);
  const std::lock_guard lock(mutex_);
  PluginInfo info{name, "test." + name, version, ContentHash(name + "@" + version), {}, {}, {}};
  info.capabilities = {BUDGET_RULE_CHECK, BUDGET_RULE_LIST};
  info.stage = PluginStage::active;
  installed_.push_back({std::move(info), std::move(answer)});
}

void FakeCatalog::remove(const std::string& name) {
  const std::lock_guard lock(mutex_);
  std::erase_if(installed_, [&](const Installed& one) { return one.info.name == name; });
}

void FakeCatalog::set_stage(const std::string& name, PluginStage stage) {
  const std::lock_guard lock(mutex_);
  for (Installed& one : installed_) {
    if (one.info.name == name) one.info.stage = stage;
  }
}

std::vector<PluginInfo> FakeCatalog::plugins() const {
  const std::lock_guard lock(mutex_);
  std::vector<PluginInfo> all;
  for (const Installed& one : installed_)
    all.push_back(one.info);
  return all;
}

Result<PluginReply> FakeCatalog::call(const std::string& name, const PluginCall& call) {
  if (const std::function<void()> before = before_call_) before();
  Answer answer;
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(
        installed_, [&](const Installed& one) { return one.info.name == name; });
    if (found == installed_.end()) return Error{ErrorCode::not_found, "no such plugin"};
    if (!call.version.empty() && call.version != found->info.hash)
      return Error{ErrorCode::conflict, "another version"};
    answer = found->answer;
    calls_.push_back(call);
  }
  if (call.capability == BUDGET_RULE_CHECK) return PluginReply{TRY(answer(call.payload)), {}};
  Json list = Json::object();
  list.set("schema", "budget.rule.rules/1");
  list.set("rules", Json::array().push(Json::object().set("id", name + ".rule")));
  return PluginReply{list.to_text(), {}};
}

std::vector<std::string> FakeCatalog::payloads() const {
  std::vector<std::string> payloads;
  for (const PluginCall& call : calls())
    if (call.capability == BUDGET_RULE_CHECK) payloads.push_back(call.payload);
  return payloads;
}

std::vector<PluginCall> FakeCatalog::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

FakeCatalog::Answer passes(const std::string& name) {
  return says(report_of(name).to_text());
}

FakeCatalog::Answer finds(const std::string& name, FindingLevel level, const std::string& message) {
  Json finding = Json::object();
  finding.set("rule", name + ".rule").set("level", name_of(level)).set("message", message);
  finding.set("place", Json::object().set("field", "projects[13060526P00002810078Y].plan"));
  return says(report_of(name).set("findings", Json::array().push(std::move(finding))).to_text());
}

FakeCatalog::Answer skips(const std::string& name, const std::string& reason) {
  Json skipped = Json::object().set("rule", name + ".rule").set("reason", reason);
  Json report = report_of(name);
  report.set("rules_run", Json::array());
  return says(report.set("rules_not_run", Json::array().push(std::move(skipped))).to_text());
}

FakeCatalog::Answer fails(ErrorCode code, const std::string& message) {
  return [=](const std::string&) -> Result<std::string> { return Error{code, message}; };
}

FakeCatalog::Answer says(const std::string& text) {
  return [=](const std::string&) -> Result<std::string> { return text; };
}

}  // namespace budget::test
