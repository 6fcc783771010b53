#include <algorithm>
#include <filesystem>
#include <ostream>

#include <budget/plugin.h>

#include "cli/commands.h"
#include "cli/documents/bundle.h"
#include "cli/documents/document_check.h"
#include "cli/documents/publication_sources.h"
#include "cli/findings.h"
#include "cli/local_plugins.h"
#include "cli/progress.h"
#include "cli/usual_config.h"
#include "config/config_file.h"
#include "config/layout_file.h"
#include "engine/publication/differences.h"
#include "engine/publication/publication.h"
#include "plugin_host/plugin_registry.h"

namespace budget::cli {
namespace {

namespace fs = std::filesystem;

class NoLogger final : public Logger {
 public:
  void write(LogLevel, std::string_view, std::initializer_list<LogField>) override {}
};

/// One publication on its way: what is read, made, compared and written.
class Publishing {
 public:
  Publishing(const GlobalOptions& globals, const Terminal& terminal, const PublishOptions& options)
      : globals_(globals), terminal_(terminal), options_(options) {}

  Result<ExitCode> run() {
    std::error_code problem;
    if (fs::exists(options_.out, problem)) {
      return usage_error(terminal_,
                         {ErrorCode::conflict,
                          "expected a folder that is not there yet, but " + options_.out + " is",
                          "name another one with --out; what is published is never overwritten"});
    }
    config_ = config_to_use(terminal_, options_.config);
    const Loaded<Configuration> configuration = load_config_file(config_);
    if (configuration.report.has_errors()) {
      print_findings(terminal_, terminal_.err, configuration.report.findings());
      return usage_error(terminal_, {ErrorCode::invalid_input,
                                     "expected a configuration that names exporters, but " +
                                         config_ + " cannot be used",
                                     "give another one with --config FILE"});
    }
    NoLogger logger;
    PluginRegistry::Options places;
    if (!configuration.value.files.plugins.empty())
      places.places.folder = configuration.value.files.plugins;
    PluginRegistry plugins(configuration.value.plugins, {}, std::move(places), logger);
    DocumentCheck check(plugins);
    from_ = TRY(read_sources(globals_, options_, check));
    const Json& document = from_.document;
    findings_ = from_.findings;
    if (!options_.layouts.empty()) {
      layouts_folder_ = options_.layouts;
    } else {
      layouts_folder_ = configuration.value.files.rule_sets.parent_path() / "layouts";
    }
    const Layouts layouts = load_layouts(layouts_folder_);
    print_findings(terminal_, terminal_.err, layouts.findings);
    const Layout* layout = TRY(chosen_layout(layouts, document));
    PublicationSetting setting;
    setting.name = name_of_files(document);
    setting.declared_empty = options_.empty_tables;
    const Publication made = publication_of(document, *layout, setting);
    findings_.insert(findings_.end(), made.findings.begin(), made.findings.end());
    TRY(write_all(plugins, made));
    TRY(add_differences(plugins, check, document));
    bundle_.add({"document.json", "application/json", document.to_text() + "\n"});
    TRY(bundle_.write(options_.out, about(document, *layout, made)));
    report(made);
    const bool has_error = std::ranges::any_of(
        findings_, [](const Finding& finding) { return finding.level == FindingLevel::error; });
    return has_error || from_.errors_found > 0 ? ExitCode::findings : ExitCode::ok;
  }

 private:
  Result<const Layout*> chosen_layout(const Layouts& layouts, const Json& document) const {
    const auto year = static_cast<int>(document["fiscal_year"].integer());
    const std::string region = from_.region(options_.region);
    if (const Layout* layout = layout_for(layouts.layouts, region, year)) return layout;
    return Error{ErrorCode::not_found,
                 "expected a layout for region " + (region.empty() ? "(not known)" : region) +
                     " and year " + std::to_string(year) + " in " + layouts_folder_.string() +
                     ", but there is none",
                 "give --region, or write a layout: docs/publication.md"};
  }

  std::string name_of_files(const Json& document) const {
    if (!options_.name.empty()) return options_.name;
    const std::string department = from_.department();
    return "budget-" + std::to_string(document["fiscal_year"].integer()) +
           (department.empty() ? "" : "-" + department);
  }

