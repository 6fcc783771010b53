#include "unit/config/broken.h"

#include <fstream>
#include <stdexcept>

namespace budget::test {

std::vector<std::string> places(const std::vector<Finding>& findings) {
  std::vector<std::string> texts;
  for (const Finding& finding : findings) {
    texts.push_back(std::to_string(finding.place.line) + ":" +
                    std::to_string(finding.place.column) + " " + finding.rule.text() +
                    (finding.place.field.empty() ? "" : " " + finding.place.field));
  }
  return texts;
}

std::vector<std::string> places(const SourceReport& report) {
  return places(report.findings());
}

std::string only_message(const SourceReport& report) {
  const std::vector<Finding> findings = report.findings();
  return findings.size() == 1 ? findings.front().message
                              : std::to_string(findings.size()) + " findings";
}

std::string with(std::string text, std::string_view old, std::string_view replacement) {
  const std::size_t at = text.find(old);
  if (at == std::string::npos)
    throw std::logic_error("expected \"" + std::string(old) +
                           "\" in the fixture, but it is not there");
  return text.replace(at, old.size(), replacement);
}

void write_file(const std::filesystem::path& path, std::string_view text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace budget::test
