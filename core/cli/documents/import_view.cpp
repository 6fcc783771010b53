#include "cli/documents/import_view.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <map>
#include <ostream>

#include "cli/client/api.h"
#include "cli/findings.h"
#include "cli/render.h"
#include "cli/table.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostItems = 8;   // of a question that are shown
constexpr std::size_t kMostPlaces = 6;  // of a finding seen many times

std::string kind_title(const std::string& kind) {
  if (kind == "performance_text") return "绩效文本";
  return kind == "budget_disclosure" ? "预算公开" : "其他文本";
}

std::string share_of(const json::value& file) {
  const std::int64_t all = number_at(file, "characters");
  if (all == 0) return "没有文字";
  const std::int64_t share = number_at(file, "characters_accounted") * 1000 / all;
  return std::to_string(share / 10) + "." + std::to_string(share % 10) + " %";
}

std::string place_of(const json::value& item) {
  std::string place = text_at(item, "cell");
  if (place.empty() && !text_at(item, "line").empty()) place = "第" + text_at(item, "line") + "行";
  return place;
}

std::string count_of(const json::value& preview, const char* list) {
  return std::to_string(array_at(preview, list).size());
}

const char* state_of(const json::value& file) {
  if (flag_at(file, "is_known")) return "已导入过";
  return flag_at(file, "is_from_before") ? "以前导入过" : "新文件";
}

void print_files(const Terminal& terminal, const json::value& preview) {
  Table table({{"文件", Align::left, true},
               {"种类"},
               {"目标表", Align::right},
               {"公开表", Align::right},
               {"读懂", Align::right},
               {""}});
  for (const auto& file : array_at(preview, "files")) {
    table.add({text_at(file, "name"), kind_title(text_at(file, "kind")), text_at(file, "projects"),
               text_at(file, "tables"), share_of(file), state_of(file)});
  }
  table.print(terminal);
}

void print_rows(const Terminal& terminal, const std::string& title, const json::array& rows) {
  if (rows.empty()) return;
  terminal.out << '\n' << styled(terminal, title, Style::bold) << '\n';
  Table table(
      {{"项目编码"}, {"项目", Align::left, true}, {"预算（万元）", Align::right}, {"出处"}});
  for (const auto& row : rows) {
    table.add(
        {text_at(row, "code"), text_at(row, "name"), wan_at(row, "budget_wan"), place_of(row)});
  }
  table.print(terminal, 2);
}

void print_change(const Terminal& terminal, const json::value& change) {
  const std::string before = text_at(change, "before");
  const std::string after = text_at(change, "after");
  terminal.out << "      " << printable(text_at(change, "title")) << "："
               << (before.empty() ? "（无）" : printable(before)) << " → "
               << styled(terminal, after.empty() ? "（无）" : printable(after), Style::yellow)
               << '\n';
}

void print_changed(const Terminal& terminal, const json::array& rows) {
  if (rows.empty()) return;
  terminal.out << '\n' << styled(terminal, "有变化的项目", Style::bold) << '\n';
  for (const auto& row : rows) {
    const std::string place = place_of(row);
    terminal.out << "  " << text_at(row, "code") << " " << printable(text_at(row, "name"))
                 << (place.empty() ? "" : "（" + place + "）") << '\n';
    for (const auto& change : array_at(row, "changes"))
      print_change(terminal, change);
  }
}

/// Sheets with one reason share a line.
void print_sheets(const Terminal& terminal, const std::string& title, const json::array& sheets) {
  if (sheets.empty()) return;
  terminal.out << '\n' << styled(terminal, title, Style::bold) << '\n';
  std::size_t shown = 0;
  for (const auto& sheet : sheets) {
    if (shown++ == kMostItems) break;
    terminal.out << "  " << printable(text_at(sheet, "name")) << "（" << place_of(sheet) << "）\n";
  }
  if (sheets.size() > kMostItems)
    terminal.out << "  …… 共 " << sheets.size() << " 张（--json 列出全部）\n";
}

