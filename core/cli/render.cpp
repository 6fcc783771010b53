#include "cli/render.h"

#include <boost/json/serialize.hpp>
#include <ostream>
#include <string>

#include "cli/client/api.h"

namespace budget::cli {

void print_json(const Terminal& terminal, const boost::json::value& value) {
  terminal.out << boost::json::serialize(value) << '\n';
}

Cell level_cell(std::string_view level) {
  if (level == "red") {
    return {"红色", Style::red};
  }
  if (level == "orange") {
    return {"橙色", Style::orange};
  }
  if (level == "yellow") {
    return {"黄色", Style::yellow};
  }
  if (level == "info") {
    return {"提示", Style::dim};
  }
  return std::string(level);
}

Cell due_cell(const boost::json::value& row) {
  std::string due = text_at(row, "due_on");
  if (flag_at(row, "due_is_provisional")) due += "（暂定）";
  if (flag_at(row, "is_overdue")) return {due + " 超期", Style::red};
  return due;
}

std::string to_minute(std::string_view moment) {
  constexpr std::size_t kMinute = std::string_view("2026-03-31T09:00").size();
  if (moment.size() < kMinute || moment[10] != 'T') {
    return std::string(moment);
  }
  std::string shown(moment.substr(0, kMinute));
  shown[10] = ' ';
  return shown;
}

std::string joined(const boost::json::array& texts) {
  std::string list;
  for (const auto& text : texts) {
    list += (list.empty() ? "" : "、") + text_at(text, "");
  }
  return list;
}

std::string name_at(const boost::json::value& value, std::string_view path) {
  for (const char* ending : {"_title", "_name"}) {
    if (std::string name = text_at(value, std::string(path) + ending); !name.empty()) {
      return name;
    }
  }
  return text_at(value, path);
}

std::string names_at(const boost::json::value& value, std::string_view path) {
  std::string singular(path);
  singular.pop_back();
  const boost::json::array& names = array_at(value, singular + "_names");
  return joined(names.empty() ? array_at(value, path) : names);
}

std::string row_text(const boost::json::value& reject) {
  return "第" + text_at(reject, "row") + "行";
}

void say_nothing_found(const Terminal& terminal) {
  remark(terminal, "没有符合条件的记录。");
}

}  // namespace budget::cli
