#include "store/verify/table_comparison.h"

#include <compare>

#include <sqlite3.h>

namespace budget {
namespace {

/// Numbers come before texts, as SQLite sorts them; texts by their bytes.
std::strong_ordering compare(const Rows& a, const Rows& b, int column) {
  const bool a_is_number = a.storage_class(column) == SQLITE_INTEGER;
  const bool b_is_number = b.storage_class(column) == SQLITE_INTEGER;
  if (a_is_number && b_is_number) return a.integer(column) <=> b.integer(column);
  if (a_is_number != b_is_number)
    return a_is_number ? std::strong_ordering::less : std::strong_ordering::greater;
  return a.text(column) <=> b.text(column);
}

bool same(const Rows& a, const Rows& b, int column) {
  return a.storage_class(column) == b.storage_class(column) && compare(a, b, column) == 0;
}

std::string shown(const Rows& rows, int column) {
  constexpr std::size_t kLongest = 80;
  switch (rows.storage_class(column)) {
    case SQLITE_NULL:
      return "nothing";
    case SQLITE_INTEGER:
      return std::to_string(rows.integer(column));
    default:
      break;
  }
  const std::string_view text = rows.text(column);
  return "\"" + std::string(text.substr(0, kLongest)) + (text.size() > kLongest ? "…\"" : "\"");
}

/// One table of both databases, side by side.
class TableComparison {
 public:
  TableComparison(std::string table, Rows actual, Rows expected, int keys, Findings& findings)
      : table_(std::move(table)),
        actual_(std::move(actual)),
        expected_(std::move(expected)),
        keys_(keys),
        findings_(findings) {}

  void run() {
    bool is = actual_.next();
    bool should = expected_.next();
    while (is || should) {
      const auto order = !is ? std::strong_ordering::greater
                             : (!should ? std::strong_ordering::less : order_of_keys());
      if (order < 0) {
        add(Tampering::row_unexpected, actual_, "the log does not know this row");
      } else if (order > 0) {
        add(Tampering::row_missing, expected_,
            "the log says this row should be here, but it is not");
      } else {
        compare_columns();
      }
      if (order <= 0) is = actual_.next();
      if (order >= 0) should = expected_.next();
    }
  }

 private:
  std::strong_ordering order_of_keys() const {
    for (int column = 0; column < keys_; ++column) {
      const auto order = compare(actual_, expected_, column);
      if (order != 0) return order;
    }
    return std::strong_ordering::equal;
  }

  void compare_columns() {
    std::string differences;
    for (int column = keys_; column < expected_.columns(); ++column) {
      if (same(actual_, expected_, column)) continue;
      differences += (differences.empty() ? "" : "; ") +
                     std::string(expected_.column_name(column)) + " should be " +
                     shown(expected_, column) + " but is " + shown(actual_, column);
    }
    if (!differences.empty()) add(Tampering::row_changed, actual_, differences);
  }

  void add(Tampering what, const Rows& rows, std::string message) {
    std::string key;
    for (int column = 0; column < keys_; ++column) {
      key += (column > 0 ? "/" : "") + rows.string(column);
    }
    findings_.add({what, table_, std::move(key), EventSeq(), std::move(message)});
  }

  std::string table_;
  Rows actual_;
  Rows expected_;
  int keys_;
  Findings& findings_;
};

/// The columns of a table, those of its key first, and how many these are.
struct Columns {
  std::string all;
  std::string key;
  int keys = 0;
};

Columns columns_of(Database& expected, const std::string& table) {
  Columns columns;
  Statement statement =
      expected.prepare("SELECT name, pk FROM pragma_table_info(?1) ORDER BY pk = 0, pk, cid");
  Rows rows = statement.query(table);
  while (rows.next()) {
    columns.all += (columns.all.empty() ? "" : ", ") + rows.string(0);
    if (rows.integer(1) == 0) continue;
    columns.key = columns.all;
    ++columns.keys;
  }
  return columns;
}

}  // namespace

std::vector<std::string> projected_tables(Database& expected) {
  std::vector<std::string> tables;
  Statement statement = expected.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
      "AND name NOT IN ('events', 'payments', 'payment_rejects', 'migrations') ORDER BY name");
  Rows rows = statement.query();
  while (rows.next())
    tables.push_back(rows.string(0));
  return tables;
}

void compare_table(Database& database, Database& expected, const std::string& table,
                   Findings& findings) {
  const Columns columns = columns_of(expected, table);
  const std::string sql = "SELECT " + columns.all + " FROM " + table + " ORDER BY " + columns.key;
  Statement actual_rows = database.prepare(sql);
  Statement expected_rows = expected.prepare(sql);
  TableComparison(table, actual_rows.query(), expected_rows.query(), columns.keys, findings).run();
}

void compare_schema(Database& database, Database& expected, Findings& findings) {
  constexpr char kSchema[] =
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' "
      "ORDER BY type, name";
  Statement actual_rows = database.prepare(kSchema);
  Statement expected_rows = expected.prepare(kSchema);
  VerifyReport differences;
  Findings inner(differences, 100);
  TableComparison("sqlite_schema", actual_rows.query(), expected_rows.query(), 2, inner).run();
  for (Discrepancy& difference : differences.discrepancies) {
    difference.what = Tampering::schema_changed;
    findings.add(std::move(difference));
  }
}

}  // namespace budget