void print_parts(const Terminal& terminal, const json::array& parts) {
  std::map<std::string, int> counts;
  for (const auto& part : parts)
    ++counts[text_at(part, "state")];
  if (parts.empty()) return;
  terminal.out << "\n公开表、说明和部门目标：新增 " << counts["new"] << "，修改 "
               << counts["changed"] << "，不变 " << counts["unchanged"] << "，没有了 "
               << counts["gone"] << '\n';
  for (const auto& part : parts) {
    const std::string state = text_at(part, "state");
    if (state != "changed" && state != "gone") continue;
    terminal.out << "  " << (state == "gone" ? "没有了：" : "") << printable(text_at(part, "title"))
                 << '\n';
    for (const auto& change : array_at(part, "changes"))
      print_change(terminal, change);
    if (number_at(part, "untold") > 0)
      terminal.out << "      …… 还有 " << text_at(part, "untold") << " 处\n";
  }
}

std::string title_of_choice(const json::value& question, const std::string& answer) {
  for (const auto& choice : array_at(question, "choices"))
    if (text_at(choice, "id") == answer) return text_at(choice, "title");
  return answer;
}

std::string given_word(const std::string& given) {
  if (given == "before") return "沿用上次的回答";
  return given == "default" ? "没有另外回答，按默认" : "已回答";
}

void print_question(const Terminal& terminal, const json::value& question) {
  const json::array& items = array_at(question, "items");
  const std::int64_t open = number_at(question, "open");
  terminal.out << "  " << styled(terminal, text_at(question, "id"), Style::bold) << " "
               << printable(text_at(question, "title")) << "（" << items.size() << " 处，"
               << (open > 0 ? "待回答 " + std::to_string(open) : "都有回答") << "）\n";
  std::map<std::string, std::size_t> answers;
  std::size_t shown = 0;
  for (const auto& item : items) {
    const std::string answer = text_at(item, "answer");
    if (!answer.empty()) ++answers[answer + "\n" + text_at(item, "given")];
    if (shown++ >= kMostItems) continue;
    const std::string key = text_at(item, "key");
    terminal.out << "      " << (key.empty() ? "" : "[" + printable(key) + "] ")
                 << printable(text_at(item, "text")) << '\n';
  }
  if (items.size() > kMostItems) terminal.out << "      …… 共 " << items.size() << " 处\n";
  for (const auto& [answer, count] : answers) {
    const std::size_t cut = answer.find('\n');
    terminal.out << "      " << given_word(answer.substr(cut + 1)) << "："
                 << title_of_choice(question, answer.substr(0, cut)) << "（" << count << " 处）\n";
  }
  if (open == 0) return;
  for (const auto& choice : array_at(question, "choices"))
    terminal.out << "      " << text_at(question, "id") << " = \"" << text_at(choice, "id")
                 << "\"  " << text_at(choice, "title") << '\n';
  if (!text_at(question, "free_form").empty())
    terminal.out << "      或填 " << text_at(question, "free_form") << '\n';
}

