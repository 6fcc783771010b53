#include "reader/goal_sheet/goal_sheet.h"

#include <algorithm>

#include "reader/goal_sheet/fields.h"
#include "reader/goal_sheet/indicator_columns.h"
#include "reader/goal_sheet/indicator_reader.h"
#include "reader/goal_sheet/plan.h"
#include "reader/goal_sheet/project_list.h"
#include "reader/goal_sheet/sheet_bounds.h"
#include "reader/goal_sheet/tasks.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

/// 项目编码 | 项目名称 | 预算数: the header of a list, not a label with its value.
bool names_columns(const Reading& reading, std::size_t at) {
  bool first = true;
  for (const Cell& cell : reading.cells(at)) {
    if (cell.blank()) continue;
    if (!first) return label_of(cell.compact).has_value() || contains(cell.compact, "预算资金");
    first = false;
  }
  return false;
}

/// Whether other labels of a goal sheet stand in the rows below.
bool labels_follow(const Reading& reading, std::size_t at) {
  constexpr std::size_t kLook = 4;
  for (std::size_t next = at + 1; next < reading.size() && next <= at + kLook; ++next) {
    const std::optional<Label> label = first_label(reading, next);
    if (label && *label != Label::name && *label != Label::noise) return true;
  }
  return false;
}

class GoalSheet {
 public:
  GoalSheet(Reading& reading, std::size_t title, std::size_t body)
      : reading_(reading), title_(title), body_(body) {}

  std::size_t read() {
    read_title();
    const std::size_t indicators = read_upper_part();
    const std::size_t end =
        indicators == kNone ? end_ : read_indicators(reading_, indicators, project_);
    finish(end);
    return end;
  }

 private:
  void read_title() {
    project_.section = reading_.section;
    project_.source = reading_.source_of(title_ != kNone ? title_ : body_);
    if (title_ == kNone) {
      reading_.defects.add("sheet_title_missing", {reading_.row(body_).line}, "绩效目标表没有标题",
                           text_of(reading_.grid, reading_.row(body_)), "按表内的项目名称读入");
      return;
    }
    std::size_t first = title_;
    std::string compact(only_cell(reading_.grid, reading_.row(title_))->compact);
    // 8.关于……的通知 / (石财社[2023]150号)绩效目标表: the number stands a line or two above.
    std::string above;
    for (std::size_t back = 1; back <= 2 && back <= title_; ++back) {
      if (!split_number(above.empty() ? compact : above).number.empty()) break;
      const std::size_t at = title_ - back;
      const Cell* line = only_cell(reading_.grid, reading_.row(at));
      if (line == nullptr || reading_.claimed[at] != 0 || reading_.meaning(at) != Meaning::text ||
          line->compact.ends_with("。") || line->compact.ends_with("；") ||
          reading_.row(title_).line - reading_.row(at).line > 4) {
        break;
      }
      above = std::string(line->compact);
      if (!split_number(above).number.empty()) first = at;
    }
    std::string printed;
    std::string whole;
    for (std::size_t at = first; at <= title_; ++at) {
      const Cell* line = only_cell(reading_.grid, reading_.row(at));
      if (line == nullptr) continue;
      printed += (printed.empty() ? "" : "\n") + std::string(line->printed);
      whole += line->compact;
      reading_.claim(at);
    }
    if (first != title_) {
      reading_.defects.add("title_split", {reading_.row(first).line, reading_.row(title_).line},
                           "标题断成几行", printed, "合成一个标题");
      project_.source.line = reading_.row(first).line;
    }
    const Numbered numbered = split_title(whole);
    project_.sequence = sequence_of(numbered.number);
    const std::string_view name = name_in_sheet_title(whole).value_or(std::string_view());
    project_.title = {tidy(name), printed, reading_.source_of(first)};
    project_.title.source.last_line = reading_.row(title_).last_line;
    department_ = contains(whole, "整体") && (contains(whole, "部门") || contains(whole, "单位"));
  }

  static std::string sequence_of(std::string_view number) {
    std::string digits;
    for (const char c : number) {
      if (is_digit(c)) digits.push_back(c);
    }
    if (!digits.empty()) return digits;
    const int value = number_of(number);
    return value > 0 ? std::to_string(value) : std::string();
  }

