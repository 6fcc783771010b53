#include "delivery/sender.h"

#include "delivery/spool.h"

namespace budget {

Result<plugin::Answer> Sender::send(const plugin::Request& request) const {
  std::vector<std::string> told;
  const SecretSource noted = [&](const std::string& key) {
    Result<std::string> secret = secrets_(key);
    if (secret) told.push_back(*secret);
    return secret;
  };
  const plugin::Request out = TRY(filled(request, noted));
  const auto without_secrets = [&](plugin::Answer answer) {
    answer.body = hidden(std::move(answer.body), told);
    return answer;
  };
  switch (out.kind) {
    case plugin::Request::Kind::http:
      return without_secrets(post_http(out, options_.post));
    case plugin::Request::Kind::smtp:
      return without_secrets(post_mail(out, options_.post));
    case plugin::Request::Kind::file:
      if (options_.folder.empty()) {
        return Error{ErrorCode::invalid_input,
                     "expected to write a file, but the channel has no folder",
                     "give the channel a folder in budgetd.toml"};
      }
      TRY(write_spool_file(options_.folder, out.name, out.body));
      return plugin::Answer{200, {}, 0};
    case plugin::Request::Kind::log:
      logger_.write(LogLevel::info, "notice", {{"text", out.body}});
      return plugin::Answer{200, {}, 0};
  }
  return plugin::Answer{};
}

}  // namespace budget
