#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

/// "2026-01-01、2026-01-02"
std::string days_where(const json::value& deadline, bool is_working, bool is_listed) {
  std::string days;
  for (const auto& day : array_at(deadline, "days")) {
    if (flag_at(day, "is_working") != is_working || flag_at(day, "is_listed") != is_listed)
      continue;
    days += (days.empty() ? "" : "、") + text_at(day, "day");
  }
  return days;
}

std::string start_text(const json::value& deadline) {
  const std::string day = text_at(deadline, "counted_from");
  const std::string from = text_at(deadline, "from");
  if (from == "stage_entered") return day + "（进入本阶段之日，不计入）";
  if (from == "fiscal_year") return day + "（年度固定日期）";
  return day + "（" + text_at(deadline, "occasion") +
         (flag_at(deadline, "is_assumed") ? "，日期未定，暂按此日推算）" : "）");
}

std::string roll_text(const json::value& deadline) {
  const std::string roll = text_at(deadline, "roll");
  if (roll == "none") return "遇休息日不顺延";
  const std::string before = text_at(deadline, "before_roll");
  return std::string(roll == "forward" ? "遇休息日顺延" : "遇休息日提前") + "，原为 " + before;
}

/// "+10wd" as "10个工作日", "-1M" as "前1个月"; of "0d" that it is the day itself.
std::string span_text(const std::string& span) {
  const bool is_before = span.starts_with('-');
  const std::size_t begin = span.find_first_of("0123456789");
  const std::size_t end = span.find_last_of("0123456789") + 1;
  if (begin == std::string::npos) return span;
  const std::string count = span.substr(begin, end - begin);
  const std::string unit = span.substr(end);
  if (count == "0") return "当天";
  return (is_before ? "前" : "") + count +
         (unit == "wd" ? "个工作日" : (unit == "M" ? "个月" : "日"));
}

/// How sure the basis is.
std::string certainty_text(const std::string& name) {
  if (name == "primary") return "法规原文";
  if (name == "secondary") return "转引";
  return name == "local_practice" ? "本地做法" : std::string();
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const WhyDeadlineOptions& options) {
  const auto deadline =
      TRY(api.get("/v1/instances/" + percent_encoded(options.instance) + "/deadline"));
  if (terminal.is_json) {
    print_json(terminal, deadline);
    return ExitCode::ok;
  }
  const std::string provisional = joined(array_at(deadline, "provisional_years"));
  const std::string extension = text_at(deadline, "extension");
  Sheet sheet;
  sheet.add("阶段", text_at(deadline, "stage_title"));
  sheet.add("应于", text_at(deadline, "due_on") +
                        (flag_at(deadline, "due_is_provisional") ? "（暂定）" : "") + " " +
                        text_at(deadline, "cutoff_hour") + " 时前");
  if (flag_at(deadline, "is_kept"))
    sheet.add("说明", "流程迁移时保留了原来的到期日，不按下面的规定推算");
  const std::string certainty = certainty_text(text_at(deadline, "certainty"));
  const std::string basis = text_at(deadline, "basis");
  sheet.add("依据",
            basis + (certainty.empty() || basis == certainty ? "" : "（" + certainty + "）"));
  sheet.add("起算", start_text(deadline));
  sheet.add("期间", span_text(text_at(deadline, "span")) +
                        (flag_at(deadline, "is_redo") ? "，退回后重报的期限" : ""));
  sheet.add("顺延", roll_text(deadline));
  sheet.add("跳过节假日", days_where(deadline, false, true));
  sheet.add("跳过周末", days_where(deadline, false, false));
  sheet.add("计入调休上班日", days_where(deadline, true, true));
  sheet.add("挂起延长", extension.starts_with('0') ? "" : span_text(extension));
  sheet.add("日历", text_at(deadline, "calendar").substr(0, 12));
  sheet.add("放假通知", joined(array_at(deadline, "notices")));
  sheet.add("通知未出的年份", provisional);
  sheet.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const OccasionListOptions& options) {
  const json::array list =
      TRY(api.whole_list("/v1/occasions" + Query().add("year", options.year).text()));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", list}});
    return ExitCode::ok;
  }
  Table table({{"年度"}, {"地区"}, {"名称"}, {"日期"}, {"登记人"}, {"依据", Align::left, true}});
  for (const auto& row : list) {
    table.add({text_at(row, "fiscal_year"), text_at(row, "region"), text_at(row, "occasion"),
               text_at(row, "day"), text_at(row, "named_by.name"), text_at(row, "reason")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const OccasionNameOptions& options) {
  json::object body{
      {"occasion", options.occasion}, {"day", options.day}, {"fiscal_year", options.year}};
  if (!options.region.empty()) body["region"] = options.region;
  if (!options.reason.empty()) body["reason"] = options.reason;
  const auto answer = TRY(api.post("/v1/occasions", body));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  const json::array& moved = array_at(answer, "moved");
  terminal.out << printable(options.occasion) << " 定于 " << printable(options.day) << "，"
               << moved.size() << " 项期限重新计算。\n";
  Table table({{"编号", Align::right}, {"阶段"}, {"原定"}, {"现在"}});
  for (const auto& row : moved) {
    table.add({text_at(row, "instance"), text_at(row, "stage"),
               text_at(row, "before") + (flag_at(row, "was_provisional") ? "（暂定）" : ""),
               text_at(row, "due_on") + (flag_at(row, "due_is_provisional") ? "（暂定）" : "")});
  }
  if (!table.empty()) table.print(terminal);
  return ExitCode::ok;
}

}  // namespace budget::cli
