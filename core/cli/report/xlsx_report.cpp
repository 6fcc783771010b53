#include "cli/report/xlsx_report.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <memory>
#include <numeric>
#include <set>

#include "cli/findings.h"
#include "cli/report/marked_sheets.h"
#include "cli/text_width.h"

namespace budget::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestText = 32'000;    // bytes; a cell takes 32,767 characters
constexpr std::size_t kLongestComment = 2'000;  // bytes
constexpr int kLongestSheetName = 28;           // columns; 31 characters are allowed
constexpr int kWidest = 48;                     // characters of a column
constexpr const char* kSummary = "汇总.xlsx";

/// UTF-8 cut at a whole character.
std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end) + "…";
}

/// What a sheet may be called: without []:*?/\ and not too long.
std::string sheet_name(const std::string& wanted, std::set<std::string>& taken) {
  std::string name;
  for (const char c : wanted)
    name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  name = cut(name, kLongestSheetName);
  std::string free = name;
  for (int i = 2; !taken.insert(free).second; ++i)
    free = cut(name, kLongestSheetName - 4) + "(" + std::to_string(i) + ")";
  return free;
}

/// A decimal figure, not a code: "1234.56".
bool is_figure(const std::string& text, double& number) {
  constexpr std::size_t kMostDigits = 15;  // what a double holds exactly
  if (text.find('.') == std::string::npos || text.size() > kMostDigits) return false;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size();
}

/// A workbook being written; closed with finish(), or left behind unfinished.
class Workbook {
 public:
  explicit Workbook(const fs::path& file)
      : file_(file), workbook_(workbook_new(file.c_str()), [](lxw_workbook* book) {
          (void)workbook_close(book);
        }) {
    plain_ = format();
    format_set_text_wrap(plain_);
    format_set_align(plain_, LXW_ALIGN_VERTICAL_TOP);
    header_ = format();
    format_set_bold(header_);
    format_set_text_wrap(header_);
    format_set_bg_color(header_, 0xE8E8E8);
    format_set_border(header_, LXW_BORDER_THIN);
    title_ = format();
    format_set_bold(title_);
    format_set_font_size(title_, 13);
    label_ = format();
    format_set_bold(label_);
    format_set_font_color(label_, 0x555555);
    format_set_align(label_, LXW_ALIGN_VERTICAL_TOP);
    number_ = format();
    format_set_num_format(number_, "#,##0.00####");
    format_set_align(number_, LXW_ALIGN_VERTICAL_TOP);
    for (const auto& [level, color] :
         {std::pair{FindingLevel::error, 0xFFC7CE}, std::pair{FindingLevel::warning, 0xFFEB9C},
          std::pair{FindingLevel::info, 0xDDEBF7}}) {
      Marks& marks = marks_[level];
      marks.text = format();
      marks.number = format();
      format_set_num_format(marks.number, "#,##0.00####");
      for (lxw_format* one : {marks.text, marks.number}) {
        format_set_bg_color(one, static_cast<lxw_color_t>(color));
        format_set_border(one, LXW_BORDER_THIN);
        format_set_text_wrap(one);
        format_set_align(one, LXW_ALIGN_VERTICAL_TOP);
      }
    }
  }

  lxw_worksheet* add_sheet(const std::string& wanted) {
    const std::string name = sheet_name(wanted, names_);
    lxw_worksheet* sheet = workbook_add_worksheet(workbook_.get(), name.c_str());
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    return sheet;
  }

  void write(lxw_worksheet* sheet, std::size_t row, std::size_t column, const std::string& text,
             MarkedSheet::Look look = MarkedSheet::Look::plain,
             const FindingLevel* mark = nullptr) {
    double figure = 0;
    const bool is_number = look == MarkedSheet::Look::plain && is_figure(text, figure);
    lxw_format* chosen = look_of(look, is_number);
    if (mark != nullptr) chosen = is_number ? marks_[*mark].number : marks_[*mark].text;
    const auto at_row = static_cast<lxw_row_t>(row);
    const auto at_column = static_cast<lxw_col_t>(column);
    if (is_number) {
      worksheet_write_number(sheet, at_row, at_column, figure, chosen);
    } else {
      worksheet_write_string(sheet, at_row, at_column, shortened(text, kLongestText).c_str(),
                             chosen);
    }
  }