  bool is_wanted(const std::string& name) const {
    return options_.formats.empty() ||
           std::ranges::find(options_.formats, name) != options_.formats.end();
  }

  /// Exporters by their id: those of pages, and the one of data.
  static bool writes_pages(const PluginInfo& plugin) {
    return plugin.id.ends_with(".html") || plugin.id.ends_with(".docx") ||
           plugin.id.ends_with(".xlsx") || plugin.id.ends_with(".pdf");
  }

  Result<void> write_all(PluginRegistry& plugins, const Publication& made) {
    std::vector<std::string> done;
    const auto known = plugins.plugins();
    Progress progress(terminal_, "写出", static_cast<std::int64_t>(known.size()));
    for (std::size_t i = 0; i < known.size(); ++i) {
      const PluginInfo& plugin = known[i];
      const bool exports =
          std::ranges::find(plugin.capabilities, BUDGET_EXPORT_WRITE) != plugin.capabilities.end();
      if (exports && is_wanted(plugin.name)) {
        const bool is_data = plugin.id.ends_with(".data_package");
        if (is_data || writes_pages(plugin)) {
          TRY(write(plugins, plugin.name, is_data ? made.data : made.pages,
                    is_data ? "data/" : ""));
          done.push_back(plugin.name);
        }
      }
      progress.advance_to(static_cast<std::int64_t>(i) + 1);
    }
    progress.finish();
    for (const std::string& format : options_.formats) {
      if (std::ranges::find(done, format) != done.end()) continue;
      return Error{ErrorCode::not_found,
                   "expected an exporter of pages named " + format + " in " + config_ +
                       ", but there is none",
                   "html, docx, xlsx, pdf and data_package are shipped"};
    }
    if (!done.empty()) return {};
    return Error{ErrorCode::not_found,
                 "expected exporters of pages in " + config_ + ", but there are none",
                 "add html, docx, xlsx, pdf and data_package as [[plugins]]"};
  }

  Result<void> write(PluginRegistry& plugins, const std::string& name, const Json& payload,
                     const std::string& folder) {
    PluginCall call;
    call.capability = BUDGET_EXPORT_WRITE;
    call.payload = payload.to_text();
    call.budget_ms = kLongestCall;
    PluginReply reply = TRY(plugins.call(name, call));
    const Json result = TRY(Json::parse(reply.result));
    for (PluginFile& file : reply.files) {
      std::string type = "application/octet-stream";
      for (const Json& listed : result["files"].items())
        if (listed["name"].text() == file.name) type = listed["media_type"].text();
      bundle_.add({folder + file.name, std::move(type), std::move(file.bytes)});
    }
    return {};
  }

  /// The document of an earlier bundle, or of a file.
  Result<Json> earlier(DocumentCheck& check) {
    std::error_code problem;
    const fs::path path = options_.against;
    const bool is_bundle = fs::is_directory(path, problem);
    const std::string file = is_bundle ? (path / "document.json").string() : path.string();
    return TRY(checked_document(check, file)).document;
  }

  Result<void> add_differences(PluginRegistry& plugins, DocumentCheck& check,
                               const Json& document) {
    std::vector<Difference> list;
    std::string against;
    if (!options_.against.empty()) {
      const Json before = TRY(earlier(check));
      list = differences(before, document);
      against = fs::absolute(options_.against).lexically_normal().filename().string();
      if (against.empty()) against = fs::path(options_.against).parent_path().filename().string();
    } else if (from_.instance && !options_.files.empty()) {
      list = project_differences(from_.instance->document, document);
      against = from_.instance->key + (from_.instance->is_approved ? "（批复）" : "（尚未批复）");
    } else if (from_.instance && from_.instance->is_approved) {
      list = from_.instance->since_approval;
      against = from_.instance->key + "（最初的批复）";
    } else if (from_.instance && !from_.instance->sources.items().empty()) {
      list = from_.instance->since_import;
      against = from_.instance->key + " 导入的文件";
    } else {
      return {};
    }
    differences_ = list.size();
    against_ = against;
    Json json = Json::object().set("schema", "budget.changes/1").set("against", against);
    bundle_.add({"changes.json", "application/json",
                 pretty(json.set("differences", differences_json(list)))});
    const Json pages = differences_pages(list, "变更对照表", against);
    for (const PluginInfo& plugin : plugins.plugins()) {
      const bool is_html = plugin.id.ends_with(".html");
      if (is_html && is_wanted(plugin.name)) TRY(write(plugins, plugin.name, pages, ""));
    }
    return {};
  }

