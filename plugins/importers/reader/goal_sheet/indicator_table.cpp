#include "reader/goal_sheet/indicator_table.h"

#include <algorithm>
#include <utility>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

/// A text that says its first half twice: 开展甲、开展甲、乙.
bool says_twice(std::string_view compact) {
  constexpr std::size_t kShortest = 18;
  constexpr std::size_t kLongest = 3'000;
  compact = compact.substr(0, kLongest);
  for (std::size_t half = kShortest; half * 2 <= compact.size(); half += 3) {
    if (compact.substr(0, half) == compact.substr(half, half)) return true;
  }
  return false;
}

bool is_count_unit(std::string_view unit) {
  return unit == "个" || unit == "人" || unit == "次" || unit == "家" || unit == "户" ||
         unit == "名" || unit == "项";
}

/// 石财社〔2023〕150 without 号 at the end: a document number cut off.
bool ends_in_cut_number(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[text.size() - 1 - digits]))
    ++digits;
  if (digits == 0 || digits > 4) return false;
  const std::string_view before = text.substr(0, text.size() - digits);
  return before.ends_with("〕") || before.ends_with("】") || before.ends_with("]") ||
         before.ends_with("］");
}

}  // namespace

void IndicatorTable::header_again(IndicatorColumns columns, int line) {
  reading_.defects.add("repeated_table_header", {line}, "指标表的表头在表内又印了一次（换页）", {},
                       "没有当作指标行", "indicators");
  columns_ = std::move(columns);
  header_line_ = line;
}

const IndicatorTable::Part& IndicatorTable::part(const RawRow& row, Column column) const {
  static const Part kBlank;
  const std::size_t at = columns_.at(column);
  return at < row.parts.size() ? row.parts[at] : kBlank;
}

bool IndicatorTable::is_tail(const AlignedRow& row) const {
  if (rows_.empty()) return false;
  const auto cell = [&](Column column) -> std::string_view {
    const std::size_t at = columns_.at(column);
    return at < row.cells.size() ? row.cells[at].compact : std::string_view();
  };
  const std::string_view level2 = cell(Column::level2);
  if (is_level1_word(cell(Column::level1)) || is_level2_word(level2)) return false;
  const std::string_view value = cell(Column::value);
  const bool no_value = value.empty() && cell(Column::symbol).empty();
  if (no_value) {
    // A whole row without its value prints a name where the rows above print one.
    return !(level2.empty() && !cell(Column::level3).empty() &&
             !cell(Column::description).empty() && !cell(Column::basis).empty() &&
             header_line_ == 0 && level2_skipped_);
  }
  return header_line_ != 0 && level2.empty() && !level2_skipped_ && !is_clearly_value(value) &&
         cell(Column::level1).empty();
}

/// 意度指标 in the first cell below 服务对象满: the blank first cell of the tail was not printed.
void IndicatorTable::shift_short_tail(AlignedRow& row) const {
  if (rows_.empty() || row.missing.empty() || row.cells.empty()) return;
  const std::size_t second = columns_.at(Column::level2);
  if (second == IndicatorColumns::kNone || second == 0) return;
  const std::string whole =
      part(rows_.back(), Column::level2).compact + std::string(row.cells[second - 1].compact);
  if (row.cells[second - 1].blank() || !is_level2_word(whole)) return;
  row.cells.pop_back();
  row.cells.insert(row.cells.begin(), Cell{});
  row.cells.front().line = row.line;
  row.missing.pop_back();
}

