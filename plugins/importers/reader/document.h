#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/money.h>

#include "reader/bytes/encoding.h"
#include "reader/bytes/format.h"

namespace budget::reader {

/// Where something stands: lines from 1 for text, the running row for Word, and the cell ("C17",
/// with the sheet's name before it) for a workbook.
struct Source {
  int line = 0;
  int last_line = 0;
  std::string cell{};
};

/// A value as read, tidied of blanks and markup, and as printed.
struct ReadText {
  std::string text;
  std::string printed;
  Source source;
  [[nodiscard]] bool empty() const { return text.empty(); }
};

/// An amount. `amount` is empty when the cell is blank or no number.
struct ReadMoney {
  std::optional<Money> amount;
  ReadText value;  ///< text: digits without blanks, in the sheet's unit
};

/// What the cells of a plan hold.
enum class PlanUnit { unknown, amount, percent };

/// One month's end in a plan, cumulative.
struct ReadPlanNode {
  int month = 0;  ///< 1–12
  ReadText value;
  std::optional<Money> cumulative;  ///< exact; empty for a blank, and where 分 cannot hold it
  std::string cumulative_wan;       ///< the exact 万元 figure, also beyond 分
};

struct ReadPlan {
  ReadText label;
  PlanUnit unit = PlanUnit::unknown;
  std::vector<ReadPlanNode> nodes;  ///< in printed order
  Source source;                    ///< of the values
};

struct ReadGoal {
  int number = 0;  ///< as printed; 0 when not numbered
  std::string text;
  std::string clean;  ///< without the placeholder 目标内容1
};

/// How an actual value is held against the target.
enum class ReadComparator { missing, at_least, at_most, equal, above, below, qualitative };
enum class ValueKind { plain, deadline, text };

/// The literal reading of an indicator's value cell.
struct ReadValue {
  ReadText cell;
  ReadComparator comparator = ReadComparator::missing;
  bool comparator_printed = false;  ///< false: a bare number, read as =
  std::string number;               ///< decimal digits; empty when none can be read
  std::string unit;                 ///< as printed, without blanks
  std::string unit_norm;            ///< 百分率 → %, 万 → 万元, 人数 → 人
  ValueKind kind = ValueKind::plain;
  bool ambiguous = false;  ///< words with numbers among them
  bool suspect = false;    ///< printed twice, or a default glued on
  std::string likely;      ///< what was probably meant; only with suspect
};

struct ReadIndicator {
  int number = 0;  ///< from 1 in its sheet
  Source source;
  std::string level1;  ///< filled down
  bool level1_printed = false;
  std::string level2;  ///< filled down
  bool level2_printed = false;
  std::string level3;
  std::string description;
  ReadValue value;
  std::string basis;
  std::string weight;
  std::vector<std::string> missing;  ///< names of columns whose cell is not there
};

/// A label we have no field for, and its value: 项目负责人, 起止时间 …
struct ReadField {
  std::string label;
  ReadText value;
};

/// A goal sheet (绩效目标表) of a project, or of the whole department.
struct ReadProject {
  std::string section;  ///< the headings above it
  std::string sequence;
  int fiscal_year = 0;  ///< of the part it stands in, where that is not the document's
  ReadText title;       ///< the heading; text: the name in it
  ReadText name;
  ReadText unit;
  std::string unit_code;
  std::string unit_name;
  ReadText code;
  ReadMoney budget;
  ReadMoney fiscal;
  ReadMoney other;
  std::string money_unit = "万元";
  bool money_unit_printed = false;  ///< on the sheet; false: 万元 is an assumption
  ReadText purpose;
  std::optional<ReadPlan> plan;
  ReadText goals_text;
  int goals_column = 0;  ///< of the goals' text in its row, from 0
  std::vector<ReadGoal> goals;
  std::vector<ReadIndicator> indicators;
  std::vector<ReadField> other_fields;  ///< in printed order
  Source source;
};

/// A cell put together from two pages whose literal text is probably not what was meant.
struct Correction {
  std::size_t row = 0;
  std::size_t column = 0;
  std::string literal;
  std::string likely;
};

/// One of the nine disclosure tables (number 1–9), or another table (0).
struct ReadTable {
  int number = 0;
  ReadText title;
  std::string money_unit = "万元";
  std::vector<std::string> columns;  ///< group and column joined by /
  std::vector<std::vector<std::string>> header_rows;
  std::vector<std::string> column_numbers;     ///< the 栏次 row
  std::vector<std::vector<std::string>> rows;  ///< as many cells as columns, without blanks
  std::vector<std::vector<int>> row_lines;     ///< the lines each row was put together from
  std::string note;
  int fiscal_year = 0;          ///< printed above it; 0: not
  std::string department_code;  ///< the same
  bool empty = false;
  int pages = 1;
  std::vector<Correction> corrections;
  Source source;
};

/// A number with its unit in the narrative, and the words before it.
struct ReadFigure {
  std::string label;
  std::string number;
  std::string unit;  ///< 万元, 元, %, 平方米 …
  int line = 0;
};

/// A part of the narrative under its heading.
struct ReadSection {
  int number = 0;    ///< of the nine, 0 for others
  std::string kind;  ///< duties, overview, running_costs, three_public …
  ReadText heading;
  std::vector<ReadText> paragraphs;
  std::vector<ReadFigure> figures;
  Source source;
};

struct ReadContentsEntry {
  std::string sequence;
  std::string name;
  std::string page;
  bool is_goal_sheet = false;
  int line = 0;
};

struct ReadUnit {
  std::string code;
  std::string name;
  int projects = 0;
};

/// 总体绩效目标, 分项绩效目标, 工作保障措施.
struct DepartmentGoal {
  std::string title;
  std::string goal;
  std::string indicators;
  std::vector<ReadText> paragraphs;
};
struct DepartmentPart {
  std::vector<ReadText> overall;
  std::vector<DepartmentGoal> goals;
  std::vector<ReadText> safeguards;
};

/// A finding of the reader and every line it was seen on.
struct Observation {
  Finding finding;
  std::vector<int> lines;
};

struct UnclaimedLine {
  int line = 0;
  std::string text;
  std::size_t characters = 0;
};

enum class DocumentKind { other, performance_text, budget_disclosure };

/// A document as it was printed. Nothing in it is corrected.
struct ReadDocument {
  std::string file_name;
  Format format = Format::text;
  Encoding encoding = Encoding::utf8;
  DocumentKind kind = DocumentKind::other;
  ReadText title;
  int fiscal_year = 0;  ///< 0: not printed anywhere
  std::string fiscal_year_evidence;
  std::string department_code;  ///< three digits, as printed; empty when only units have codes
  std::string department_code_derived;
  ReadText department_name;
  std::string money_unit = "万元";
  bool money_unit_printed = false;  ///< above all tables and sheets
  std::vector<ReadUnit> units;
  std::vector<ReadContentsEntry> contents;
  DepartmentPart department;
  std::vector<ReadProject> projects;
  std::vector<ReadProject> department_sheets;
  std::vector<ReadTable> tables;        ///< of the nine, in printed order
  std::vector<ReadTable> other_tables;  ///< institutions, procurement, assets …
  std::vector<ReadSection> sections;
  std::vector<Observation> findings;
  std::vector<UnclaimedLine> unclaimed;
  std::size_t characters = 0;  ///< of the whole file, blanks not counted
  std::size_t characters_accounted = 0;
  int lines = 0;
};

[[nodiscard]] const char* name_of(PlanUnit unit) noexcept;
/// ">=", "<=", "=", ">", "<", "qualitative"; "" when missing.
[[nodiscard]] const char* name_of(ReadComparator comparator) noexcept;
[[nodiscard]] const char* name_of(ValueKind kind) noexcept;
[[nodiscard]] const char* name_of(DocumentKind kind) noexcept;

}  // namespace budget::reader
