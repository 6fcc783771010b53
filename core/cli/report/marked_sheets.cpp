#include "cli/report/marked_sheets.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace budget::cli {
namespace {

using Look = MarkedSheet::Look;
using CellPlace = std::pair<std::size_t, std::size_t>;

const std::string& text_of(const Json& value) {
  return value.is_object() ? value["text"].text() : value.text();
}

int line_of(const Json& value) {
  return static_cast<int>(value["source"]["line"].integer());
}

std::string without_blanks(const std::string& text) {
  std::string kept;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != '\n' && c != ',') kept += c;
  return kept;
}

/// "3" between `before` and the next "]" of a field; empty when it is not there.
std::string index_in(const std::string& field, std::string_view before) {
  const std::size_t at = field.find(before);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + before.size();
  const std::size_t end = field.find(']', begin);
  return end == std::string::npos ? std::string() : field.substr(begin, end - begin);
}

std::optional<std::size_t> number_of(const std::string& text) {
  std::size_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = problem == std::errc() && end == text.data() + text.size();
  return is_whole && !text.empty() ? std::optional(number) : std::nullopt;
}

/// Puts a document's parts on sheets and remembers where they went.
class Marker {
 public:
  explicit Marker(const CheckedDocument& checked) : checked_(checked) {
    add_goal_sheets(checked.document["projects"]);
    add_tables(checked.document["tables"]);
    add_tables(checked.document["other_tables"]);
    marked_.places.resize(checked.findings.size());
    for (std::size_t i = 0; i < checked.findings.size(); ++i)
      mark(i);
  }
  MarkedDocument take() { return std::move(marked_); }

 private:
  static constexpr std::array<const char*, 8> kIndicatorFields{
      "number", "level1", "level2", "level3", "description", "printed", "basis", "weight"};

  MarkedSheet& sheet() { return marked_.sheets.back(); }

  std::size_t add_row(std::vector<MarkedSheet::Cell> cells) {
    sheet().rows.push_back(std::move(cells));
    return sheet().rows.size() - 1;
  }

  void note(const std::string& field, std::size_t row, std::size_t column) {
    fields_[field] = {marked_.sheets.size() - 1, {row, column}};
  }

  void add_goal_sheets(const Json& projects) {
    if (projects.items().empty()) return;
    marked_.sheets.push_back({"目标表", {}, {}});
    std::size_t number = 0;
    for (const Json& project : projects.items()) {
      ++number;
      const std::string& code = text_of(project["code"]);
      const std::string key =
          "projects[" + (code.empty() ? "#" + std::to_string(number) : code) + "]";
      const std::size_t first = add_goal_sheet(project, key);
      const int from = line_of(project);
      const int to = static_cast<int>(project["source"]["last_line"].integer());
      blocks_.push_back({key, from, std::max(from, to), marked_.sheets.size() - 1, first});
      add_row({});
    }
  }

  std::size_t add_goal_sheet(const Json& project, const std::string& key) {
    const std::size_t first = add_row({{text_of(project["name"]), Look::title}});
    note(key + ".name", first, 0);
    std::size_t row = add_row({{"项目编码", Look::label},
                               {text_of(project["code"])},
                               {"预算单位", Look::label},
                               {project["unit_code"].text() + project["unit_name"].text()}});
    note(key + ".code", row, 1);
    note(key + ".unit_code", row, 3);
    row = add_row({{"预算数（" + project["money_unit"].text() + "）", Look::label},
                   {project["budget"]["printed"].text()},
                   {"财政资金", Look::label},
                   {project["fiscal"]["printed"].text()},
                   {"其他资金", Look::label},
                   {project["other"]["printed"].text()}});
    note(key + ".budget_fen", row, 1);
    note(key + ".budget", row, 1);
    note(key + ".fiscal_funds_fen", row, 3);
    note(key + ".other_funds_fen", row, 5);
    row = add_row({{"资金用途", Look::label}, {text_of(project["purpose"])}});
    note(key + ".purpose", row, 1);
    std::vector<MarkedSheet::Cell> plan{{"支出计划", Look::label}};
    for (const Json& node : project["plan"]["nodes"].items()) {
      plan.push_back({std::to_string(node["month"].integer()) + "月底", Look::label});
      plan.push_back({node["printed"].text()});
    }
    row = add_row(std::move(plan));
    note(key + ".plan", row, 0);
    for (const Json& goal : project["goals"].items()) {
      row = add_row({{"绩效目标", Look::label}, {text_of(goal)}});
      fields_.try_emplace(key + ".goals", marked_.sheets.size() - 1, CellPlace{row, 1});
    }
    add_indicators(project["indicators"], key);
    return first;
  }

