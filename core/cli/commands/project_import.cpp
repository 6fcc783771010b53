#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/findings.h"
#include "cli/progress.h"
#include "cli/project_json.h"
#include "cli/render.h"
#include "config/project_file.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kProjectsAtOnce =
    100;  // far below the daemon's body limit, and a bar that moves

/// Whether the file is about that instance at all.
Result<void> check_belongs(const json::value& instance, const ProjectFile& file) {
  const std::string year = std::to_string(file.year.value());
  if (text_at(instance, "fiscal_year") != year ||
      text_at(instance, "department") != file.department.id.text()) {
    return Error{ErrorCode::conflict,
                 "expected projects of " + text_at(instance, "key") +
                     ", but the file holds those of " + year + "-" + file.department.id.text(),
                 "name the instance the file belongs to"};
  }
  return {};
}

ExitCode refuse(const Terminal& terminal, const std::vector<Finding>& findings) {
  if (terminal.is_json) {
    print_json(terminal, json::object{{"entered", 0}, {"findings", to_json(findings)}});
  }
  remark(terminal, "文件有误（" + count_text(findings) + "），没有录入任何项目。");
  return ExitCode::findings;
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const ProjectImportOptions& options) {
  const Loaded<ProjectFile> loaded = load_project_file(options.file);
  std::vector<Finding> findings = loaded.report.findings();
  print_findings(terminal, terminal.err, findings);
  if (loaded.report.has_errors()) {
    return refuse(terminal, findings);
  }
  const std::string target = "/v1/instances/" + percent_encoded(options.instance);
  const auto instance = TRY(api.get(target));
  TRY(check_belongs(instance, loaded.value));

  const std::vector<Project>& projects = loaded.value.projects;
  Progress progress(terminal, "录入项目", static_cast<std::int64_t>(projects.size()));
  for (std::size_t begin = 0; begin < projects.size(); begin += kProjectsAtOnce) {
    const std::size_t end = std::min(begin + kProjectsAtOnce, projects.size());
    json::array part;
    std::transform(projects.begin() + static_cast<std::ptrdiff_t>(begin),
                   projects.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(part),
                   [](const Project& project) { return to_json(project); });
    Result<json::value> answer =
        api.post(target + "/projects", json::object{{"projects", std::move(part)}});
    if (!answer) {
      Error error = std::move(answer).error();
      error.hint += (error.hint.empty() ? "" : "; ") + std::to_string(begin) + " of " +
                    std::to_string(projects.size()) +
                    " projects were entered before; sending the file again is safe";
      return error;
    }
    for (Finding& finding : findings_in(*answer)) {
      const auto is_same = [&](const Finding& known) { return known.message == finding.message; };
      if (std::ranges::none_of(findings, is_same)) {
        findings.push_back(std::move(finding));
      }
    }
    progress.advance_to(static_cast<std::int64_t>(end));
  }

  progress.finish();
  print_findings(terminal, terminal.err,
                 std::span(findings).subspan(loaded.report.findings().size()));

  if (terminal.is_json) {
    print_json(terminal, json::object{{"instance", text_at(instance, "key")},
                                      {"entered", projects.size()},
                                      {"findings", to_json(findings)}});
  } else {
    terminal.out << "已录入 " << projects.size() << " 个项目到 "
                 << printable(text_at(instance, "key"));
    terminal.out << (findings.empty() ? "。" : "（" + count_text(findings) + "）。") << '\n';
  }
  return ExitCode::ok;
}

}  // namespace budget::cli
