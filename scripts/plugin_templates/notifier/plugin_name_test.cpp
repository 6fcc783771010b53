#include "plugin_name.h"

#include <budget/plugin/try_out.hpp>
#include <cstdlib>
#include <iostream>

using namespace budget;
using namespace budget::plugin;

namespace {

void expect(bool is_true, const std::string& sentence) {
  if (is_true) return;
  std::cerr << "expected that " << sentence << ", but it is not so\n";
  std::exit(1);
}

}  // namespace

int main() {
  TryOut<PluginName> notifier(
      R"({"url": "https://example.invalid/in", "token": "${secret:token}"})");
  expect(notifier.problem().message.empty(), "the configuration is taken");

  const Json message =
      Json::object().set("id", 7).set("title", "催办").set("text", "请于 3 月 31 日前提交。");
  Json payload = Json::object();
  payload.set("schema", BUDGET_NOTIFY_BUILD).set("key", "k").set("now_ms", 0).set("attempt", 1);
  payload.set("channel", "test").set("messages", Json::array().push(message));
  const Json built = notifier.call(BUDGET_NOTIFY_BUILD, payload).value();
  const Json& request = built["requests"].items().at(0);
  expect(request["url"].text() == "https://example.invalid/in", "it goes to the url");
  expect(request["messages"].items().at(0).integer() == 7, "it carries the message");
  expect(request.to_text().find("${secret:token}") != std::string::npos, "the secret is a handle");

  const TryOut<PluginName> wrong(R"({"url": "somewhere", "token": "x"})");
  expect(!wrong.problem().message.empty(), "a url that is none is refused");
}
