#include "cli/syntax/words.h"

namespace budget::cli {
namespace {

void add_definition(CLI::App& command, const char* name, std::string& value, const char* text) {
  command.add_option(name, value, text)->required()->type_name("WORKFLOW");
}

void add_file(CLI::App& command, std::string& file, const char* text) {
  command.add_option("file", file, text)->required()->check(CLI::ExistingFile)->type_name("FILE");
}

void add_migration(CLI::App& command, std::int64_t& migration) {
  command.add_option("migration", migration, "Number of the migration")
      ->required()
      ->check(kPositive)
      ->type_name("N");
}

void add_definitions(CLI::App& workflow, Words& words) {
  constexpr const char* kWhat =
      "A file FILE.toml, or one the daemon has: ID, ID@VERSION or the beginning of a hash";
  add_command<WorkflowListOptions>(workflow, words, "list", "Definitions the daemon has",
                                   [](CLI::App&, WorkflowListOptions&) {});
  add_command<WorkflowShowOptions>(workflow, words, "show", "Stages, roles, deadlines and acts",
                                   [](CLI::App& command, WorkflowShowOptions& o) {
                                     add_definition(command, "workflow", o.workflow, kWhat);
                                   });
  add_command<WorkflowDiffOptions>(workflow, words, "diff", "What differs, in sentences",
                                   [](CLI::App& command, WorkflowDiffOptions& o) {
                                     add_definition(command, "before", o.before, kWhat);
                                     add_definition(command, "after", o.after, kWhat);
                                   });
  add_command<WorkflowDrawOptions>(workflow, words, "draw", "The workflow as a picture",
                                   [](CLI::App& command, WorkflowDrawOptions& o) {
                                     add_definition(command, "workflow", o.workflow, kWhat);
                                     command.add_option("--as", o.as, "text, mermaid or dot")
                                         ->check(one_of({"text", "mermaid", "dot"}))
                                         ->capture_default_str()
                                         ->type_name("FORM");
                                   });
  add_command<WorkflowDeployOptions>(
      workflow, words, "deploy", "Have new years use another definition",
      [](CLI::App& command, WorkflowDeployOptions& o) {
        add_file(command, o.file, "The definition");
        command.add_option("--reason", o.reason, "Why; kept in the log")->type_name("TEXT");
        command.add_flag("--check", o.check, "Only hold it against the office as it is");
      });
  add_command<WorkflowSimulateOptions>(
      workflow, words, "simulate", "Play a department's year under a definition",
      [](CLI::App& command, WorkflowSimulateOptions& o) {
        add_file(command, o.file, "The definition");
        command.add_option("--year", o.year, "Fiscal year")
            ->required()
            ->check(kYears)
            ->type_name("YEAR");
        command.add_option("--config", o.config, "Configuration of the office it is played in")
            ->capture_default_str()
            ->type_name("FILE");
        command.add_option("--department", o.department, "Only this one (default: all)")
            ->type_name("ID");
        command.add_option("--projects", o.projects, "Projects to enter")
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command.add_option("--payments", o.payments, "Payments to record on their days")
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command.add_flag("--by-person", o.by_person,
                         "What each person has to do, instead of day by day");
      });
  add_command<WorkflowMigrateOptions>(
      workflow, words, "migrate", "Bring running instances under another definition",
      [](CLI::App& command, WorkflowMigrateOptions& o) {
        add_file(command, o.file, "The plan");
        command.add_flag("--propose", o.propose,
                         "Propose it for another person to confirm; without it, a dry run");
      });
}

}  // namespace

void add_workflows(CLI::App& app, Words& words) {
  add_definitions(add_noun(app, "workflow", "Definitions of workflows"), words);
  CLI::App& migration = add_noun(app, "migration", "Running instances under other definitions");
  add_command<MigrationListOptions>(migration, words, "list", "Migrations, newest first",
                                    [](CLI::App&, MigrationListOptions&) {});
  add_command<MigrationShowOptions>(
      migration, words, "show", "What became of every instance and of every timer",
      [](CLI::App& command, MigrationShowOptions& o) { add_migration(command, o.migration); });
  add_command<MigrationConfirmOptions>(
      migration, words, "confirm", "Confirm, as the second person, one proposed",
      [](CLI::App& command, MigrationConfirmOptions& o) { add_migration(command, o.migration); });
  add_command<MigrationDropOptions>(
      migration, words, "drop", "Let nothing come of one proposed",
      [](CLI::App& command, MigrationDropOptions& o) {
        add_migration(command, o.migration);
        command.add_option("--reason", o.reason, "Why")->type_name("TEXT");
      });
  add_command<MigrationUndoOptions>(
      migration, words, "undo", "Propose to put back what one moved",
      [](CLI::App& command, MigrationUndoOptions& o) {
        add_migration(command, o.migration);
        command.add_option("--reason", o.reason, "Why")->required()->type_name("TEXT");
      });
}

}  // namespace budget::cli
