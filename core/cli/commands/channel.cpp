#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {

namespace json = boost::json;

namespace {

std::string words_of(const std::string& outcome) {
  if (outcome == "delivered") return "测试消息已送达";
  if (outcome == "retry") return "测试消息没有送达，稍后可能恢复";
  if (outcome == "refused") return "测试消息被拒绝";
  if (outcome == "gone") return "对方表示该地址已永久停用";
  if (outcome == "busy") return "配额已用完，没有发出测试消息";
  return "没有再发：这一请求先前已经处理";
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const ChannelListOptions&) {
  const json::array channels = TRY(api.whole_list("/v1/channels"));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", channels}});
    return ExitCode::ok;
  }
  Table table({{"通道"},
               {"状态"},
               {"待发", Align::right},
               {"未送达", Align::right},
               {"说明", Align::left, true}});
  for (const auto& channel : channels) {
    const bool is_off = text_at(channel, "state") == "off";
    table.add({text_at(channel, "name"), is_off ? Cell("停用", Style::red) : Cell("启用"),
               text_at(channel, "waiting"), text_at(channel, "dead"), text_at(channel, "problem")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const ChannelEnableOptions& options) {
  const auto answer = TRY(api.post("/v1/channels/" + percent_encoded(options.channel) + "/acts",
                                   json::object{{"act", "enable"}}));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  terminal.out << "通道 " << printable(options.channel) << " 已启用，等待的通知随即发出。\n";
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const NoticeDeadOptions&) {
  const json::array letters = TRY(api.list("/v1/dead-letters"));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", letters}});
    return ExitCode::ok;
  }
  Table table({{"编号", Align::right},
               {"时间"},
               {"通道"},
               {"收件人"},
               {"次数", Align::right},
               {"内容", Align::left, true},
               {"原因", Align::left, true}});
  for (const auto& letter : letters) {
    const std::string person = text_at(letter, "person_name");
    const json::array& texts = at(letter, "texts").as_array();
    std::string text = texts.empty() ? std::string() : std::string(texts.front().as_string());
    if (texts.size() > 1) text += "（共 " + std::to_string(texts.size()) + " 条）";
    table.add({text_at(letter, "id"), to_minute(text_at(letter, "changed_at")),
               text_at(letter, "channel"), person.empty() ? "（群）" : person,
               text_at(letter, "attempts"), text, text_at(letter, "problem")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const NoticeRetryOptions& options) {
  const std::string number = std::to_string(options.letter);
  const auto answer =
      TRY(api.post("/v1/dead-letters/" + number + "/acts", json::object{{"act", "retry"}}));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  terminal.out << "未送达的第 " << number << " 封通知已重新排队发送。\n";
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const NoticeDiscardOptions& options) {
  const std::string number = std::to_string(options.letter);
  const auto answer = TRY(api.post("/v1/dead-letters/" + number + "/acts",
                                   json::object{{"act", "discard"}, {"reason", options.reason}}));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  terminal.out << "未送达的第 " << number << " 封通知已放弃，不再发送。\n";
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const ChannelTestOptions& options) {
  const auto answer =
      TRY(api.post("/v1/channels/" + percent_encoded(options.channel) + "/tests", json::object{}));
  const std::string outcome = text_at(answer, "outcome");
  const ExitCode exit = outcome == "delivered" ? ExitCode::ok : ExitCode::findings;
  if (terminal.is_json) {
    print_json(terminal, answer);
    return exit;
  }
  const auto line = [&](const char* what, const std::string& text) {
    if (!text.empty()) terminal.out << what << printable(text) << "\n";
  };
  terminal.out << "通道 " << printable(options.channel) << "：" << words_of(outcome) << "\n";
  line("对方应答：", text_at(answer, "answer"));
  line("原因：", text_at(answer, "problem"));
  return exit;
}

}  // namespace budget::cli
