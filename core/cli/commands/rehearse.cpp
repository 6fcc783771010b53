#include "engine/rehearsal/made_up_office.h"
#include "engine/rehearsal/rehearsal.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <ostream>

#include "cli/commands.h"
#include "cli/findings.h"
#include "cli/progress.h"
#include "cli/rehearsal/overview.h"
#include "cli/rehearsal/report.h"
#include "cli/rehearsal/story.h"
#include "cli/render.h"
#include "cli/workflow_source.h"
#include "config/check_all.h"
#include "config/payment_file.h"
#include "config/project_file.h"
#include "engine/rule_report.h"
#include "plugin_host/plugin_registry.h"
#include "store/backup.h"
#include "store/coverage.h"
#include "store/deployment.h"
#include "store/sqlite_event_store.h"
#include "store/sqlite_queries.h"

namespace budget::cli {
namespace {

/// The rehearsal tells what happens itself.
class SilentLogger final : public Logger {
 public:
  void write(LogLevel, std::string_view, std::initializer_list<LogField>) override {}
};

/// A folder of its own in the temporary folder, gone afterwards.
class ScratchFolder {
 public:
  [[nodiscard]] static Result<ScratchFolder> make() {
    std::string path = (std::filesystem::temp_directory_path() / "budgetctl-XXXXXX").string();
    if (mkdtemp(path.data()) == nullptr) {
      return Error{ErrorCode::unavailable,
                   "expected to make a folder like " + path + ", but it cannot be made",
                   "TMPDIR may name another place"};
    }
    return ScratchFolder(std::move(path));
  }
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    if (!path_.empty()) {
      std::error_code ignored;
      std::filesystem::remove_all(path_, ignored);
    }
  }
  [[nodiscard]] std::string database() const { return path_ + "/rehearsal.db"; }

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

/// What the command line's files say. `findings` of all of them; errors among them end the command.
struct Material {
  std::optional<LoadedConfiguration> configuration;
  std::map<int, std::map<DepartmentId, std::vector<Project>>> projects;  ///< by year
  std::map<int, std::vector<Payment>> payments;                          ///< likewise
  RegionCode region;
  std::vector<Finding> findings;
};

void read_configuration(const RehearseOptions& options, Material& material) {
  if (options.from.config.empty() && !options.from.database.empty()) {
    return;  // the copy has its own
  }
  LoadReport report = load_all(options.from.config.empty() ? kUsualConfig : options.from.config);
  material.configuration = std::move(report.loaded);
  std::ranges::move(report.findings, std::back_inserter(material.findings));
}

void read_projects(const RehearseOptions& options, Material& material) {
  for (const std::string& file : options.projects) {
    Loaded<ProjectFile> loaded = load_project_file(file);
    const int year = loaded.value.year.value();
    if (!loaded.report.has_errors() && std::ranges::count(options.years, year) == 0) {
      loaded.report.report("rehearse.year", "fiscal_year",
                           "expected projects of " + std::to_string(options.years.front()) +
                               ", but they are of " + std::to_string(loaded.value.year.value()));
    }
    std::ranges::move(loaded.report.findings(), std::back_inserter(material.findings));
    auto& projects = material.projects[year][loaded.value.department.id];
    std::ranges::move(loaded.value.projects, std::back_inserter(projects));
    material.region = loaded.value.region.code;
  }
}

/// A payment belongs to the year it was made in; where that is not rehearsed, to the first.
int year_of(const Payment& payment, const RehearseOptions& options) {
  const int year = payment.paid_on.year();
  return std::ranges::count(options.years, year) > 0 ? year : options.years.front();
}

void read_payments(const RehearseOptions& options, Material& material) {
  for (const std::string& file : options.payments) {
    const auto keep = [&](PaymentChunk chunk) -> Result<void> {
      for (Payment& row : chunk.rows)
        material.payments[year_of(row, options)].push_back(std::move(row));
      for (const PaymentReject& reject : chunk.unreadable) {
        Finding finding;
        finding.level = FindingLevel::warning;
        finding.place.file = file;
        finding.message = "第 " + std::to_string(reject.row) + " 行付款无法读取：" + reject.reason;
        finding.quote = reject.text;
        material.findings.push_back(std::move(finding));
      }
      return {};
    };
    const auto count = budget::read_payments(std::filesystem::path(file), kRowsAtOnce, keep);
    if (!count) {
      Finding finding;
      finding.place.file = file;
      finding.message = count.error().message;
      material.findings.push_back(std::move(finding));
    }
  }
}

Material read_material(const RehearseOptions& options) {
  Material material;
  read_configuration(options, material);
  read_projects(options, material);
  read_payments(options, material);
  if (!options.region.empty()) {
    material.region = RegionCode(options.region);
  }
  return material;
}

Result<void> deploy(Engine& engine, const LoadedConfiguration& loaded) {
  for (const Command& command : deployment_of(loaded.organisation.organisation, loaded.calendar,
                                              loaded.rule_sets, loaded.workflows)) {
    TRY(engine.execute(command));
  }
  return {};
}

/// As at a start: what the file says counts, whatever its version.
Result<void> replace_definition(Engine& engine, const WorkflowDefinition& definition) {
  TRY(engine.execute({.actor = system_actor(),
                      .via = Via::startup,
                      .key = {},
                      .action = DeployWorkflow{definition}}));
  const auto current = engine.state().current_workflow.find(definition.id);
  if (current != engine.state().current_workflow.end() && current->second == definition.hash)
    return {};
  return Error{ErrorCode::conflict,
               "expected to play the year under the definition given, but a newer version of " +
                   definition.id.text() + " is deployed",
               "raise \"version\" in the file"};
}

Result<RegionCode> region_for(const Material& material, const State& state) {
  if (!material.region.empty()) {
    return material.region;
  }
  if (state.organisation.regions.size() == 1) {
    return state.organisation.regions.front().code;
  }
  return Error{ErrorCode::invalid_input,
               "expected to know the region, but the organisation has " +
                   std::to_string(state.organisation.regions.size()),
               "name it with --region"};
}

RehearsalNames names_in(const State& state, const RehearsalPlan& plan) {
  RehearsalNames names;
  for (const auto& [hash, workflow] : state.workflows) {
    names.workflows[workflow.id] = workflow.title;
    for (const Stage& stage : workflow.stages) {
      names.stages[stage.id] = stage.title;
      names.titles[{workflow.id, stage.id}] = stage.title;
    }
  }
  for (const auto& [key, project] : state.projects) {
    names.projects[project.code] = project.name;
  }
  const auto add = [&](const std::map<DepartmentId, std::vector<Project>>& given) {
    for (const auto& [department, projects] : given) {
      for (const Project& project : projects)
        names.projects[project.code] = project.name;
    }
  };
  add(plan.projects);
  for (const RehearsedYear& year : plan.further)
    add(year.projects);
  for (const Region& region : state.organisation.regions)
    names.departments[DepartmentId(region.code.text())] = region.name;
  for (const Person& person : state.organisation.people) {
    names.people[person.id] = person.name;
  }
  for (const Department& department : state.organisation.departments) {
    names.departments[department.id] = department.name;
  }
  return names;
}

bool is_opened_by(const State& state, const WorkflowId& workflow, const WorkflowId& child) {
  const auto parent = state.current_workflow.find(workflow);
  return parent != state.current_workflow.end() &&
         std::ranges::any_of(state.workflows.at(parent->second).stages, [&](const Stage& stage) {
           return std::ranges::count(stage.opens, child) > 0;
         });
}

/// The configured plugins that a gate of the workflow asks; the others would start for nothing.
std::vector<PluginEntry> asked_at_gates(const Material& material, const State& state,
                                        const WorkflowId& workflow) {
  std::vector<PluginEntry> entries;
  if (!material.configuration) return entries;
  for (const PluginEntry& entry : material.configuration->configuration.plugins) {
    const bool is_asked = std::ranges::any_of(state.workflows, [&](const auto& known) {
      return (known.second.id == workflow || is_opened_by(state, workflow, known.second.id)) &&
             std::ranges::count(gate_rules(known.second), PluginName(entry.name)) > 0;
    });
    if (is_asked) entries.push_back(entry);
  }
  return entries;
}

/// Plugins rest after a fault by the rehearsal's time, so that the next run meets the same.
PluginRegistry::Options plugin_options(const Material& material, const VirtualClock& clock) {
  PluginRegistry::Options options;
  if (material.configuration && !material.configuration->configuration.files.plugins.empty())
    options.places.folder = material.configuration->configuration.files.plugins;
  options.now = [&clock] {
    return PluginRegistry::Moment(std::chrono::milliseconds(clock.now().ms()));
  };
  return options;
}

void tell_missing(const Terminal& terminal, const PluginCatalog& plugins) {
  for (const PluginInfo& plugin : plugins.plugins()) {
    if (plugin.stage == PluginStage::active || plugin.stage == PluginStage::shadow) continue;
    remark(terminal, "插件 " + plugin.name + " 没有参加排演：" + why_not_asked(plugin));
  }
}

/// An office's year begins with its deployment, which is due on 30 June.
Result<Date> first_day_of(const RehearseOptions& options, const Material& material) {
  if (!options.starts_on.empty()) return Date::parse(options.starts_on);
  const bool is_of_office =
      material.configuration &&
      std::ranges::any_of(material.configuration->workflows, [&](const WorkflowDefinition& one) {
        return one.id.text() == options.workflow && budget::is_of_office(one);
      });
  return Date::of(options.years.front() - 1, is_of_office ? 6 : 9, 1);
}

/// "60x30". Errors: invalid_input.
Result<MadeUpOffice> made_up_of(const std::string& text) {
  MadeUpOffice office;
  char more = 0;
  const int read =
      std::sscanf(text.c_str(), "%4dx%4d%c", &office.departments, &office.projects, &more);
  const bool fits = read == 2 && office.departments >= 1 && office.departments <= 899 &&
                    office.projects >= 0 && office.projects <= 1000;
  if (fits) return office;
  return Error{ErrorCode::invalid_input,
               "expected an office such as 60x30, but it is \"" + text + "\"",
               "departments from 1 to 899, projects in each from 0 to 1000"};
}

/// Puts an office that does not exist in the place of the configured one.
Result<void> make_up(const RehearseOptions& options, Material& material) {
  if (options.made_up.empty()) return {};
  const MadeUpOffice office = TRY(made_up_of(options.made_up));
  if (!material.configuration || !options.from.database.empty() || !options.projects.empty()) {
    return Error{ErrorCode::invalid_input,
                 "expected --made-up with a configuration alone, but a database or projects are "
                 "given as well",
                 "a made-up office has its own departments and projects"};
  }
  Organisation& organisation = material.configuration->organisation.organisation;
  const auto region = std::ranges::find_if(organisation.regions, [&](const Region& one) {
    return material.region.empty() || one.code == material.region;
  });
  if (region == organisation.regions.end()) {
    return Error{ErrorCode::not_found, "expected to find region " + material.region.text() +
                                           ", but the organisation does not have it"};
  }
  organisation = made_up_organisation(office, organisation.roles, Region(*region));
  for (const int year : options.years)
    material.projects[year] = made_up_projects(office, organisation, TRY(FiscalYear::of(year)));
  return {};
}

/// The definition a year is simulated under, in place of the one of its name. Errors:
/// invalid_input.
Result<std::optional<WorkflowDefinition>> simulated(const Terminal& terminal,
                                                    const RehearseOptions& options) {
  if (options.definition.empty()) return std::optional<WorkflowDefinition>();
  return std::optional(TRY(definition_named({}, terminal, options.definition)));
}

/// What of a definition the rehearsed year did not come to.
void print_not_walked(const Terminal& terminal, const WorkflowDefinition& definition,
                      const CoverageSum& sum) {
  if (terminal.is_json) return;
  terminal.out << "\n按“" << definition.title << "”第 " << definition.version << " 版排演："
               << definition.stages.size() << " 个阶段走过 " << sum.stages << " 个，"
               << definition.transitions.size() << " 个事项办过 " << sum.acts << " 个。\n";
  std::string missing;
  for (const std::string& part : sum.missing)
    missing += (missing.empty() ? "" : "、") + part;
  if (!missing.empty()) terminal.out << "没有走到：" << missing << "\n";
}

struct Rehearsed {
  std::optional<WorkflowDefinition> definition;
  CoverageSum walked;
  RehearsalSteps steps;
  RehearsalSummary summary;
  RehearsalNames names;
};

Result<Rehearsed> rehearse_in(const std::string& database, const Terminal& terminal,
                              const RehearseOptions& options, Material material) {
  const FiscalYear year = TRY(FiscalYear::of(options.years.front()));
  const Date first_day = TRY(first_day_of(options, material));
  const auto store = TRY(SqliteEventStore::open(database, {.durability = Durability::none}));
  VirtualClock clock{Instant::at(first_day)};
  SilentLogger logger;
  PluginRegistry plugins({}, {}, plugin_options(material, clock), logger);
  Engine engine = TRY(Engine::open(*store, clock, logger, &plugins));
  clock.advance_to(engine.state().last_at);
  if (material.configuration) {
    TRY(deploy(engine, *material.configuration));
  }
  Rehearsed rehearsed;
  rehearsed.definition = TRY(simulated(terminal, options));
  const WorkflowId workflow =
      rehearsed.definition ? rehearsed.definition->id : WorkflowId(options.workflow);
  if (rehearsed.definition) TRY(replace_definition(engine, *rehearsed.definition));
  plugins.recall(engine.state().plugins);
  plugins.reload(asked_at_gates(material, engine.state(), workflow));
  if (!material.configuration)
    remark(terminal, "没有给出 --config：不知道有哪些规则插件，关口都记为未检查。");
  tell_missing(terminal, plugins);
  const auto queries = TRY(SqliteQueries::open(database));
  RehearsalPlan plan;
  plan.region = TRY(region_for(material, engine.state()));
  plan.year = year;
  plan.workflow = workflow;
  for (const std::string& department : options.departments)
    plan.departments.emplace_back(department);
  plan.starts_on = clock.now().date();
  plan.projects = std::move(material.projects[year.value()]);
  plan.payments = std::move(material.payments[year.value()]);
  for (const int further : options.years) {
    if (further == year.value()) continue;
    const int later = 12 * (further - year.value());
    plan.further.push_back({TRY(FiscalYear::of(further)), first_day.plus_months(later),
                            std::move(material.projects[further]),
                            std::move(material.payments[further])});
  }

  StepRunner steps(&plugins, queries.get(), logger);
  rehearsed.names = names_in(engine.state(), plan);
  Progress progress(terminal, "排演", 0);
  rehearsed.summary = TRY(rehearse(engine, steps, clock, plan, [&](const RehearsalStep& step) {
    rehearsed.steps.push_back(step);
    progress.advance_to(static_cast<std::int64_t>(rehearsed.steps.size()));
  }));
  if (rehearsed.definition) {
    const Coverage coverage = TRY(coverage_in(*queries));
    const auto walked = coverage.walked().find(rehearsed.definition->hash);
    rehearsed.walked = sum_of(*rehearsed.definition,
                              walked == coverage.walked().end() ? WalkedParts() : walked->second);
  }
  return rehearsed;
}

void print(const Terminal& terminal, const RehearseOptions& options, const Rehearsed& rehearsed) {
  if (terminal.is_json) {
    print_json(terminal, to_json(rehearsed.steps, rehearsed.summary));
    return;
  }
  constexpr int kMostToldWhole = 3;  // more than that nobody reads stage by stage
  const bool is_small = rehearsed.summary.instances <= kMostToldWhole;
  if (options.messages) {
    print_messages(terminal, rehearsed.steps, rehearsed.names);
    return;
  }
  if (options.by_person) {
    print_by_person(terminal, rehearsed.steps, rehearsed.names);
  } else if (options.by_day) {
    print_by_day(terminal, rehearsed.steps, rehearsed.names);
  } else if (options.by_stage || is_small) {
    print_by_stage(terminal, rehearsed.steps, rehearsed.names);
  } else {
    print_overview(terminal, rehearsed.steps, rehearsed.names);
  }
  print_summary(terminal, rehearsed.summary, rehearsed.names);
  if (rehearsed.definition) print_not_walked(terminal, *rehearsed.definition, rehearsed.walked);
}

}  // namespace

Result<ExitCode> run(const Terminal& terminal, const RehearseOptions& options) {
  if (std::error_code ignored;
      !options.keep.empty() && std::filesystem::exists(options.keep, ignored)) {
    return usage_error(terminal, Error{ErrorCode::conflict,
                                       "expected to leave the rehearsed database in " +
                                           options.keep + ", but that file exists",
                                       "name a new file with --keep"});
  }
  Material material = read_material(options);
  print_findings(terminal, terminal.err, material.findings);
  const bool is_usable = std::ranges::none_of(material.findings, [](const Finding& finding) {
    return finding.level == FindingLevel::error;
  });
  if (!is_usable) {
    remark(terminal, "文件有误（" + count_text(material.findings) + "），没有排演。");
    return ExitCode::findings;
  }
  if (const Result<void> made = make_up(options, material); !made)
    return usage_error(terminal, made.error());
  const ScratchFolder folder = TRY(ScratchFolder::make());
  if (!options.from.database.empty()) {
    TRY(back_up(options.from.database, folder.database()));
  }
  const Rehearsed rehearsed =
      TRY(rehearse_in(folder.database(), terminal, options, std::move(material)));
  print(terminal, options, rehearsed);
  if (!options.keep.empty()) {
    TRY(back_up(folder.database(), options.keep));
    remark(terminal, "排演后的数据库：" + options.keep);
  }
  const bool is_complete =
      rehearsed.summary.stuck.empty() && rehearsed.summary.closed == rehearsed.summary.instances;
  return is_complete ? ExitCode::ok : ExitCode::findings;
}

}  // namespace budget::cli
