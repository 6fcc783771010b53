#include "cli/syntax/words.h"

namespace budget::cli {

namespace {

void add_database(CLI::App& command, DatabaseChoice& choice) {
  auto* database =
      command.add_option("--database", choice.database, "Database file")->type_name("FILE");
  command.add_option("--config", choice.config, "Configuration that names the database")
      ->type_name("FILE")
      ->excludes(database);
}

void add_choice(CLI::App& command, ExportChoice& choice) {
  command.add_option("--year", choice.year, "Fiscal year")->check(kYears)->type_name("YEAR");
  command.add_option("--department", choice.department, "Only of this department")->type_name("ID");
  command.add_option("--person", choice.person, "Calendar: only what waits for this person")
      ->type_name("ID");
}

void add_out(CLI::App& command, std::string& out) {
  command.add_option("--out", out, "File to write; without it, standard output")->type_name("FILE");
}

}  // namespace

void add_exports(CLI::App& app, Words& words) {
  add_command<ExportOptions>(
      app, words, "export", "Write rows to a file by an exporter of budgetd",
      [](CLI::App& command, ExportOptions& o) {
        command.add_option("what", o.what, "What to write")
            ->required()
            ->check(
                one_of({"projects", "payments", "alerts", "instances", "events", "calendar",
                        "monitoring", "evaluation", "evaluation_summary", "bulletin", "letter"}))
            ->type_name("WHAT");
        command.add_option("--format", o.format, "Name of the exporter in budgetd.toml")
            ->capture_default_str()
            ->type_name("NAME");
        command.add_option("--instance", o.instance, "Only of this instance")
            ->check(kInstance)
            ->type_name("ID");
        add_choice(command, o.choice);
        command.add_option("--month", o.month, "Monitoring sheets and bulletins: the month")
            ->check(kMonths)
            ->type_name("MONTH");
        command.add_option("--project", o.project, "Sheets: only of this project")
            ->type_name("CODE");
        command.add_option("--region", o.region, "Bulletins: only of this region")
            ->type_name("CODE");
        command.add_option("--alert", o.alert, "Letters: the alert it is about")
            ->check(kPositive)
            ->type_name("ID");
        add_out(command, o.out);
      });
  add_command<CalendarOptions>(
      app, words, "calendar", "Deadlines of open instances and monitoring nodes, day by day",
      [](CLI::App& command, CalendarOptions& o) {
        command.add_flag("--ics", o.ics, "As iCalendar, by an exporter of budgetd");
        command.add_option("--format", o.format, "Name of that exporter in budgetd.toml")
            ->capture_default_str()
            ->type_name("NAME");
        add_choice(command, o.choice);
        add_out(command, o.out);
      });
}

void add_offline(CLI::App& app, Words& words) {
  add_command<VerifyOptions>(
      app, words, "verify", "Replay the sealed log and compare it with the tables",
      [](CLI::App& command, VerifyOptions& o) {
        add_database(command, o.from);
        command
            .add_option("--expected-head", o.expected_head,
                        "Head lodged elsewhere: N:HEX as printed, or HEX of the end")
            ->type_name("HEX");
      });
  CLI::App& backup = add_noun(app, "backup", "Copies of the database");
  add_command<BackupCreateOptions>(
      backup, words, "create", "Copy the database while budgetd runs",
      [](CLI::App& command, BackupCreateOptions& o) {
        add_database(command, o.from);
        command.add_option("--to", o.to, "The copy; must not exist")->required()->type_name("FILE");
      });
  add_command<BackupRestoreOptions>(
      backup, words, "restore", "Make a database of a copy",
      [](CLI::App& command, BackupRestoreOptions& o) {
        command.add_option("file", o.file, "The copy")
            ->required()
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command.add_option("--to", o.to, "The database")->required()->type_name("FILE");
        command.add_flag("--replace", o.replace, "Keep a database that is there as FILE.replaced");
      });
  add_command<BackupCheckOptions>(backup, words, "check", "Verify a copy completely",
                                  [](CLI::App& command, BackupCheckOptions& o) {
                                    command.add_option("file", o.file, "The copy")
                                        ->required()
                                        ->check(CLI::ExistingFile)
                                        ->type_name("FILE");
                                  });
  add_command<RehearseOptions>(
      app, words, "rehearse", "Play a year on a virtual clock, over a copy",
      [](CLI::App& command, RehearseOptions& o) {
        command.add_option("--year", o.years, "Fiscal year; several that are open at once")
            ->required()
            ->check(kYears)
            ->type_name("YEAR");
        command
            .add_option("--database", o.from.database,
                        "Start from a copy of this one; else from an empty one")
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command
            .add_option("--config", o.from.config,
                        "Configuration to deploy (default config/budgetd.toml when empty)")
            ->type_name("FILE");
        command.add_option("--region", o.region, "Region, where it is not plain from the projects")
            ->type_name("CODE");
        command.add_option("--workflow", o.workflow, "Workflow to run")
            ->capture_default_str()
            ->type_name("ID");
        command.add_option("--projects", o.projects, "Projects to enter")
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command.add_option("--payments", o.payments, "Payments to record on their days")
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command
            .add_option("--starts-on", o.starts_on,
                        "First day (default: 1 September of the year before; 1 June for a cycle)")
            ->type_name("DATE");
        command
            .add_option("--made-up", o.made_up,
                        "Instead of the real departments so many, with so many projects each")
            ->type_name("60x30");
        std::vector<CLI::Option*> views = {
            command.add_flag("--by-stage", o.by_stage, "Department by department, stage by stage"),
            command.add_flag("--by-day", o.by_day, "What happens on each day"),
            command.add_flag("--by-person", o.by_person, "What each person has to do"),
            command.add_flag("--messages", o.messages, "Every message, and who gets it")};
        for (std::size_t i = 1; i < views.size(); ++i) {
          for (std::size_t before = 0; before < i; ++before)
            views[i]->excludes(views[before]);
        }
        command.add_option("--keep", o.keep, "Leave the rehearsed database in this new file")
            ->type_name("FILE");
      });
  add_command<ReplayOptions>(
      app, words, "replay", "Hold a stored year's decisions against changed workflows and rules",
      [](CLI::App& command, ReplayOptions& o) {
        add_database(command, o.from);
        command.add_option("--workflow", o.workflows, "A changed workflow")
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command.add_option("--rules", o.rules, "A changed rule set")
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command
            .add_option("--against", o.changed,
                        "A whole configuration: all its workflows and rule sets")
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
      });
  add_command<ImportOptions>(
      app, words, "import", "Put documents into a department's draft, after a preview",
      [](CLI::App& command, ImportOptions& o) {
        command.add_option("files", o.files, "Documents of one department (.txt .csv .docx .xlsx)")
            ->required()
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command.add_option("--year", o.year, "Fiscal year (default: as the files say)")
            ->check(kYears)
            ->type_name("YEAR");
        command.add_option("--region", o.region, "Region (default: that of your own department)")
            ->type_name("CODE");
        command
            .add_option("--department", o.department,
                        "Department, 203 or 130605-203 (default: as the files say)")
            ->type_name("CODE");
        command.add_flag("--preview", o.preview, "Only show what would be new and changed");
        command.add_option("--answers", o.answers, "TOML file with answers to the questions")
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command
            .add_option("--template", o.template_file,
                        "Write the questions to this file, to be answered there")
            ->type_name("FILE");
        command.add_flag("--yes", o.yes, "Import without asking");
      });
  add_command<CheckOptions>(
      app, words, "check", "Read budget documents and hold them against the rules; needs no daemon",
      [](CLI::App& command, CheckOptions& o) {
        command.add_option("files", o.files, "Documents (.txt .csv .docx .xlsx), or folders")
            ->required()
            ->type_name("FILE");
        command.add_option("--config", o.config, "Configuration with the importers and rules")
            ->capture_default_str()
            ->type_name("FILE");
        command
            .add_option("--region", o.region,
                        "Region the documents belong to (default: as their project codes say)")
            ->type_name("CODE");
        command.add_option("--on", o.day, "Day to check as of (default: 1 January of their year)")
            ->type_name("DATE");
        command.add_flag("--document", o.with_document, "With JSON: what was read as well");
        auto* report = command.add_option("--report", o.report, "Write a report: html, xlsx, json")
                           ->check(one_of({"html", "xlsx", "json"}))
                           ->type_name("FORMAT");
        auto* out =
            command
                .add_option("--out", o.out, "The report; for xlsx of several documents a folder")
                ->type_name("PATH");
        report->needs(out);
        out->needs(report);
      });
  CLI::App& rules = add_noun(app, "rules", "The rules of the configured rule plugins");
  const auto add_config = [](CLI::App& command, std::string& file) {
    command.add_option("--config", file, "Configuration with the rules")
        ->capture_default_str()
        ->type_name("FILE");
  };
  add_command<RulesListOptions>(
      rules, words, "list", "What is checked, by plugin",
      [&add_config](CLI::App& command, RulesListOptions& o) {
        add_config(command, o.config);
        command.add_option("--region", o.region, "Only rules that hold in this region")
            ->type_name("CODE");
        command.add_option("--plugin", o.plugin, "Only rules of this plugin")->type_name("NAME");
        command.add_option("--level", o.level, "error, warning or info")
            ->check(one_of({"error", "warning", "info"}))
            ->type_name("LEVEL");
      });
  add_command<RulesExplainOptions>(
      rules, words, "explain", "One rule: reason, source, examples, tolerance",
      [&add_config](CLI::App& command, RulesExplainOptions& o) {
        command.add_option("rule", o.rule, "Its id as in a finding")->required()->type_name("ID");
        add_config(command, o.config);
      });
  add_command<PublishOptions>(
      app, words, "publish",
      "Write a department's documents as the folder to publish; needs no daemon",
      [](CLI::App& command, PublishOptions& o) {
        command
            .add_option("files", o.files,
                        "Documents (.txt .csv .docx .xlsx) or a budget.document/1 (.json)")
            ->type_name("FILE");
        command.add_option("--out", o.out, "A new folder")->required()->type_name("DIR");
        command.add_option("--config", o.config, "Configuration with importers and exporters")
            ->capture_default_str()
            ->type_name("FILE");
        command
            .add_option("--layouts", o.layouts, "Layouts (default: layouts beside the rule sets)")
            ->check(CLI::ExistingDirectory)
            ->type_name("DIR");
        command.add_option("--region", o.region, "Region (default: as the project codes say)")
            ->type_name("CODE");
        command.add_option("--name", o.name, "Name of the files (default: budget-YEAR-DEPARTMENT)")
            ->type_name("NAME");
        command.add_option("--format", o.formats, "Exporters to run (default: all configured)")
            ->delimiter(',')
            ->type_name("NAME");
        command.add_option("--empty-table", o.empty_tables, "Tables of the nine without data")
            ->delimiter(',')
            ->type_name("NUMBER");
        command.add_option("--against", o.against, "An earlier bundle or document to compare with")
            ->check(CLI::ExistingPath)
            ->type_name("PATH");
        command
            .add_option("--instance", o.instance,
                        "Without FILE publish what it holds; else compare with it")
            ->check(kInstance)
            ->type_name("INSTANCE");
      });
  CLI::App& config = add_noun(app, "config", "Configuration files");
  add_command<ConfigCheckOptions>(config, words, "check",
                                  "Every mistake at once, with file, line and column",
                                  [](CLI::App& command, ConfigCheckOptions& o) {
                                    command.add_option("file", o.file, "The configuration")
                                        ->capture_default_str()
                                        ->type_name("FILE");
                                  });
  CLI::App& token = add_noun(app, "token", "Access tokens");
  add_command<TokenNewOptions>(
      token, words, "new", "A random 256-bit token and its line for organisation.toml",
      [](CLI::App& command, TokenNewOptions& o) {
        command
            .add_option("--to", o.to,
                        "Write the token to this new file, readable by its owner only")
            ->type_name("FILE");
      });
}

}  // namespace budget::cli