  void add_indicators(const Json& indicators, const std::string& key) {
    const std::size_t head = add_row({{"序号", Look::header},
                                      {"一级指标", Look::header},
                                      {"二级指标", Look::header},
                                      {"三级指标", Look::header},
                                      {"绩效指标描述", Look::header},
                                      {"指标值", Look::header},
                                      {"指标值确定依据", Look::header},
                                      {"权重", Look::header}});
    note(key + ".indicators", head, 0);
    std::size_t index = 0;
    for (const Json& indicator : indicators.items()) {
      const std::size_t row = add_row({{std::to_string(index + 1)},
                                       {indicator["level1"].text()},
                                       {indicator["level2"].text()},
                                       {indicator["level3"].text()},
                                       {indicator["description"].text()},
                                       {indicator["value"]["printed"].text()},
                                       {indicator["basis"].text()},
                                       {indicator["weight"].text()}});
      const std::string name = key + ".indicators[" + std::to_string(index++) + "]";
      for (std::size_t column = 0; column < kIndicatorFields.size(); ++column)
        note(name + "." + kIndicatorFields[column], row, column);
      for (const char* field : {"comparator", "unit", "value"})
        note(name + "." + field, row, 5);
      note(name, row, 0);
      indicator_lines_[line_of(indicator)] = {marked_.sheets.size() - 1, {row, 5}};
    }
  }

  std::string free_name(const std::string& wanted) const {
    std::string name = wanted;
    for (int i = 2; std::ranges::count(marked_.sheets, name, &MarkedSheet::name) > 0; ++i)
      name = wanted + "（" + std::to_string(i) + "）";
    return name;
  }

  void add_tables(const Json& tables) {
    for (const Json& table : tables.items()) {
      const std::int64_t number = table["number"].integer();
      const std::string title = text_of(table["title"]);
      const std::string wanted = number > 0 ? "表" + std::to_string(number) : title;
      marked_.sheets.push_back({free_name(wanted.empty() ? "表格" : wanted), {}, {}});
      const std::string key = "tables[" + (number > 0 ? std::to_string(number) : title) + "]";
      note(key, add_row({{title, Look::title}}), 0);
      add_row({{"单位：" + table["money_unit"].text()}});
      std::vector<MarkedSheet::Cell> head;
      for (const Json& column : table["columns"].items())
        head.push_back({column.text(), Look::header});
      add_row(std::move(head));
      std::size_t index = 0;
      for (const Json& cells : table["rows"].items()) {
        std::vector<MarkedSheet::Cell> row;
        for (const Json& cell : cells.items())
          row.push_back({cell.text()});
        const std::size_t at = add_row(std::move(row));
        rows_[key + ".rows[" + std::to_string(index) + "]"] = {marked_.sheets.size() - 1, at};
        if (index < table["row_lines"].items().size()) {
          for (const Json& line : table["row_lines"].items()[index].items())
            row_lines_[static_cast<int>(line.integer())] = {marked_.sheets.size() - 1, at};
        }
        ++index;
      }
      if (!table["note"].text().empty()) add_row({{table["note"].text()}});
    }
  }

