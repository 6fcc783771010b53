#include <gtest/gtest.h>

#include <cstdio>
#include <map>

#include "disclosure_checks.h"
#include "plugins/rules/disclosure_checks/small_disclosure.h"
#include "plugins/rules/expected_document.h"
#include "plugins/rules/rule_run.h"

namespace budget::tests {
namespace {

using disclosure::DisclosureChecks;

/// A document whose tables can be changed one by one.
class Mutated {
 public:
  explicit Mutated(const Json& payload) : payload_(payload) {
    for (const Json& table : payload["document"]["tables"].items())
      tables_.push_back(table);
  }
  [[nodiscard]] std::size_t tables() const { return tables_.size(); }
  [[nodiscard]] const Json& table(std::size_t index) const { return tables_[index]; }
  [[nodiscard]] const std::string& cell(std::size_t table, std::size_t row,
                                        std::size_t column) const {
    return tables_[table]["rows"].items()[row].items()[column].text();
  }
  [[nodiscard]] RuleRun with_cell(std::size_t table, std::size_t row, std::size_t column,
                                  const std::string& text) const {
    Json::Array rows = tables_[table]["rows"].items();
    Json::Array cells = rows[row].items();
    cells[column] = text;
    rows[row] = Json(cells);
    return with_rows(table, std::move(rows));
  }
  [[nodiscard]] RuleRun without_row(std::size_t table, std::size_t row) const {
    Json::Array rows = tables_[table]["rows"].items();
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row));
    return with_rows(table, std::move(rows));
  }
  [[nodiscard]] RuleRun with_rows(std::size_t table, Json::Array rows) const {
    Json::Array changed = tables_;
    Json one = changed[table];
    one.set("rows", Json(std::move(rows)));
    changed[table] = std::move(one);
    Json document = payload_["document"];
    document.set("tables", Json(std::move(changed)));
    Json payload = payload_;
    payload.set("document", std::move(document));
    return run_rule<DisclosureChecks>(payload);
  }

 private:
  Json payload_;
  Json::Array tables_;
};

bool is_amount(const std::string& text) {
  return text.find('.') != std::string::npos && Money::parse_wan(text);
}

std::string one_more(const std::string& wan) {
  return Money::from_fen(Money::parse_wan(wan)->fen() + 10'000).to_wan();
}

std::size_t findings(const RuleRun& run) {
  return run.report["findings"].items().size();
}

/// How many of the changes are seen, of all that were made.
struct Seen {
  int made = 0;
  int seen = 0;
  std::vector<std::string> missed;
  void note(bool is_seen, const std::string& what) {
    ++made;
    seen += is_seen ? 1 : 0;
    if (!is_seen) missed.push_back(what);
  }
  void print(const char* what) const {
    std::printf("  %-24s %d of %d\n", what, seen, made);
    for (const std::string& text : missed)
      std::printf("      not seen: %s\n", text.c_str());
  }
};

/// `step`: every so many, since each is a whole check.
Seen every_cell(const Mutated& document, std::size_t normal, std::size_t step = 1) {
  Seen seen;
  std::size_t count = 0;
  for (std::size_t table = 0; table < document.tables(); ++table) {
    const auto& rows = document.table(table)["rows"].items();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t column = 0; column < rows[row].items().size(); ++column) {
        const std::string& cell = document.cell(table, row, column);
        if (!is_amount(cell) || count++ % step != 0) continue;
        seen.note(findings(document.with_cell(table, row, column, one_more(cell))) > normal,
                  document.table(table)["title"].text() + " row " + std::to_string(row + 1) +
                      " column " + std::to_string(column) + " " + cell);
      }
    }
  }
  return seen;
}

Seen every_row(const Mutated& document, std::size_t normal, std::size_t step = 1) {
  Seen seen;
  std::size_t count = 0;
  for (std::size_t table = 0; table < document.tables(); ++table) {
    const auto& rows = document.table(table)["rows"].items();
    for (std::size_t row = 0; row + 1 < rows.size(); ++row) {
      if (count++ % step != 0) continue;
      seen.note(findings(document.without_row(table, row)) > normal,
                document.table(table)["title"].text() + " row " + std::to_string(row + 1));
    }
  }
  return seen;
}