  Json about(const Json& document, const Layout& layout, const Publication& made) const {
    Json json = Json::object().set("schema", "budget.publication/1");
    json.set("title", made.pages["title"]).set("fiscal_year", document["fiscal_year"]);
    json.set("department", Json::object()
                               .set("code", document["department_code"])
                               .set("name", document["department_name"]["text"]));
    json.set("layout", layout.id).set("sources", from_.sources);
    if (from_.instance)
      json.set("instance", from_.instance->key).set("approved", from_.instance->is_approved);
    json.set("tables", made.tables).set("sections", made.sections).set("projects", made.projects);
    json.set("figures_from_tables", made.figures_from_tables);
    json.set("figures_as_written", made.figures_as_written);
    json.set("rules_run", from_.rules_run).set("errors_found", from_.errors_found);
    if (differences_) json.set("against", against_).set("differences", *differences_);
    Json list = Json::array();
    for (const Finding& finding : findings_) {
      Json one = Json::object().set("rule", finding.rule.text());
      one.set("level", name_of(finding.level)).set("message", finding.message);
      list.push(one.set("quote", finding.quote).set("treatment", finding.treatment));
    }
    return json.set("findings", std::move(list));
  }

  /// What an instance would publish is no file yet that the check could read; what was written is.
  [[nodiscard]] std::string how_to_list_errors() const {
    if (!options_.files.empty()) return "budgetctl check ";
    for (const BundleFile& file : bundle_.files()) {
      if (file.path.ends_with(".docx") || file.path.ends_with(".xlsx"))
        return "budgetctl check " + (fs::path(options_.out) / file.path).string() + " ";
    }
    return "加上 --format docx 写出后，用 budgetctl check ";
  }

  void report(const Publication& made) const {
    if (terminal_.is_json) {
      Json files = Json::array();
      for (const BundleFile& file : bundle_.files())
        files.push(file.path);
      Json json = Json::object().set("folder", options_.out).set("tables", made.tables);
      json.set("sections", made.sections).set("projects", made.projects);
      json.set("figures_from_tables", made.figures_from_tables);
      json.set("figures_as_written", made.figures_as_written);
      json.set("findings", findings_.size()).set("errors_found", from_.errors_found);
      if (differences_) json.set("differences", *differences_);
      terminal_.out << json.set("files", std::move(files)).to_text() << '\n';
      return;
    }
    print_findings(terminal_, terminal_.err, findings_);
    terminal_.out << "已写入 " << options_.out << "：公开表 " << made.tables << " 张，说明 "
                  << made.sections << " 部分，项目 " << made.projects << " 个，文件 "
                  << bundle_.files().size() + 2 << " 个\n";
    terminal_.out << "说明里的数字：取自表 " << made.figures_from_tables << " 个，照写 "
                  << made.figures_as_written << " 个\n";
    if (from_.errors_found > 0) {
      remark(terminal_, "文件检查有 " + std::to_string(from_.errors_found) + " 个错误；" +
                            how_to_list_errors() + "逐条列出。");
    }
    if (differences_) terminal_.out << "与" << against_ << "相比：" << *differences_ << " 处不同\n";
  }

  const GlobalOptions& globals_;
  const Terminal& terminal_;
  const PublishOptions& options_;
  std::string config_;  ///< the file
  PublicationSources from_;
  Bundle bundle_;
  fs::path layouts_folder_;
  std::vector<Finding> findings_;
  std::optional<std::size_t> differences_;
  std::string against_;
};

}  // namespace

Result<ExitCode> run(const GlobalOptions& globals, const Terminal& terminal,
                     const PublishOptions& options) {
  return Publishing(globals, terminal, options).run();
}

}  // namespace budget::cli
