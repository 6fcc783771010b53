#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>

#include <budget/result.h>

#include "memory_files.h"
#include "page/table.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace budget::xlsx {

/// How a cell looks. Equal looks share one format of the workbook.
struct Look {
  page::Align align = page::Align::left;
  int size = 10;  ///< points
  bool is_bold = false;
  bool is_framed = false;
  bool is_wrapped = true;
  bool is_link = false;
  int decimals = -1;  ///< of a number; -1: text
  bool is_percent = false;
  friend auto operator<=>(const Look&, const Look&) = default;
};

/// A workbook being made in memory. No time of making goes into it.
class Workbook {
 public:
  /// Errors: unavailable when there is no memory for it.
  [[nodiscard]] static Result<Workbook> create(const std::string& title, std::string font);
  Workbook(Workbook&& other) noexcept;
  Workbook& operator=(Workbook&&) = delete;
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  ~Workbook();

  /// Errors: invalid_input when the workbook takes no more sheets.
  [[nodiscard]] Result<lxw_worksheet*> add_sheet(const std::string& name);
  [[nodiscard]] lxw_format* format(const Look& look);
  /// The file's bytes; nothing can be added afterwards. Errors: internal, too_large.
  [[nodiscard]] Result<std::string> take();

 private:
  Workbook(int file, lxw_workbook* book, std::string font);

  int file_ = -1;  ///< in memory; what the library writes to when it goes past memory_files.h
  lxw_workbook* book_ = nullptr;
  std::string font_;
  std::map<Look, lxw_format*> formats_;
};

/// A name a workbook allows: at most 31 characters, none of []:*?/\, not yet used.
[[nodiscard]] std::string sheet_name(const std::string& wished, std::set<std::string>& used);

}  // namespace budget::xlsx