/// The same finding at many places is told once.
void print_reading(const Terminal& terminal, const json::value& file) {
  struct Seen {
    Finding finding;
    std::vector<std::string> places;
  };
  std::vector<Seen> all;
  const std::vector<Finding> findings = findings_in(file);
  const json::array& told = array_at(file, "findings");
  for (std::size_t i = 0; i < std::min(findings.size(), told.size()); ++i) {
    const Finding& finding = findings[i];
    const auto same = std::ranges::find_if(all, [&](const Seen& seen) {
      return seen.finding.rule == finding.rule && seen.finding.message == finding.message;
    });
    auto& seen = same == all.end() ? all.emplace_back(Seen{finding, {}}) : *same;
    const std::string place = place_of(told[i]);
    if (!place.empty()) seen.places.push_back(place);
  }
  std::ranges::stable_sort(all, [](const Seen& a, const Seen& b) {
    return static_cast<int>(a.finding.level) > static_cast<int>(b.finding.level);
  });
  if (all.empty()) return;
  terminal.out << '\n'
               << styled(terminal, "读入 " + printable(text_at(file, "name")) + " 时发现",
                         Style::bold)
               << '\n';
  for (Seen& seen : all) {
    std::string places;
    for (std::size_t i = 0; i < std::min(seen.places.size(), kMostPlaces); ++i)
      places += (i == 0 ? "" : "、") + seen.places[i];
    if (seen.places.size() > kMostPlaces)
      places += "等 " + std::to_string(seen.places.size()) + " 处";
    seen.finding.place = Place{};
    seen.finding.place.file = "  " + places;
    if (seen.places.size() > 1) seen.finding.quote.clear();
    print_finding(terminal, terminal.out, seen.finding);
  }
  const json::array& unclaimed = array_at(file, "unclaimed");
  if (!unclaimed.empty()) terminal.out << "  没有归到任何内容的行 " << unclaimed.size() << " 行\n";
}

/// Said first, so that nobody answers questions for nothing.
void print_fixed(const Terminal& terminal, const json::value& preview) {
  if (!flag_at(preview, "is_fixed")) return;
  std::string way = "需退回或撤回后再导入";
  if (const json::array& children = array_at(preview, "may_open"); !children.empty()) {
    way = "变动要另行申请（budgetctl instance open-child " + text_at(preview, "instance") + "：";
    for (std::size_t i = 0; i < children.size(); ++i)
      way += (i == 0 ? "" : "、") + std::string(children[i].as_string());
    way += "）";
  }
  terminal.out << styled(terminal,
                         "现处“" + printable(text_at(preview, "stage_title")) +
                             "”，项目已固定，不能导入；" + way + "。以下只供比较。",
                         Style::yellow)
               << '\n';
}

}  // namespace

void print_preview(const Terminal& terminal, const json::value& preview) {
  terminal.out << styled(terminal,
                         "══ " + printable(text_at(preview, "department_name")) + " " +
                             text_at(preview, "fiscal_year") + "年度（" + text_at(preview, "key") +
                             "，" + text_at(preview, "stage_title") + "） ══",
                         Style::bold)
               << '\n';
  print_fixed(terminal, preview);
  print_files(terminal, preview);
  for (const auto& file : array_at(preview, "files"))
    print_reading(terminal, file);
  const json::value& projects = at(preview, "projects");
  print_rows(terminal, "新增的项目", array_at(projects, "new"));
  print_changed(terminal, array_at(projects, "changed"));
  print_rows(terminal, "年度里有、文件里没有、保留的项目", array_at(projects, "gone"));
  print_rows(terminal, "要删除的项目", array_at(projects, "dropped"));
  print_sheets(terminal, "不作为项目的目标表", array_at(projects, "left_out"));
  print_sheets(terminal, "等待回答的目标表", array_at(projects, "in_question"));
  print_parts(terminal, array_at(preview, "parts"));
  const json::array& questions = array_at(preview, "questions");
  if (!questions.empty())
    terminal.out << '\n' << styled(terminal, "需要回答的问题", Style::bold) << '\n';
  for (const auto& question : questions)
    print_question(terminal, question);
  terminal.out << "\n项目：新增 " << count_of(projects, "new") << "，修改 "
               << count_of(projects, "changed") << "，不变 " << count_of(projects, "unchanged")
               << "，保留 " << count_of(projects, "gone") << "，删除 "
               << count_of(projects, "dropped") << "，不作为项目 " << count_of(projects, "left_out")
               << "，待回答 " << count_of(projects, "in_question") << "；文件中项目的预算合计 "
               << wan_at(projects, "budget_wan") << " 万元";
  terminal.out << "；全年预算 " << wan_at(projects, "year_budget_before_wan") << " → "
               << wan_at(projects, "year_budget_after_wan") << " 万元\n";
}

}  // namespace budget::cli
