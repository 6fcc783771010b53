#include "reader/goal_sheet/project_list.h"

#include <algorithm>
#include <map>

#include "reader/goal_sheet/fields.h"
#include "reader/goal_sheet/indicator_table.h"
#include "reader/goal_sheet/plan.h"
#include "reader/goal_sheet/sheet_bounds.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

/// The header as one row: what stands above and below in the columns.
struct ListHeader {
  std::vector<Cell> names;
  std::size_t begin = 0;  ///< the first column of the indicators
  std::size_t rows = 1;
  IndicatorColumns indicators;  ///< counted from `begin`
};

bool names_project(std::span<const Cell> cells, std::size_t end) {
  return std::any_of(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Cell& cell) { return label_of(cell.compact) == Label::name; });
}

std::optional<ListHeader> header_from(std::vector<Cell> names, std::size_t rows) {
  ListHeader header;
  if (!indicator_columns(names, header.begin) || header.begin < 2) return std::nullopt;
  if (!names_project(names, header.begin)) return std::nullopt;
  // 项目名称 | 夜校经费 | 一级指标: a value beside its label is no column's name.
  for (std::size_t i = 0; i < header.begin; ++i) {
    const std::string_view name = names[i].compact;
    const bool follows = i > 0 && label_of(names[i - 1].compact).has_value();
    constexpr std::size_t kLongestName = 45;
    if (name.size() > kLongestName || plain_number(name) || (follows && name.empty())) {
      return std::nullopt;
    }
  }
  std::size_t first = 0;
  const std::span<const Cell> rest = std::span<const Cell>(names).subspan(header.begin);
  auto columns = indicator_columns(rest, first);
  if (!columns || first != 0) return std::nullopt;
  columns->row_cells = columns->count;
  header.indicators = std::move(*columns);
  header.rows = rows;
  header.names = std::move(names);
  return header;
}

std::optional<ListHeader> list_header(const Reading& reading, std::size_t at) {
  const std::span<const Cell> upper = reading.cells(at);
  if (reading.row(at).shape == RowShape::prose || !names_project(upper, upper.size())) {
    return std::nullopt;
  }
  std::vector<Cell> whole(upper.begin(), upper.end());
  if (at + 1 < reading.size() && reading.row(at + 1).shape != RowShape::prose) {
    const std::span<const Cell> lower = reading.cells(at + 1);
    // 绩效指标 above 一级指标 | 二级指标 | …, the other names tall beside them.
    std::size_t first = 0;
    const bool below = indicator_columns(lower, first).has_value();
    const bool blank = std::ranges::all_of(lower.first(std::min(first, lower.size())),
                                           [](const Cell& cell) { return cell.blank(); });
    if (below && first > 1 && blank && lower.size() <= upper.size()) {
      for (std::size_t i = 0; i < lower.size(); ++i) {
        if (!lower[i].blank()) whole[i] = lower[i];
      }
      return header_from(std::move(whole), 2);
    }
    if (auto parted = with_parts_below(whole, lower)) return header_from(std::move(*parted), 2);
  }
  return header_from(std::move(whole), 1);
}

class ProjectList {
 public:
  ProjectList(Reading& reading, ListHeader header)
      : reading_(reading), header_(std::move(header)), seen_(header_.begin) {}

  void take_furniture(std::size_t at) {
    reading_.claim(at);
    const auto found = furniture_of(reading_.grid, reading_.row(at));
    if (found && !found->money_unit.empty()) money_unit_ = found->money_unit;
  }

  std::size_t read(std::size_t at) {
    for (; at < reading_.size(); ++at) {
      if (ends_sheet(reading_, at) || reading_.meaning(at) == Meaning::note) break;
      if (reading_.meaning(at) == Meaning::furniture) {
        if (!rows_follow(at)) break;
        reading_.claim(at);
        continue;
      }
      if (auto again = list_header(reading_, at)) {
        for (std::size_t i = 0; i < again->rows; ++i)
          reading_.claim(at + i);
        at += again->rows - 1;
        continue;
      }
      if (reading_.row(at).shape == RowShape::prose || starts_other_sheet(at)) break;
      take_row(at);
      reading_.claim(at);
    }
    finish();
    return at;
  }

 private:
  bool rows_follow(std::size_t at) const {
    constexpr std::size_t kLook = 6;
    for (std::size_t next = at + 1; next < reading_.size() && next < at + kLook; ++next) {
      if (reading_.meaning(next) == Meaning::furniture) continue;
      return reading_.row(next).shape != RowShape::prose && !ends_sheet(reading_, next);
    }
    return false;
  }

  bool starts_other_sheet(std::size_t at) const {
    return is_upper_label(first_label(reading_, at)) || has_indicator_header(reading_, at);
  }

  std::optional<Label> label_at(std::size_t column) const {
    return label_of(header_.names[column].compact);
  }