void IndicatorTable::append_tail(const AlignedRow& tail) {
  RawRow& row = rows_.back();
  std::string what;
  std::string repeated;
  for (std::size_t i = 0; i < tail.cells.size() && i < row.parts.size(); ++i) {
    const Cell& cell = tail.cells[i];
    if (cell.blank()) continue;
    Part& part = row.parts[i];
    const std::string& name = columns_.names[i];
    if (part.compact.size() > cell.compact.size() && part.compact.ends_with(cell.compact)) {
      repeated += (repeated.empty() ? "" : "；") + name + "“" + std::string(cell.text) + "”";
      continue;
    }
    what += (what.empty() ? "" : "；") + name + "“" + std::string(cell.text) + "”";
    part.text += cell.text;
    part.printed += cell.printed;
    part.compact += cell.compact;
  }
  const std::vector<int> lines = {row.line, tail.line};
  reading_.defects.add("page_split_row", lines, "指标行被分到两页", what.empty() ? repeated : what,
                       what.empty() ? "续行没有接上，因为上文已完整" : "续行接在上一行之后",
                       "indicators");
  if (!repeated.empty()) {
    reading_.defects.add("continuation_duplicates_text", lines, "续行重复了上文已有的文字",
                         repeated, "没有再接一次", "indicators");
  }
  row.last_line = tail.last_line;
  row.lines.push_back(tail.line);
}

void IndicatorTable::add(AlignedRow row) {
  bool any = false;
  for (const Cell& cell : row.cells)
    any = any || !cell.blank();
  if (!any) return;
  shift_short_tail(row);
  if (is_tail(row)) {
    append_tail(row);
    header_line_ = 0;
    return;
  }
  header_line_ = 0;
  RawRow raw;
  raw.line = row.line;
  raw.last_line = row.last_line;
  raw.lines = {row.line};
  raw.missing = std::move(row.missing);
  for (const Cell& cell : row.cells) {
    raw.parts.push_back(
        {std::string(cell.text), std::string(cell.printed), std::string(cell.compact)});
  }
  if (columns_.has(Column::value) && columns_.at(Column::value) < row.cells.size()) {
    raw.cell =
        address_of(reading_.grid, reading_.row(row.row), row.cells[columns_.at(Column::value)]);
  }
  if (part(raw, Column::level2).compact.empty()) level2_skipped_ = true;
  rows_.push_back(std::move(raw));
}

void IndicatorTable::add_to_last_cell(const Cell& cell) {
  if (rows_.empty()) return;
  RawRow& row = rows_.back();
  for (std::size_t i = row.parts.size(); i-- > 0;) {
    Part& part = row.parts[i];
    if (part.compact.empty()) continue;
    part.text += cell.text;
    part.printed += '\n';
    part.printed += cell.printed;
    part.compact += cell.compact;
    break;
  }
  row.last_line = cell.line;
  reading_.defects.gather("embedded_tabs", cell.line, cell.printed, "接在上一格之后");
}

void IndicatorTable::report_value(const ReadProject& project, const ReadIndicator& indicator,
                                  const ValueOddities& oddities) const {
  Defects& defects = reading_.defects;
  const ReadValue& value = indicator.value;
  const std::vector<int> lines = {indicator.source.line};
  const std::string& printed = value.cell.printed;
  const std::string field = "indicators[" + std::to_string(indicator.number) + "].value";
  const auto add = [&](std::string_view id, std::string message, std::string treatment) {
    defects.add(id, lines, std::move(message), printed, std::move(treatment), field,
                value.cell.source.cell);
  };
  if (value.comparator == ReadComparator::missing) {
    add("value_missing", "指标“" + indicator.level3 + "”没有指标值", "空着");
    return;
  }
  if (oddities.doubled) {
    add("doubled_value", "指标值印了两次，可能是 " + value.likely,
        value.number.empty() ? "没有取数" : "按原样取数");
  }
  if (oddities.default_one) {
    add("default_one_glued", "数值前多了一个1，可能是 " + value.likely, "按原样取数");
  }
  if (oddities.misread_percent) {
    add("ocr_misread", "比率没有百分号，末尾的数字可能是百分号的误认", "按原样取数");
  }
  if (oddities.full_width) {
    defects.gather("full_width_digits", indicator.source.line, printed, "按半角读入");
  }
  if (oddities.yes_no) add("value_yes_no", "指标值为是或否", "按文字读入");
  if (value.ambiguous) add("value_ambiguous", "文字中有数字，读法不止一种", "按原样保留");
  const bool rate = names_a_rate(indicator.level3);
  if (rate && is_count_unit(value.unit) && !value.number.empty()) {
    add("value_unit_mismatch", "“" + indicator.level3 + "”的值带计数单位", "按原样取数");
  }
  if (rate && value.unit.empty() && !value.number.empty() && !oddities.misread_percent) {
    add("unit_missing", "“" + indicator.level3 + "”没有百分号", "单位空着");
  }
  if (value.unit.starts_with("万") && value.unit_norm != value.unit) {
    defects.gather("unit_incomplete", indicator.source.line, printed, "“万”按万元换算");
  } else if (value.unit.starts_with("万") && !value.unit.starts_with("万元")) {
    add("odd_unit", "计量单位带一万倍", "按原样保留");
  }
  if (says_twice(without_blanks(indicator.description))) {
    defects.add("doubled_text", lines, "同一段文字印了两次", indicator.description, "按原样保留",
                field);
  }
  if (ends_in_cut_number(indicator.basis)) {
    defects.gather("truncated_text", indicator.source.last_line, indicator.basis, "按原样保留");
  }
  // 22万元 where the sheet speaks of 2万元: too short to tell by itself.
  const std::string& number = value.number;
  constexpr std::size_t kLongestSheetText = 20'000;
  if (project.goals_text.text.size() + project.purpose.text.size() > kLongestSheetText) return;
  if (!value.suspect && number.size() >= 2 && number.size() <= 4 && number.size() % 2 == 0 &&
      number.substr(0, number.size() / 2) == number.substr(number.size() / 2) &&
      !value.unit.empty()) {
    const std::string once = number.substr(0, number.size() / 2) + value.unit_norm;
    const std::string speaks = without_blanks(project.goals_text.text + "，" +
                                              project.purpose.text + "，" + indicator.description);
    const std::size_t at = speaks.find(once);
    if (at != std::string::npos && (at == 0 || !is_digit(speaks[at - 1])) &&
        !contains(speaks, number + value.unit_norm)) {
      add("doubled_value", "表内说的是 " + once + "，指标值可能印了两次", "按原样取数");
    }
  }
}

