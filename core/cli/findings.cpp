#include "cli/findings.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <ostream>

#include "cli/text_width.h"

namespace budget::cli {
namespace {

struct LevelWord {
  const char* text;
  Style style;
};

LevelWord level_word(FindingLevel level) {
  switch (level) {
    case FindingLevel::info:
      return {"提示", Style::dim};
    case FindingLevel::warning:
      return {"警告", Style::yellow};
    case FindingLevel::error:
      break;
  }
  return {"错误", Style::red};
}

std::size_t count(std::span<const Finding> findings, FindingLevel level) {
  return static_cast<std::size_t>(std::ranges::count_if(
      findings, [level](const Finding& finding) { return finding.level == level; }));
}

}  // namespace

const char* level_title(FindingLevel level) {
  return level_word(level).text;
}

void print_finding(const Terminal& terminal, std::ostream& stream, const Finding& finding) {
  const LevelWord level = level_word(finding.level);
  const std::string place = finding.place.to_text();
  stream << (place.empty() ? "" : printable(place) + ": ")
         << styled(terminal, level.text, level.style) << ": " << printable(finding.message);
  if (!finding.rule.empty()) {
    stream << styled(terminal, " [" + printable(finding.rule.text()) + "]", Style::dim);
  }
  stream << '\n';
  if (!finding.quote.empty()) {
    stream << "    原文：" << printable(finding.quote) << '\n';
  }
  if (!finding.treatment.empty()) {
    stream << "    处理：" << printable(finding.treatment) << '\n';
  }
}

void print_findings(const Terminal& terminal, std::ostream& stream,
                    std::span<const Finding> findings) {
  for (const Finding& finding : findings) {
    print_finding(terminal, stream, finding);
  }
}

std::string count_text(std::span<const Finding> findings) {
  std::string text = std::to_string(count(findings, FindingLevel::error)) + " 个错误，" +
                     std::to_string(count(findings, FindingLevel::warning)) + " 个警告";
  const std::size_t remarks = count(findings, FindingLevel::info);
  return remarks == 0 ? text : text + "，" + std::to_string(remarks) + " 个提示";
}

boost::json::array to_json(std::span<const Finding> findings) {
  boost::json::array list;
  for (const Finding& finding : findings) {
    list.push_back(boost::json::object{{"rule", finding.rule.text()},
                                       {"level", name_of(finding.level)},
                                       {"file", finding.place.file},
                                       {"line", finding.place.line},
                                       {"column", finding.place.column},
                                       {"field", finding.place.field},
                                       {"message", finding.message},
                                       {"quote", finding.quote},
                                       {"treatment", finding.treatment}});
  }
  return list;
}

}  // namespace budget::cli