  void comment(lxw_worksheet* sheet, std::size_t row, std::size_t column, const std::string& text) {
    lxw_comment_options options{};
    options.x_scale = 2.0;
    options.y_scale = 1.5;
    worksheet_write_comment_opt(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                shortened(text, kLongestComment).c_str(), &options);
  }

  Result<void> finish() {
    const lxw_error failed = workbook_close(workbook_.release());
    if (failed == LXW_NO_ERROR) return {};
    return Error{ErrorCode::unavailable, "expected to write " + file_.string() + ", but " +
                                             std::string(lxw_strerror(failed))};
  }

 private:
  struct Marks {
    lxw_format* text = nullptr;
    lxw_format* number = nullptr;
  };

  lxw_format* format() { return workbook_add_format(workbook_.get()); }

  lxw_format* look_of(MarkedSheet::Look look, bool is_number) const {
    switch (look) {
      case MarkedSheet::Look::title:
        return title_;
      case MarkedSheet::Look::header:
        return header_;
      case MarkedSheet::Look::label:
        return label_;
      case MarkedSheet::Look::plain:
        break;
    }
    return is_number ? number_ : plain_;
  }

  fs::path file_;
  std::unique_ptr<lxw_workbook, void (*)(lxw_workbook*)> workbook_;
  std::set<std::string> names_;
  lxw_format* plain_ = nullptr;
  lxw_format* header_ = nullptr;
  lxw_format* title_ = nullptr;
  lxw_format* label_ = nullptr;
  lxw_format* number_ = nullptr;
  std::map<FindingLevel, Marks> marks_;
};

/// Wide enough for what stands in each column, within bounds.
void set_widths(lxw_worksheet* sheet, const std::vector<std::vector<MarkedSheet::Cell>>& rows) {
  std::vector<int> widths;
  for (const auto& row : rows) {
    if (row.size() < 2) continue;  // a title may run over
    widths.resize(std::max(widths.size(), row.size()), 8);
    for (std::size_t column = 0; column < row.size(); ++column)
      widths[column] = std::max(widths[column], std::min(width_of(row[column].text) + 2, kWidest));
  }
  for (std::size_t column = 0; column < widths.size(); ++column) {
    const auto at = static_cast<lxw_col_t>(column);
    worksheet_set_column(sheet, at, at, widths[column], nullptr);
  }
}

void write_sheet(Workbook& book, const MarkedSheet& marked, const CheckedDocument& checked) {
  lxw_worksheet* sheet = book.add_sheet(marked.name);
  set_widths(sheet, marked.rows);
  for (std::size_t row = 0; row < marked.rows.size(); ++row) {
    for (std::size_t column = 0; column < marked.rows[row].size(); ++column) {
      const MarkedSheet::Cell& cell = marked.rows[row][column];
      const auto marks = marked.marks.find({row, column});
      if (marks == marked.marks.end()) {
        if (!cell.text.empty()) book.write(sheet, row, column, cell.text, cell.look);
        continue;
      }
      FindingLevel worst = FindingLevel::info;
      std::string comment;
      for (const std::size_t index : marks->second) {
        const Finding& finding = checked.findings[index];
        worst = std::max(worst, finding.level);
        comment += (comment.empty() ? "" : "\n") + std::string(level_title(finding.level)) + "：" +
                   finding.message + " [" + finding.rule.text() + "]";
      }
      book.write(sheet, row, column, cell.text, cell.look, &worst);
      book.comment(sheet, row, column, comment);
    }
  }
}

void write_table(Workbook& book, const std::string& name, const std::vector<std::string>& titles,
                 const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::vector<MarkedSheet::Cell>> cells(1);
  for (const std::string& title : titles)
    cells.front().push_back({title, MarkedSheet::Look::header});
  for (const auto& row : rows) {
    cells.emplace_back();
    for (const std::string& text : row)
      cells.back().push_back({text});
  }
  lxw_worksheet* sheet = book.add_sheet(name);
  set_widths(sheet, cells);
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_repeat_rows(sheet, 0, 0);
  if (!rows.empty()) {
    worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(rows.size()),
                         static_cast<lxw_col_t>(titles.size() - 1));
  }
  for (std::size_t row = 0; row < cells.size(); ++row) {
    for (std::size_t column = 0; column < cells[row].size(); ++column)
      book.write(sheet, row, column, cells[row][column].text, cells[row][column].look);
  }
}

}  // namespace

