#include "config/options_file.h"

#include "config/source_report.h"
#include "config/text_file.h"
#include "config/toml_reader.h"

namespace budget {

Result<Json> read_options_file(const std::filesystem::path& path) {
  const std::string text = TRY(read_text_file(path));
  SourceReport report(path.string());
  Json options = Json::object();
  read_toml(text, report, [&](TableReader& root) { options = root.free_members(); });
  const std::vector<Finding> findings = report.findings();
  if (findings.empty()) return options;
  const Finding& first = findings.front();
  return Error{ErrorCode::invalid_input, first.place.to_text() + ": " + first.message};
}

}  // namespace budget