/// 产出指标（30分）: the points are no part of the level's name.
std::string IndicatorTable::level_name(const Part& part, int line) const {
  const std::string_view name = without_points(part.compact);
  if (name.size() == part.compact.size() || !(is_level1_word(name) || is_level2_word(name))) {
    return tidy(part.text);
  }
  reading_.defects.gather("points_with_level", line, part.printed, "按指标名称读入");
  return std::string(name);
}

/// Whether the column has a place among the indicators.
bool IndicatorTable::is_read(std::size_t column) const {
  for (std::size_t kind = 0; kind < columns_.place.size(); ++kind) {
    if (columns_.place[kind] == column && kind != static_cast<std::size_t>(Column::other)) {
      return true;
    }
  }
  return false;
}

/// What has no place among the indicators is said once for a sheet.
void IndicatorTable::report_columns() const {
  if (rows_.empty()) return;
  if (!columns_.has(Column::level1)) {
    reading_.defects.gather("level1_column_missing", rows_.front().line, columns_.names.front(),
                            "按二级指标在模板中所属的一级读入");
  }
  for (std::size_t i = 0; i < columns_.names.size(); ++i) {
    const std::string_view name = label_core(columns_.names[i]);
    if (is_read(i) || name.empty() || name == "序号" || name == "行次" || name == "绩效指标")
      continue;
    const bool filled = std::any_of(rows_.begin(), rows_.end(), [&](const RawRow& row) {
      return i < row.parts.size() && !row.parts[i].compact.empty();
    });
    if (filled) {
      reading_.defects.gather("column_not_read", rows_.front().line, columns_.names[i],
                              "这一栏没有读入指标");
    }
  }
}

/// A merged first level is printed halfway down its rows where a page became text: the rows above
/// it carry what stands below them, in row `behind`, as their second level says.
std::string IndicatorTable::level1_below(std::size_t behind, const std::string& above,
                                         const std::string& level2) const {
  if (behind >= rows_.size() || level2.empty()) return {};
  if (!above.empty() && levels_agree(above, level2)) return {};
  std::string below = tidy(part(rows_[behind], Column::level1).text);
  const bool belongs = level1_above(level2) == below && is_level1_word(below);
  return belongs ? below : std::string();
}