  /// 夜校经费 and 夜校经费项目(绩效目标表) are one name.
  static bool same_name(const std::string& title, const std::string& name) {
    const std::string narrow = to_half_width(title);
    std::string_view rest = narrow;
    const std::string wanted = to_half_width(name);
    if (rest == wanted) return true;
    if (!skip(rest, wanted)) return false;
    return rest == "项目" || rest == "预算项目" || rest == "项目支出" || rest == "项目预算" ||
           rest == "支出";
  }

  /// 2026年度项目支出(绩效目标表): what the form is called, no project's name.
  static bool is_form_name(std::string_view title) {
    std::size_t digits = 0;
    while (digits < title.size() && is_digit(title[digits]))
      ++digits;
    std::string_view rest = title.substr(digits);
    if (digits > 0 && !skip(rest, "年度") && !skip(rest, "年")) return false;
    for (const std::string_view word : {"部门", "单位", "财政", "预算"})
      skip(rest, word);
    return rest == "项目支出" || rest == "项目" || rest == "支出项目" || rest == "支出";
  }

  /// 3 夜校经费绩效目标表: a number without a mark is one when the sheet names the rest.
  void take_bare_number() {
    std::string& title = project_.title.text;
    std::size_t digits = 0;
    while (digits < title.size() && is_digit(title[digits]))
      ++digits;
    constexpr std::size_t kMostDigits = 3;
    if (digits == 0 || digits > kMostDigits || !project_.sequence.empty() ||
        title.substr(digits) != project_.name.text) {
      return;
    }
    project_.sequence = title.substr(0, digits);
    title.erase(0, digits);
  }

  /// Reads what stands above the indicators; gives the row of their header, or npos.
  std::size_t read_upper_part() {
    std::size_t header = kNone;
    std::size_t stop = kNone;
    std::size_t at = title_ != kNone ? title_ + 1 : body_;
    std::size_t begin = at;
    Tokens tokens;
    bool code_seen = false;
    for (; at < reading_.size(); ++at) {
      if (starts_tasks(reading_, at)) {
        std::ranges::move(tokens_of(reading_, begin, at), std::back_inserter(tokens));
        begin = read_tasks(reading_, at);
        at = begin - 1;
        continue;
      }
      if (at > body_ && ends_sheet(reading_, at) && !header_follows(at)) break;
      std::size_t cell = 0;
      if (indicator_columns(reading_.plain_cells(at), cell)) {
        header = at;
        stop = only_counts(at, cell) ? 0 : cell;
        break;
      }
      const Cell* only = only_cell(reading_.grid, reading_.row(at));
      if (only != nullptr && columns_without_tabs(only->text)) {
        header = at;
        stop = 0;
        break;
      }
      if (const std::size_t first = first_column_printed_alone(reading_, at); first != kNone) {
        header = at;
        stop = first;
        break;
      }
      const std::optional<Label> label = first_label(reading_, at);
      if (label == Label::code) {
        if (code_seen) break;
        code_seen = true;
      }
      if (label == Label::goals || label == Label::funds_group) code_seen = true;
      if (reading_.meaning(at) == Meaning::furniture) read_furniture(at);
      if (reading_.meaning(at) == Meaning::note && at > body_) break;
      reading_.claim(at);
    }
    end_ = at;
    const bool within = header != kNone;
    std::ranges::move(tokens_of(reading_, begin, within ? at + 1 : at, within ? stop : kNone),
                      std::back_inserter(tokens));
    read_fields(reading_, tokens, project_);
    return header;
  }

  /// 序号 before 一级指标 in the header: no field of the sheet's upper part.
  bool only_counts(std::size_t at, std::size_t columns) const {
    const std::vector<Cell> cells = reading_.plain_cells(at);
    for (std::size_t i = 0; i < columns && i < cells.size(); ++i) {
      const std::string_view name = cells[i].compact;
      if (name != "序号" && name != "行次" && name != "编号" && !name.empty()) return false;
    }
    return true;
  }

  /// 二、加强绩效管理 among the goals looks like a heading; the indicators below say it is none.
  bool header_follows(std::size_t at) const {
    constexpr std::size_t kLook = 15;
    for (std::size_t next = at; next < reading_.size() && next < at + kLook; ++next) {
      const Meaning meaning = reading_.meaning(next);
      if (meaning == Meaning::sheet_title || meaning == Meaning::table_title ||
          meaning == Meaning::part || first_label(reading_, next) == Label::code) {
        return false;
      }
      if (has_indicator_header(reading_, next)) return true;
    }
    return false;
  }

