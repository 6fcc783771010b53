#include "engine/publication/sums.h"

#include <algorithm>

#include "engine/publication/page_blocks.h"

namespace budget {
namespace {

class Adding {
 public:
  Adding(const PrintedTable& table, std::vector<Finding>& findings)
      : table_(table), findings_(findings) {}

  Sums run() {
    if (table_.layout == nullptr || table_.rows.empty()) return {};
    if (!table_.layout->code_column.empty()) add_codes();
    for (const RowTotal& total : table_.layout->totals)
      add_total(total);
    for (const ColumnSum& sum : table_.layout->sums)
      add_columns(sum);
    return std::move(sums_);
  }

 private:
  /// Keeps a sum of cells; blanks count as nothing and are left out.
  void keep(TableSpot total, const std::vector<TableSpot>& of) {
    const auto amount = amount_in(table_.rows[total.first][total.second]);
    if (!amount || sums_.contains(total)) return;
    std::int64_t added = 0;
    std::vector<TableSpot> spots;
    for (const TableSpot& spot : of) {
      const auto part = amount_in(table_.rows[spot.first][spot.second]);
      if (!part) continue;
      if (__builtin_add_overflow(added, *part, &added)) return;
      spots.push_back(spot);
    }
    if (spots.empty()) return;
    if (added == *amount) {
      sums_.emplace(total, std::move(spots));
      return;
    }
    findings_.push_back({.rule = RuleId("publish.sum_differs"),
                         .level = FindingLevel::warning,
                         .place = {},
                         .message = "表" + std::to_string(table_.number) + "第" +
                                    std::to_string(total.first + 1) + "行“" +
                                    table_.columns[total.second] + "”不等于各分项之和",
                         .quote = table_.rows[total.first][total.second],
                         .treatment = "按文件的数字印出，不写成公式"});
  }

  void add_codes() {
    const auto column = table_.column(table_.layout->code_column);
    if (!column) return;
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      const std::string& code = table_.rows[r][*column];
      const std::vector<std::size_t> below = children(r, code, *column);
      if (below.empty()) continue;
      for (std::size_t c = *column + 1; c < table_.columns.size(); ++c) {
        if (!table_.is_amount(c)) continue;
        std::vector<TableSpot> spots;
        for (const std::size_t row : below)
          spots.emplace_back(row, c);
        keep({r, c}, spots);
      }
    }
  }

  /// Rows one step below a code: those that begin with it and with no other row's longer code.
  /// Below the total, which has no code, the shortest ones.
  std::vector<std::size_t> children(std::size_t row, const std::string& code,
                                    std::size_t column) const {
    std::size_t shortest = 0;
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      const std::string& each = table_.rows[r][column];
      const bool is_below = r != row && each.size() > code.size() && each.starts_with(code);
      if (is_below && (shortest == 0 || each.size() < shortest)) shortest = each.size();
    }
    std::vector<std::size_t> rows;
    for (std::size_t r = 0; shortest > 0 && r < table_.rows.size(); ++r) {
      const std::string& each = table_.rows[r][column];
      if (r != row && each.size() == shortest && each.starts_with(code)) rows.push_back(r);
    }
    return rows;
  }

  void add_total(const RowTotal& total) {
    const auto item = table_.column(total.item);
    if (!item) return;
    const std::size_t end = side_end(*item);
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      if (folded(table_.rows[r][*item]) != folded(total.total)) continue;
      const std::vector<std::size_t> rows =
          total.of_numbered_above ? numbered_above(r, *item) : named(total.of, *item);
      for (std::size_t c = *item + 1; c < end; ++c) {
        std::vector<TableSpot> spots;
        for (const std::size_t row : rows)
          spots.emplace_back(row, c);
        keep({r, c}, spots);
      }
    }
  }

  /// Where the next item column begins.
  std::size_t side_end(std::size_t item) const {
    for (const TableSide& side : table_.layout->sides) {
      const auto other = table_.column(side.item);
      if (other && *other > item) return *other;
    }
    return table_.columns.size();
  }

  std::vector<std::size_t> numbered_above(std::size_t row, std::size_t item) const {
    std::vector<std::size_t> rows;
    for (std::size_t r = row; r > 0; --r) {
      const std::string& name = table_.rows[r - 1][item];
      if (starts_numbered(name)) {
        rows.push_back(r - 1);
      } else if (!name.empty()) {
        break;
      }
    }
    std::ranges::reverse(rows);
    return rows;
  }

  std::vector<std::size_t> named(const std::vector<std::string>& names, std::size_t item) const {
    std::vector<std::size_t> rows;
    for (const std::string& name : names) {
      // A name twice on a side: the later one, below the lines.
      for (std::size_t r = table_.rows.size(); r > 0; --r) {
        if (folded(table_.rows[r - 1][item]) != folded(name)) continue;
        rows.push_back(r - 1);
        break;
      }
    }
    return rows.size() == names.size() ? rows : std::vector<std::size_t>{};
  }

  void add_columns(const ColumnSum& sum) {
    const auto total = table_.column(sum.total);
    if (!total) return;
    std::vector<std::size_t> columns;
    for (const std::string& name : sum.of) {
      const auto column = table_.column(name);
      if (!column) return;
      columns.push_back(*column);
    }
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      std::vector<TableSpot> spots;
      for (const std::size_t column : columns)
        spots.emplace_back(r, column);
      keep({r, *total}, spots);
    }
  }

  const PrintedTable& table_;
  std::vector<Finding>& findings_;
  Sums sums_;
};

}  // namespace

Sums sums_of(const PrintedTable& table, std::vector<Finding>& findings) {
  return Adding(table, findings).run();
}

}  // namespace budget