  /// The cell of a row that holds what was quoted; else its first filled cell.
  std::size_t column_of(std::size_t sheet, std::size_t row, const std::string& quote) const {
    const auto& cells = marked_.sheets[sheet].rows[row];
    const std::string wanted = without_blanks(quote);
    for (std::size_t column = 0; column < cells.size() && !wanted.empty(); ++column)
      if (without_blanks(cells[column].text) == wanted) return column;
    for (std::size_t column = 0; column < cells.size() && wanted.size() > 3; ++column)
      if (without_blanks(cells[column].text).find(wanted) != std::string::npos) return column;
    for (std::size_t column = 0; column < cells.size(); ++column)
      if (!cells[column].text.empty()) return column;
    return 0;
  }

  void put(std::size_t finding, std::size_t sheet, CellPlace place) {
    marked_.sheets[sheet].marks[place].push_back(finding);
    marked_.places[finding] =
        marked_.sheets[sheet].name + "!" + cell_name(place.first, place.second);
  }

  bool mark_row(std::size_t finding, std::pair<std::size_t, std::size_t> row) {
    put(finding, row.first,
        {row.second, column_of(row.first, row.second, checked_.findings[finding].quote)});
    return true;
  }

  bool mark_field(std::size_t finding, std::string field) {
    if (const auto row = rows_.find(field); row != rows_.end())
      return mark_row(finding, row->second);
    while (!field.empty()) {
      if (const auto found = fields_.find(field); found != fields_.end()) {
        put(finding, found->second.first, found->second.second);
        return true;
      }
      const std::size_t cut = field.find_last_of(".[");
      field = cut == std::string::npos || cut == 0 ? std::string() : field.substr(0, cut);
    }
    return false;
  }

  /// The importer's own findings name a part of the sheet their line stands in, indicators from 1.
  bool mark_in_block(std::size_t index, const Finding& finding) {
    const int line = finding.place.line;
    const auto block = std::ranges::find_if(
        blocks_, [&](const Block& one) { return line >= one.first_line && line <= one.last_line; });
    if (block == blocks_.end()) return false;
    std::string field = finding.place.field;
    if (const auto number = number_of(index_in(field, "indicators[")); number && *number > 0) {
      const std::size_t end = field.find(']');
      field = "indicators[" + std::to_string(*number - 1) + field.substr(end);
    }
    if (!field.empty() && mark_field(index, block->key + "." + field)) return true;
    put(index, block->sheet, {block->row, 0});
    return true;
  }

  void mark(std::size_t index) {
    const Finding& finding = checked_.findings[index];
    const std::string& field = finding.place.field;
    const bool is_named = field.starts_with("projects[") || field.starts_with("tables[");
    if (is_named && mark_field(index, field)) return;
    const int line = finding.place.line;
    if (line <= 0) return;
    if (const auto row = row_lines_.find(line); row != row_lines_.end()) {
      mark_row(index, row->second);
      return;
    }
    if (field.empty()) {
      const auto indicator = indicator_lines_.find(line);
      if (indicator != indicator_lines_.end()) {
        const auto [sheet, place] = indicator->second;
        mark_row(index, {sheet, place.first});
        return;
      }
    }
    mark_in_block(index, finding);
  }

  struct Block {
    std::string key;
    int first_line = 0;
    int last_line = 0;
    std::size_t sheet = 0;
    std::size_t row = 0;  ///< of its title
  };

  const CheckedDocument& checked_;
  MarkedDocument marked_;
  std::map<std::string, std::pair<std::size_t, CellPlace>> fields_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> rows_;
  std::map<int, std::pair<std::size_t, std::size_t>> row_lines_;
  std::map<int, std::pair<std::size_t, CellPlace>> indicator_lines_;
  std::vector<Block> blocks_;
};

}  // namespace

std::string cell_name(std::size_t row, std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters + std::to_string(row + 1);
}

MarkedDocument mark(const CheckedDocument& checked) {
  if (checked.unreadable) return {{}, std::vector<std::string>(checked.findings.size())};
  return Marker(checked).take();
}

}  // namespace budget::cli