void IndicatorTable::finish(ReadProject& project) {
  std::string level1;
  std::string level2;
  std::string level3;
  std::vector<std::size_t> lost(columns_.count, 0);
  report_columns();
  std::size_t behind = 0;  // the next row that prints a first level
  for (const RawRow& row : rows_) {
    ReadIndicator indicator;
    indicator.number = static_cast<int>(project.indicators.size()) + 1;
    indicator.source = {row.line, row.last_line, row.cell};
    const Part& first = part(row, Column::level1);
    const Part& second = part(row, Column::level2);
    indicator.level1_printed = !first.compact.empty();
    indicator.level2_printed = !second.compact.empty();
    if (indicator.level1_printed) {
      const std::string above = std::exchange(level1, level_name(first, row.line));
      if (!indicator.level2_printed && above != level1) level2.clear();
    }
    if (indicator.level2_printed) level2 = level_name(second, row.line);
    if (!columns_.has(Column::level1)) level1 = level1_above(level2);
    const auto at = static_cast<std::size_t>(&row - rows_.data());
    while (behind < rows_.size() &&
           (behind <= at || part(rows_[behind], Column::level1).compact.empty()))
      ++behind;
    if (const std::string below = level1_below(behind, level1, level2);
        !below.empty() && !indicator.level1_printed && indicator.level2_printed) {
      level1 = below;
      reading_.defects.gather("level1_below", row.line, second.printed,
                              "按下一行印的一级指标“" + below + "”读入");
    }
    indicator.level1 = level1;
    indicator.level2 = level2;
    indicator.level3 = tidy(part(row, Column::level3).text);
    if (columns_.has(Column::level4)) {
      if (!indicator.level3.empty()) level3 = indicator.level3;
      if (indicator.level2_printed && indicator.level3.empty()) level3.clear();
      const std::string own = tidy(part(row, Column::level4).text);
      indicator.level3 = level3 + (level3.empty() || own.empty() ? "" : "：") + own;
      reading_.defects.gather("four_levels", row.line, own, "三级和四级合为指标名称");
    }
    indicator.description = tidy(part(row, Column::description).text);
    indicator.basis = tidy(part(row, Column::basis).text);
    indicator.weight = tidy(part(row, Column::weight).text);
    indicator.missing = row.missing;
    const Part& value = part(row, Column::value);
    ValueOddities oddities;
    indicator.value =
        read_value(value.printed, value.compact, part(row, Column::symbol).compact,
                   part(row, Column::unit).compact, names_a_rate(indicator.level3), oddities);
    indicator.value.cell.source = indicator.source;
    if (indicator.level1_printed && contains(level1, "、") &&
        is_level1_word(std::string_view(level1).substr(0, level1.find("、")))) {
      reading_.defects.add("combined_levels", {row.line}, "一级指标一格内印有两级指标", level1,
                           "按原样保留", "indicators");
    }
    if (!levels_agree(level1, level2)) {
      reading_.defects.add("level_mismatch", {row.line}, "“" + level2 + "”不属于“" + level1 + "”",
                           level1 + " / " + level2, "按原样保留", "indicators");
    }
    if (!row.missing.empty()) {
      for (std::size_t i = 0; i < columns_.count; ++i) {
        for (const std::string& name : row.missing)
          lost[i] += name == columns_.names[i] ? 1 : 0;
      }
    }
    report_value(project, indicator, oddities);
    project.indicators.push_back(std::move(indicator));
  }
  for (std::size_t i = 0; i < columns_.count; ++i) {
    const bool known = is_read(i);
    if (lost[i] == 0 || (!known && lost[i] == rows_.size())) continue;  // 备注 left blank
    const bool all = lost[i] == rows_.size() && rows_.size() > 1;
    std::vector<int> lines;
    for (const RawRow& row : rows_) {
      for (const std::string& name : row.missing) {
        if (name == columns_.names[i]) lines.push_back(row.line);
      }
    }
    reading_.defects.add(
        all ? "column_lost" : "cell_missing", std::move(lines),
        all ? "整列没有印出：" + columns_.names[i] : "单元格没有印出：" + columns_.names[i], {},
        "空着", "indicators");
  }
}

}  // namespace budget::reader