  /// The project's own cells that say something new.
  bool is_another(std::span<const Cell> cells) const {
    bool any = false;
    for (std::size_t i = 0; i < header_.begin && i < cells.size(); ++i) {
      const auto label = label_at(i);
      if (cells[i].blank() || (label != Label::name && label != Label::code)) continue;
      any = true;
      if (seen_[i].empty() || seen_[i].back().cell.compact != cells[i].compact) return true;
    }
    return !any && !open_;
  }

  void take_row(std::size_t at) {
    const std::span<const Cell> cells = reading_.cells(at);
    const bool sum = std::any_of(
        cells.begin(),
        cells.begin() + static_cast<std::ptrdiff_t>(std::min(header_.begin, cells.size())),
        [](const Cell& cell) {
          return cell.compact == "合计" || cell.compact == "总计" || cell.compact == "小计";
        });
    if (sum) {
      reading_.defects.gather("list_total_not_read", reading_.row(at).line,
                              text_of(reading_.grid, reading_.row(at)), "没有当作项目");
      return;
    }
    if (is_another(cells)) {
      finish();
      open_ = true;
      first_row_ = at;
    }
    last_row_ = at;
    for (std::size_t i = 0; i < header_.begin && i < cells.size(); ++i) {
      if (cells[i].blank()) continue;
      const bool known = !seen_[i].empty() && seen_[i].back().cell.compact == cells[i].compact;
      if (!known) seen_[i].push_back({cells[i], at, i, std::nullopt, 0});
    }
    std::vector<Cell> row;
    for (std::size_t i = header_.begin; i < cells.size(); ++i)
      row.push_back(cells[i]);
    Cell blank;
    blank.line = reading_.row(at).line;
    row.resize(std::max(row.size(), header_.indicators.count), blank);
    if (!table_) table_.emplace(reading_, header_.indicators);
    table_->add(align_row(reading_, std::move(row), at, header_.indicators));
  }

  void finish() {
    if (!open_) return;
    open_ = false;
    ReadProject project;
    project.section = reading_.section;
    project.money_unit = money_unit_;
    project.money_unit_printed = !money_unit_.empty();
    if (money_unit_.empty()) project.money_unit = "万元";
    project.source = reading_.source_of(first_row_);
    project.source.last_line = reading_.row(last_row_).last_line;
    Tokens tokens;
    for (std::size_t i = 0; i < header_.begin; ++i)
      add_tokens(i, tokens, project);
    read_fields(reading_, tokens, project);
    settle_plan(reading_, project, project.source.line);
    if (table_) table_->finish(project);
    table_.reset();
    if (project.indicators.empty()) {
      reading_.defects.add("indicators_missing", {project.source.line}, "项目没有指标",
                           project.name.text, "空着", "indicators");
    }
    reading_.document.projects.push_back(std::move(project));
    for (std::vector<Token>& tokens_seen : seen_)
      tokens_seen.clear();
  }

  /// A column's name and what stood below it, as a sheet has them side by side.
  void add_tokens(std::size_t column, Tokens& tokens, ReadProject& project) {
    std::vector<Token>& values = seen_[column];
    const Cell& name = header_.names[column];
    const auto label = label_at(column);
    if (label == Label::unit) {  // printed once for all of its projects
      auto& last = units_[column];
      if (values.empty() && last) values.push_back(*last);
      if (!values.empty()) last = values.front();
    }
    if (values.empty()) return;
    if (name.compact == "序号") {
      project.sequence = std::string(values.front().cell.compact);
      return;
    }
    if (!label) {
      for (const Token& value : values) {
        project.other_fields.push_back(
            {std::string(label_core(name.compact)), reading_.text_of_cell(value.row, value.cell)});
      }
      return;
    }
    const bool long_text = label == Label::goals || label == Label::goals_kind ||
                           label == Label::purpose || label == Label::funds_group;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i == 0 || !long_text) {
        tokens.push_back({name, values[i].row, values[i].index, label, 0});
      }
      tokens.push_back(values[i]);
    }
  }

  Reading& reading_;
  ListHeader header_;
  std::string money_unit_;
  std::vector<std::vector<Token>> seen_;  ///< by column, the values of the project being read
  std::map<std::size_t, std::optional<Token>> units_;
  std::optional<IndicatorTable> table_;
  std::size_t first_row_ = 0;
  std::size_t last_row_ = 0;
  bool open_ = false;
};

}  // namespace

bool starts_project_list(const Reading& reading, std::size_t at) {
  return list_header(reading, at).has_value();
}

std::size_t read_project_list(Reading& reading, std::size_t title, std::size_t header) {
  std::optional<ListHeader> found = list_header(reading, header);
  if (!found) return header + 1;
  const std::size_t rows = found->rows;
  ProjectList list(reading, std::move(*found));
  for (std::size_t at = title == kNone ? header : title; at < header; ++at) {
    if (reading.meaning(at) == Meaning::furniture) {
      list.take_furniture(at);
    } else {
      reading.claim(at);
    }
  }
  for (std::size_t i = 0; i < rows; ++i)
    reading.claim(header + i);
  return list.read(header + rows);
}

}  // namespace budget::reader
