#include "config/layout_file.h"

#include <algorithm>

#include "config/load_file.h"
#include "config/months.h"
#include "config/text_file.h"
#include "config/toml_reader.h"

namespace budget {
namespace {

constexpr Range kTables = {1, 9};
constexpr Range kSections = {1, 9};
constexpr Range kShares = {1, 1000};
constexpr std::size_t kSheetColumns = 7;

void check_count(TableReader& table, const char* key, std::size_t there, std::size_t wanted) {
  if (there == wanted || table.source().has_finding_in(table.field_of(key))) return;
  table.report("config.value", key,
               "expected " + std::to_string(wanted) +
                   " of them, one for each column, but there are " + std::to_string(there));
}

TableSide read_side(TableReader& table) {
  TableSide side;
  side.item = table.filled_text("item");
  side.lines = table.texts("lines");
  table.tables_if_any("later", [&](TableReader& t) {
    side.later.push_back({t.integer("from_year", kFiscalYears), t.filled_text("line")});
  });
  side.tail = table.texts_if_any("tail");
  return side;
}

RowTotal read_total(TableReader& table) {
  RowTotal total;
  total.item = table.filled_text("item");
  total.total = table.filled_text("total");
  total.of_numbered_above = table.flag_or("of_numbered_above", false);
  total.of = table.texts_if_any("of");
  if (total.of_numbered_above != total.of.empty()) {
    table.report("config.value", "of",
                 "expected either of or of_numbered_above = true, but there is " +
                     std::string(total.of.empty() ? "neither" : "both"));
  }
  return total;
}

TableLayout read_table(TableReader& table) {
  TableLayout layout;
  layout.number = table.integer("number", kTables);
  layout.title = table.filled_text("title");
  layout.sheet = table.text_or("sheet", "表" + std::to_string(layout.number));
  layout.is_landscape = table.flag_or("landscape", false);
  layout.columns = table.texts("columns");
  layout.column_numbers = table.texts_if_any("column_numbers");
  if (!layout.column_numbers.empty())
    check_count(table, "column_numbers", layout.column_numbers.size(), layout.columns.size());
  layout.widths = table.integers("widths", kShares);
  check_count(table, "widths", layout.widths.size(), layout.columns.size());
  layout.empty_note = table.filled_text("empty_note");
  layout.code_column = table.text_or("code_column", "");
  table.tables_if_any("sides", [&](TableReader& t) { layout.sides.push_back(read_side(t)); });
  table.tables_if_any("totals", [&](TableReader& t) { layout.totals.push_back(read_total(t)); });
  table.tables_if_any("sums", [&](TableReader& t) {
    layout.sums.push_back({t.filled_text("total"), t.texts("of")});
  });
  const auto is_column = [&](const std::string& name) {
    return std::ranges::find(layout.columns, name) != layout.columns.end();
  };
  const auto must_be = [&](const std::string& name, const char* key) {
    if (name.empty() || is_column(name)) return;
    table.report("config.reference", key,
                 "expected one of this table's columns, but there is \"" + name + "\"", name);
  };
  must_be(layout.code_column, "code_column");
  for (const TableSide& side : layout.sides)
    must_be(side.item, "sides");
  for (const RowTotal& total : layout.totals)
    must_be(total.item, "totals");
  for (const ColumnSum& sum : layout.sums) {
    must_be(sum.total, "sums");
    for (const std::string& part : sum.of)
      must_be(part, "sums");
  }
  return layout;
}

FigureLayout read_figure(TableReader& table) {
  FigureLayout figure;
  figure.id = table.filled_text("id");
  figure.section = table.integer("section", kSections);
  figure.words = table.texts("words");
  figure.not_words = table.texts_if_any("not_words");
  figure.table = table.integer("table", kTables);
  figure.row = table.filled_text("row");
  figure.column = table.filled_text("column");
  return figure;
}

void check_references(TableReader& root, const Layout& layout) {
  for (const FigureLayout& figure : layout.figures) {
    const auto table = std::ranges::find(layout.tables, figure.table, &TableLayout::number);
    const bool is_there = table != layout.tables.end() &&
                          std::ranges::find(table->columns, figure.column) != table->columns.end();
    if (is_there || layout.tables.empty()) continue;
    root.report("config.reference", "figures",
                "expected figure " + figure.id + " to name a column of table " +
                    std::to_string(figure.table) + ", but there is \"" + figure.column + "\"",
                figure.column);
  }
}

void read_whole(TableReader& root, Layout& layout) {
  layout.id = root.filled_text("id");
  layout.title = root.filled_text("title");
  layout.region = root.text("region");
  layout.valid_from = root.integer("valid_from", kFiscalYears);
  if (root.asks("valid_to")) layout.valid_to = root.integer("valid_to", kFiscalYears);
  layout.disclosure_title = root.filled_text("disclosure_title");
  layout.performance_title = root.filled_text("performance_title");
  layout.tables_title = root.filled_text("tables_title");
  layout.narrative_title = root.filled_text("narrative_title");
  layout.narrative_entry = root.filled_text("narrative_entry");
  root.tables("tables", [&](TableReader& t) { layout.tables.push_back(read_table(t)); });
  root.tables_if_any("other_tables", [&](TableReader& t) {
    layout.other_tables.push_back(
        {t.filled_text("word"), t.integer("section", kSections), t.flag_or("shows_unit", false)});
  });
  root.tables("sections", [&](TableReader& t) {
    layout.sections.push_back(
        {t.integer("number", kSections), t.filled_text("heading"), t.texts_if_any("paragraphs")});
  });
  root.tables_if_any("figures", [&](TableReader& t) { layout.figures.push_back(read_figure(t)); });
  root.table("goal_sheet", [&](TableReader& t) {
    layout.goal_sheet.plan_label = t.filled_text("plan_label");
    layout.goal_sheet.months = read_months(t, "months");
    layout.goal_sheet.widths = t.integers("widths", kShares);
    check_count(t, "widths", layout.goal_sheet.widths.size(), kSheetColumns);
  });
  check_references(root, layout);
}

}  // namespace

Loaded<Layout> read_layout(std::string_view text, std::string file) {
  Loaded<Layout> loaded{.value = {}, .report = SourceReport(std::move(file))};
  read_toml(text, loaded.report, [&](TableReader& root) { read_whole(root, loaded.value); });
  return loaded;
}

Loaded<Layout> load_layout_file(const std::filesystem::path& path) {
  return load_file<Layout>(path, read_layout);
}

Layouts load_layouts(const std::filesystem::path& folder) {
  Layouts all;
  const auto files = list_toml_files(folder);
  if (!files) {
    Finding finding;
    finding.rule = RuleId("config.file");
    finding.place.file = folder.string();
    finding.message = files.error().message;
    all.findings.push_back(std::move(finding));
    return all;
  }
  for (const auto& file : *files) {
    Loaded<Layout> loaded = load_layout_file(file);
    const bool is_usable = !loaded.report.has_errors();
    for (Finding& finding : loaded.report.findings())
      all.findings.push_back(std::move(finding));
    if (is_usable) all.layouts.push_back(std::move(loaded.value));
  }
  return all;
}

}  // namespace budget
