#include <budget/plugin.hpp>

using namespace budget;
using namespace budget::plugin;

/// One short message for each recipient with a mobile number, through the county's gateway.
class TextGateway : public Notifier {
 public:
  static About about() {
    return {.id = "cn.example.notifiers.text_gateway",
            .version = "1.0.0",
            .vendor = "某县财政局",
            .title_zh = "短信网关",
            .title_en = "Text message gateway",
            .options = {{.key = "url", .help = "网关地址。"},
                        {.key = "token", .type = OptionType::secret, .help = "网关的令牌。"}}};
  }
  Result<void> configure(const Json& config) override {
    url_ = config["url"].text();
    token_ = config["token"].text();
    return {};
  }
  Result<std::vector<Request>> build(const Batch& batch, const Call&) const override {
    std::vector<Request> requests;
    for (const Message& message : batch.messages) {
      Json mobiles = Json::array();
      for (const Recipient& recipient : message.recipients)
        if (!recipient.mobile.empty()) mobiles.push(recipient.mobile);
      const Json body = Json::object().set("mobiles", std::move(mobiles)).set("text", message.text);
      requests.push_back(
          {.messages = {message.id},
           .url = url_,
           .headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + token_}},
           .body = body.to_text()});
    }
    return requests;
  }

 private:
  std::string url_, token_;  ///< the token is a handle, "${secret:token}"; budgetd fills it in
};

BUDGET_PLUGIN(TextGateway);