fs::path XlsxReport::free_name(const std::string& document) const {
  const std::string stem = fs::path(document).filename().string();
  fs::path file = stem + ".xlsx";
  for (int i = 2;
       file == kSummary || std::ranges::count(lines_, file.string(), &Line::workbook) > 0; ++i)
    file = stem + "(" + std::to_string(i) + ").xlsx";
  return file;
}

Result<void> XlsxReport::write_workbook(const fs::path& file,
                                        const CheckedDocument& checked) const {
  Workbook book(file);
  const MarkedDocument marked = mark(checked);
  const auto title_of = [&](const RuleId& rule) {
    const auto found = check_.titles().find(rule);
    return found == check_.titles().end() ? std::string("读入") : found->second;
  };
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> worst_first(checked.findings.size());
  std::iota(worst_first.begin(), worst_first.end(), std::size_t{0});
  std::ranges::stable_sort(worst_first, std::greater<>(), [&](std::size_t i) {
    return static_cast<int>(checked.findings[i].level);
  });
  for (const std::size_t i : worst_first) {
    const Finding& finding = checked.findings[i];
    const int line = finding.place.line;
    rows.push_back({level_title(finding.level), marked.places[i],
                    line > 0 ? std::to_string(line) : "", finding.message, finding.quote,
                    finding.treatment, title_of(finding.rule), finding.rule.text(),
                    finding.place.field});
  }
  write_table(
      book, "问题",
      {"级别", "标记的单元格", "文件中的行", "问题", "原文", "处理", "规则", "规则编号", "字段"},
      rows);
  rows.clear();
  for (const RuleNotRun& rule : checked.rules_not_run())
    rows.push_back({title_of(rule.rule), rule.rule.text(), rule.reason});
  write_table(book, "没有查的规则", {"规则", "规则编号", "为什么没有查"}, rows);
  rows.clear();
  for (const PluginReport& report : checked.reports) {
    for (const RuleId& rule : report.run)
      rows.push_back({title_of(rule), rule.text(), report.pin.plugin.text()});
  }
  write_table(book, "查过的规则", {"规则", "规则编号", "插件"}, rows);
  for (const MarkedSheet& sheet : marked.sheets)
    write_sheet(book, sheet, checked);
  return book.finish();
}

Result<void> XlsxReport::add(const CheckedDocument& checked) {
  Line line;
  line.file = checked.file;
  if (checked.unreadable) {
    line.problem = why_unreadable(*checked.unreadable);
    if (scope_ == Scope::one_document) return *checked.unreadable;
    lines_.push_back(std::move(line));
    return {};
  }
  const fs::path name = scope_ == Scope::folder ? free_name(checked.file) : fs::path();
  TRY(write_workbook(scope_ == Scope::folder ? out_ / name : out_, checked));
  line.workbook = name.string();
  line.department = checked.document["department_name"]["text"].text();
  line.share = share_accounted(checked.document);
  line.errors = checked.count(FindingLevel::error);
  line.warnings = checked.count(FindingLevel::warning);
  line.infos = checked.count(FindingLevel::info);
  line.rules_run = checked.rules_run();
  line.rules_not_run = checked.rules_not_run().size();
  lines_.push_back(std::move(line));
  return {};
}

Result<void> XlsxReport::write_summary() const {
  Workbook book(out_ / kSummary);
  std::vector<std::vector<std::string>> rows;
  for (const Line& line : lines_) {
    rows.push_back({line.file, line.department, line.workbook, line.problem, line.share,
                    std::to_string(line.errors), std::to_string(line.warnings),
                    std::to_string(line.infos), std::to_string(line.rules_run),
                    std::to_string(line.rules_not_run)});
  }
  write_table(book, "汇总",
              {"文件", "部门", "标记的工作簿", "没有读入的原因", "读懂", "错误", "警告", "提示",
               "查过的规则", "没有查的规则"},
              rows);
  return book.finish();
}

Result<void> XlsxReport::finish() {
  return scope_ == Scope::folder ? write_summary() : Result<void>();
}

}  // namespace budget::cli
