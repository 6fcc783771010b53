#pragma once

#include <istream>
#include <string>
#include <vector>

#include <budget/finding.h>
#include <boost/json/value.hpp>

namespace budget::cli {

/// A CSV file of sheets, as `monitoring template` and `evaluation template` write it and people
/// fill it in with a spreadsheet: UTF-8 or GB18030, one line for the project as a whole (序号 0)
/// and one for each indicator.
struct SheetFile {
  boost::json::array sheets;     ///< as POST /v1/instances/{id}/sheets/{month} takes them
  std::vector<int> sheet_lines;  ///< line of each project's row, or of its first
  std::vector<std::vector<int>> line_lines;  ///< line of each of its indicators
  std::vector<Finding> findings;             ///< with line and column
};

enum class SheetForm { monitoring, evaluation };

[[nodiscard]] SheetFile read_sheet_file(std::istream& input, const std::string& name,
                                        SheetForm form);

/// The file for sheets as GET /v1/instances/{id}/sheets/{month} gives them, with a byte order mark
/// so that spreadsheets know its encoding.
[[nodiscard]] std::string sheet_template(const boost::json::array& sheets, SheetForm form);

/// What the daemon said of "sheets[1].lines[2].actual", with the line of the file it stands in.
[[nodiscard]] Finding placed(Finding finding, const SheetFile& file, const std::string& name);

}  // namespace budget::cli
