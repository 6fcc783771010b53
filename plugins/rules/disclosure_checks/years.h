#pragma once

#include <vector>

#include "document.h"

namespace budget::disclosure {

/// A printed table by the years of its columns (2025年预算数 beside 2026年预算数).
struct YearsOfTable {
  Table own;                  ///< the document's year; all of it where the columns say no other
  std::vector<Table> others;  ///< one for each other year, with the same rows
};

/// Columns of names stand in each. Where the headings of the years were lost (合计 comes twice), no
/// part can be told to be the document's: `own` is the whole and marked so, `others` its parts.
[[nodiscard]] YearsOfTable years_of(Table table, int fiscal_year);

}  // namespace budget::disclosure
