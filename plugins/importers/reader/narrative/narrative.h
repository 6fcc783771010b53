#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "reader/reading.h"

namespace budget::reader {

/// Takes the lines outside tables and goal sheets: the cover, the table of contents, the nine
/// sections, the department's goals.
class Narrative {
 public:
  explicit Narrative(Reading& reading) : reading_(reading) {}

  /// A heading: the lines below belong to it.
  void open(std::size_t at);
  /// A line of text; false when no heading stands above it and it is none of the cover's.
  bool take(std::size_t at);
  /// The table of contents from its title on. Returns the first row behind it.
  [[nodiscard]] std::size_t read_contents(std::size_t at);
  /// The line above a table is its title, no paragraph.
  void give_back(std::size_t at);
  /// A heading or table was met: what comes now is no cover.
  void leave_cover() { place_ = place_ == In::cover ? In::nowhere : place_; }
  /// Behind goal sheets a line belongs to no heading above them.
  void leave_text() { place_ = In::nowhere; }

 private:
  enum class In { cover, nowhere, section, overall, goals, safeguards };
  void take_part_goal(const ReadText& text);

  Reading& reading_;
  In place_ = In::cover;
  std::string part_;  ///< the heading 第一部分 …
};

}  // namespace budget::reader
