#include "reader/disclosure/names.h"

#include <algorithm>
#include <map>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {}  // namespace

void compare_names(Reading& reading) {
  struct Named {
    std::string name;
    std::size_t table = 0;
    int line = 0;
  };
  std::map<std::string, std::vector<Named>> names;
  const auto& tables = reading.document.tables;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const ReadTable& table = tables[t];
    std::size_t code = kNone;
    std::size_t name = kNone;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].ends_with("编码")) code = i;
      if (table.columns[i].ends_with("名称")) name = i;
    }
    if (code == kNone || name == kNone) continue;
    const bool economic = contains(table.columns[code], "经济");
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const auto& row = table.rows[r];
      if (row[code].empty()) continue;
      std::string text = row[name];
      for (const Correction& correction : table.corrections) {
        if (correction.row == r && correction.column == name) text = correction.likely;
      }
      names[(economic ? "e" : "f") + row[code]].push_back({text, t, table.row_lines[r].front()});
    }
  }
  for (const auto& entry : names) {
    const std::string& code = entry.first;
    const std::vector<Named>& list = entry.second;
    std::vector<int> lines;
    std::string quote;
    for (const Named& named : list) {
      constexpr std::size_t kQuoted = 240;
      if (quote.size() < kQuoted && quote.find(named.name) == std::string::npos) {
        quote += (quote.empty() ? "" : " / ") + named.name;
      }
      lines.push_back(named.line);
    }
    const bool same = std::all_of(list.begin(), list.end(), [&](const Named& named) {
      return named.name == list.front().name;
    });
    if (same) continue;
    reading.defects.add("name_differs_between_tables", lines,
                        "科目 " + code.substr(1) + " 在各表中名称不同", quote, "按原样保留");
  }
}

}  // namespace budget::reader