/// Names of neighbouring rows change places.
Seen every_name(const Mutated& document, std::size_t normal, std::size_t step = 1) {
  Seen seen;
  std::size_t count = 0;
  for (std::size_t table = 0; table < document.tables(); ++table) {
    const auto& columns = document.table(table)["columns"].items();
    for (std::size_t column = 0; column < columns.size(); ++column) {
      if (columns[column].text().find("名称") == std::string::npos) continue;
      const auto& rows = document.table(table)["rows"].items();
      for (std::size_t row = 0; row + 1 < rows.size(); ++row) {
        Json::Array changed = rows;
        Json::Array a = changed[row].items();
        Json::Array b = changed[row + 1].items();
        if (a[column] == b[column] || count++ % step != 0) continue;
        std::swap(a[column], b[column]);
        changed[row] = Json(a);
        changed[row + 1] = Json(b);
        seen.note(findings(document.with_rows(table, std::move(changed))) > normal,
                  document.table(table)["title"].text() + " row " + std::to_string(row + 1));
      }
    }
  }
  return seen;
}

TEST(DisclosureMutation, EveryChangedCellRowAndNameOfASmallDisclosureIsSeen) {
  const Json payload = small_disclosure();
  const RuleRun clean = run_rule<DisclosureChecks>(payload);
  ASSERT_EQ(findings(clean), 0) << clean.report.to_text();
  const Mutated document(payload);

  const Seen cells = every_cell(document, 0);
  const Seen rows = every_row(document, 0);
  const Seen names = every_name(document, 0);

  cells.print("cells by 0.01");
  rows.print("rows dropped");
  names.print("names swapped");
  EXPECT_EQ(cells.seen, cells.made);
  EXPECT_EQ(rows.seen, rows.made);
  EXPECT_EQ(names.seen, names.made);
}

TEST(DisclosureMutation, AnyChangedCellRowOrNameOfARealDisclosureIsSeen) {
  if (!std::filesystem::exists(kExpected / "001.json"))
    GTEST_SKIP() << "the transcribed documents are not here: " << kExpected;
  const Json payload = payload_of(read_expected("001"));
  const std::size_t normal = findings(run_rule<DisclosureChecks>(payload));
  const Mutated document(payload);

  const Seen cells = every_cell(document, normal, 11);
  const Seen rows = every_row(document, normal, 7);
  const Seen names = every_name(document, normal, 7);

  cells.print("cells by 0.01");
  rows.print("rows dropped");
  names.print("names swapped");
  EXPECT_EQ(cells.seen, cells.made);
  EXPECT_EQ(rows.seen, rows.made);
  EXPECT_EQ(names.seen, names.made);
}

/// Each figure of the real narrative, changed in its last digit.
TEST(DisclosureMutation, EveryChangedFigureOfARealNarrativeIsSeen) {
  if (!std::filesystem::exists(kExpected / "001.json"))
    GTEST_SKIP() << "the transcribed documents are not here: " << kExpected;
  const Json payload = payload_of(read_expected("001"));
  const RuleRun clean = run_rule<DisclosureChecks>(payload);
  const std::size_t normal = findings(clean);
  Seen seen;
  const auto& sections = payload["document"]["sections"].items();
  for (std::size_t s = 0; s < sections.size(); ++s) {
    if (s == 4) continue;  // 绩效信息 has no figures of the tables
    const auto& paragraphs = sections[s]["paragraphs"].items();
    for (std::size_t p = 0; p < paragraphs.size(); ++p) {
      const std::string& text = paragraphs[p]["text"].text();
      for (std::size_t at = text.find("万元"); at != std::string::npos;
           at = text.find("万元", at + 1)) {
        if (at == 0 || text[at - 1] < '0' || text[at - 1] > '9') continue;
        std::string changed = text;
        changed[at - 1] = changed[at - 1] == '9' ? '8' : static_cast<char>(changed[at - 1] + 1);
        Json::Array new_paragraphs = paragraphs;
        new_paragraphs[p].set("text", changed);
        Json::Array new_sections = sections;
        new_sections[s].set("paragraphs", Json(new_paragraphs));
        Json document = payload["document"];
        document.set("sections", Json(new_sections));
        Json mutated = payload;
        mutated.set("document", std::move(document));
        seen.note(findings(run_rule<DisclosureChecks>(mutated)) > normal,
                  text.substr(at > 60 ? at - 60 : 0, 66));
      }
    }
  }
  seen.print("figures of the text");
  EXPECT_GE(seen.seen + 1, seen.made);  // what is to be bought this year stands in no table
}

}  // namespace
}  // namespace budget::tests
