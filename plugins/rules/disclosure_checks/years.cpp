#include "years.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "columns.h"

namespace budget::disclosure {
namespace {

using IsKept = std::function<bool(std::size_t column)>;

template <typename List>
List kept_of(const List& all, const IsKept& is_kept) {
  List kept;
  for (std::size_t at = 0; at < all.size(); ++at)
    if (is_kept(at)) kept.push_back(all[at]);
  return kept;
}

/// `table` with these columns alone.
Table with_columns(const Table& table, const IsKept& is_kept) {
  Table part = table;
  part.columns = kept_of(table.columns, is_kept);
  part.column_numbers.clear();  // they count the printed columns
  for (Row& row : part.rows)
    row.cells = kept_of(row.cells, is_kept);
  return part;
}

/// Where each of the parts begins that a lost heading told apart: at the first heading of money
/// that comes again. Not where words stand between the two: those are panels side by side.
std::vector<std::size_t> equal_heads(const Table& table) {
  std::map<std::string_view, std::vector<std::size_t>> places;
  std::vector<std::size_t> first;
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    const std::string& head = table.columns[at];
    if (holds_words(head)) {
      places.clear();
    } else if (holds_money(head) && !head.empty()) {
      std::vector<std::size_t>& same = places[head];
      same.push_back(at);
      if (same.size() > 1 && (first.empty() || same.front() <= first.front())) first = same;
    }
  }
  return first;
}

YearsOfTable parts_of(Table table, const std::vector<std::size_t>& totals) {
  YearsOfTable years;
  for (std::size_t part = 0; part < totals.size(); ++part) {
    const std::size_t begin = totals[part];
    const std::size_t end = part + 1 < totals.size() ? totals[part + 1] : table.columns.size();
    years.others.push_back(with_columns(table, [&](std::size_t column) {
      return column < totals.front() || (column >= begin && column < end);
    }));
  }
  table.is_year_unclear = true;
  years.own = std::move(table);
  return years;
}

}  // namespace

YearsOfTable years_of(Table table, int fiscal_year) {
  const std::size_t columns = table.columns.size();
  std::vector<int> said(columns, 0);
  std::set<int> others;
  bool has_own = false;
  for (std::size_t at = 0; at < columns; ++at) {
    if (!holds_money(table.columns[at])) continue;
    said[at] = year_said(table.columns[at], fiscal_year);
    if (said[at] == 0 || said[at] == fiscal_year) {
      has_own = true;
    } else {
      others.insert(said[at]);
    }
  }
  // One other year alone is a heading nobody changed: C42 says so.
  if (fiscal_year == 0 || (!has_own && others.size() == 1)) return {std::move(table), {}};
  if (others.empty()) {
    const auto totals = equal_heads(table);
    if (!totals.empty()) return parts_of(std::move(table), totals);
    return {std::move(table), {}};
  }
  YearsOfTable years;
  const auto of = [&](int year) {
    return [&said, year](std::size_t column) {
      return column >= said.size() || said[column] == year || said[column] == 0;
    };
  };
  years.own = has_own ? with_columns(table, of(fiscal_year)) : table;
  years.own.is_year_unclear = !has_own;
  for (const int year : others) {
    years.others.push_back(with_columns(table, [&](std::size_t column) {
      return column < columns && (said[column] == year || holds_words(table.columns[column]));
    }));
  }
  return years;
}

}  // namespace budget::disclosure
