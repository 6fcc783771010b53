#pragma once

#include "delivery/payload.h"
#include "plugins/support/plugin_call.h"

namespace budget::test {

inline plugin::Recipient wang_fang() {
  return {"wang_fang", "王芳", "wang.fang@example.gov.cn", "13800000001"};
}

inline plugin::Message message(std::int64_t id, std::string text = "请于3月31日前提交预算。") {
  return {id, "your_turn", false, "轮到您办理", std::move(text), "2026-03-31", {wang_fang()}};
}

inline plugin::Batch batch(std::vector<plugin::Message> messages) {
  return {"office.mail.wang_fang.7", 1'763'694'520'000, 1, "mail", std::move(messages)};
}

/// A configured notifier, called as the host calls it.
template <typename Notifier>
class Configured {
 public:
  explicit Configured(const Json& options = Json::object()) {
    const Result<void> done =
        notifier_.configure(PluginCall::options_of(Notifier::about(), options));
    if (!done) throw std::invalid_argument(done.error().message);
  }

  Result<std::vector<plugin::Request>> build(const plugin::Batch& batch) {
    PluginCall call(notifier_);
    const Json result = TRY(call.run(BUDGET_NOTIFY_BUILD, batch_to_json(batch)));
    return requests_from(result);
  }
  plugin::Verdict judge(int status, const std::string& body = {}) {
    PluginCall call(notifier_);
    return verdict_from(call.run(BUDGET_NOTIFY_JUDGE, answer_to_json({status, body, 0})).value())
        .value();
  }

 private:
  Notifier notifier_;
};

}  // namespace budget::test