  void read_furniture(std::size_t at) {
    const auto found = furniture_of(reading_.grid, reading_.row(at));
    if (!found) return;
    if (!found->unit_name.empty() && project_.unit.empty()) {
      project_.unit_code = found->unit_code;
      project_.unit_name = found->unit_name;
      project_.unit = {found->unit_code + found->unit_name, found->unit_printed,
                       reading_.source_of(at)};
    }
    if (found->money_unit.empty()) return;
    project_.money_unit = found->money_unit;
    project_.money_unit_printed = true;
  }

  void finish(std::size_t end) {
    const std::size_t last = end > 0 ? end - 1 : 0;
    project_.source.last_line = reading_.row(last).last_line;
    for (std::size_t at = last; at > body_ && reading_.claimed[at] == 0; --at) {
      project_.source.last_line = reading_.row(at - 1).last_line;
    }
    const int line = project_.source.line;
    settle_plan(reading_, project_, line);
    take_bare_number();
    const bool is_named = !project_.title.text.empty() && !is_form_name(project_.title.text);
    if (project_.name.empty() && is_named) {
      project_.name = project_.title;
      std::string_view printed = project_.title.printed;
      const std::size_t tail = printed.rfind("绩效目标");
      if (tail != std::string_view::npos) printed = printed.substr(0, tail);
      project_.name.printed = std::string(trimmed(printed));
    } else if (is_named && !same_name(project_.title.text, project_.name.text)) {
      reading_.defects.add("name_differs_from_title", {line, project_.name.source.line},
                           "项目名称与标题不同", project_.title.text + " / " + project_.name.text,
                           "按项目名称一栏读入", "name");
    }
    if (project_.code.empty() && !project_.budget.amount && !project_.plan) {
      reading_.defects.gather("project_header_missing", line, project_.title.printed,
                              "编码、预算和计划空着");
    }
    if (project_.indicators.empty()) {
      reading_.defects.add("indicators_missing", {line}, "绩效目标表没有指标",
                           project_.title.printed, "空着", "indicators");
    }
    if (project_.purpose.text.starts_with("涉密") || contains(project_.purpose.text, "属于涉密")) {
      reading_.defects.add("redacted", {project_.purpose.source.line}, "涉密，内容未印",
                           project_.purpose.text, "按原样保留", "purpose");
    }
    if (project_.purpose.text.ends_with(".")) {
      reading_.defects.gather("mixed_punctuation", project_.purpose.source.line,
                              project_.purpose.printed, "按原样保留");
    }
    auto& list = department_ ? reading_.document.department_sheets : reading_.document.projects;
    list.push_back(std::move(project_));
  }

  Reading& reading_;
  std::size_t title_;
  std::size_t body_;
  std::size_t end_ = 0;
  bool department_ = false;
  ReadProject project_;
};

}  // namespace

bool starts_goal_sheet(const Reading& reading, std::size_t at) {
  const Cell* only = only_cell(reading.grid, reading.row(at));
  if (only != nullptr && reading.row(at).shape == RowShape::prose) {
    if (columns_without_tabs(only->text)) return true;
    // A line whose tabs were lost: 项目编码 13018624P… 项目名称 …
    for (const std::string_view word : {"项目编码", "预算规模及资金用途"}) {
      if (only->compact.starts_with(word) && only->compact.size() > word.size()) return true;
    }
    return false;
  }
  if (has_indicator_header(reading, at) || starts_project_list(reading, at)) return true;
  const std::optional<Label> label = first_label(reading, at);
  if (label == Label::funds_group || label == Label::goals) return true;
  if (label != Label::code && label != Label::name) return false;
  return !names_columns(reading, at) && (label == Label::code || labels_follow(reading, at));
}

std::size_t sheet_below_title(const Reading& reading, std::size_t at) {
  constexpr std::size_t kLook = 12;
  for (std::size_t next = at + 1; next < reading.size() && next < at + kLook; ++next) {
    if (starts_goal_sheet(reading, next)) return next;
    if (ends_sheet(reading, next) || reading.meaning(next) == Meaning::contents_entry) return kNone;
  }
  return kNone;
}

std::size_t read_goal_sheet(Reading& reading, std::size_t title, std::size_t body) {
  if (starts_project_list(reading, body)) return read_project_list(reading, title, body);
  return GoalSheet(reading, title, body).read();
}

}  // namespace budget::reader
