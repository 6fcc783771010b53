#include "cli/render.h"

#include <boost/json/serialize.hpp>
#include <ostream>

#include "cli/api.h"

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

void say_nothing_found(const Terminal& terminal) {
  remark(terminal, "没有符合条件的记录。");
}

}  // namespace budget::cli
