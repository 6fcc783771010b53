#include "cli/syntax/words.h"

namespace budget::cli {

void add_projects(CLI::App& app, Words& words) {
  CLI::App& project = add_noun(app, "project", "Projects with their goals, plans and payments");
  add_command<ProjectImportOptions>(
      project, words, "import", "Read a projects file into a draft",
      [](CLI::App& command, ProjectImportOptions& o) {
        command.add_option("file", o.file, "A projects.toml")
            ->required()
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command.add_option("--instance", o.instance, "The draft: number or YEAR-REGION-DEPARTMENT")
            ->required()
            ->check(kInstance)
            ->type_name("ID");
      });
  add_command<ProjectListOptions>(
      project, words, "list", "Projects of one instance",
      [](CLI::App& command, ProjectListOptions& o) { add_instance(command, o.instance); });
  add_command<ProjectShowOptions>(project, words, "show",
                                  "One project: plan against payments, indicators",
                                  [](CLI::App& command, ProjectShowOptions& o) {
                                    command.add_option("year", o.year, "Fiscal year")
                                        ->required()
                                        ->check(kYears)
                                        ->type_name("YEAR");
                                    command.add_option("code", o.code, "21-character project code")
                                        ->required()
                                        ->type_name("CODE");
                                  });
  add_command<ProjectProgressOptions>(
      project, words, "progress", "Tell how far a project's goals are at a month's end",
      [](CLI::App& command, ProjectProgressOptions& o) {
        add_instance(command, o.instance);
        command.add_option("code", o.code, "21-character project code")
            ->required()
            ->type_name("CODE");
        command.add_option("--month", o.month, "The node")
            ->required()
            ->check(kMonths)
            ->type_name("MONTH");
        command.add_option("--achieved", o.achieved, "Share of the goals reached, in percent")
            ->required()
            ->type_name("PERCENT");
        command.add_option("--note", o.note, "What stands behind it")->type_name("TEXT");
      });
  add_command<ProjectDropOptions>(project, words, "drop", "Take a project out of a draft",
                                  [](CLI::App& command, ProjectDropOptions& o) {
                                    add_instance(command, o.instance);
                                    command.add_option("code", o.code, "21-character project code")
                                        ->required()
                                        ->type_name("CODE");
                                  });
}

namespace {

/// A file whose keys the contract of `route` tells.
void add_json_file(CLI::App& command, std::string& file, const std::string& holds,
                   const std::string& route) {
  command
      .add_option("file", file,
                  "JSON: " + holds + ". docs/http-api.md, " + route + ", tells its keys")
      ->required()
      ->check(CLI::ExistingFile)
      ->type_name("FILE");
}

void add_code(CLI::App& command, std::string& code) {
  command.add_option("code", code, "21-character project code")->required()->type_name("CODE");
}

/// What people do with alerts, and what else of the money changes within a year.
void add_alert_life(CLI::App& app, CLI::App& alert, Words& words) {
  add_command<AlertActOptions>(
      alert, words, "act", "Acknowledge, explain, ask, accept … an alert",
      [](CLI::App& command, AlertActOptions& o) {
        command
            .add_option("act", o.act,
                        "acknowledge, explain, report; finance: inquire, rectify, accept, reject, "
                        "escalate, suppress, lift")
            ->required()
            ->check(one_of({"acknowledge", "inquire", "explain", "rectify", "report", "accept",
                            "reject", "escalate", "suppress", "lift"}))
            ->type_name("ACT");
        command.add_option("alert", o.alert, "Number of the alert")
            ->required()
            ->check(kPositive)
            ->type_name("ID");
        command.add_option("--text", o.text, "What is said or asked")->type_name("TEXT");
        command.add_option("--cause", o.causes, "funds, rules, people, equipment, other")
            ->check(one_of({"funds", "rules", "people", "equipment", "other"}))
            ->type_name("CAUSE");
        command.add_option("--attachment", o.attachment, "Name of the document with the answer")
            ->type_name("NAME");
        command
            .add_option("--day", o.day, "By which an answer is owed, or hidden until: 2026-07-31")
            ->type_name("DAY");
      });
  add_command<AlertLettersOptions>(
      alert, words, "letters", "Letters that asked for an answer, and the answers",
      [](CLI::App& command, AlertLettersOptions& o) {
        command.add_option("--year", o.year, "Fiscal year")->check(kYears)->type_name("YEAR");
        command.add_option("--instance", o.instance, "Only of this instance")
            ->check(kInstance)
            ->type_name("ID");
      });
  add_command<AlertLetterOptions>(alert, words, "letter", "The last letter about an alert",
                                  [](CLI::App& command, AlertLetterOptions& o) {
                                    command.add_option("alert", o.alert, "Number of the alert")
                                        ->required()
                                        ->check(kPositive)
                                        ->type_name("ID");
                                  });
  add_command<AlertTotalsOptions>(
      alert, words, "totals", "Open alerts by unit, department or county; most money first",
      [](CLI::App& command, AlertTotalsOptions& o) {
        command.add_option("--year", o.year, "Fiscal year")->check(kYears)->type_name("YEAR");
        command.add_option("--by", o.by, "unit, department or region")
            ->check(one_of({"unit", "department", "region"}))
            ->type_name("WHAT");
      });
  add_command<AlertNotAssessedOptions>(alert, words, "not-assessed",
                                       "Projects a node's rules say nothing of, and why",
                                       [](CLI::App& command, AlertNotAssessedOptions& o) {
                                         add_instance(command, o.instance);
                                         command.add_option("--month", o.month, "The node")
                                             ->required()
                                             ->check(kMonths)
                                             ->type_name("MONTH");
                                       });
  add_command<AlertExemptOptions>(
      alert, words, "exempt", "Let a project off a rule until a day, or take that back",
      [](CLI::App& command, AlertExemptOptions& o) {
        add_instance(command, o.instance);
        add_code(command, o.code);
        command.add_option("--rule", o.rule, "The rule")->required()->type_name("ID");
        command.add_option("--reason", o.reason, "Why")->required()->type_name("TEXT");
        command.add_option("--until", o.until, "Last day: 2026-09-30")->type_name("DAY");
        command.add_flag("--lift", o.lift, "Take the exemption back");
      });
  add_command<AlertExemptionsOptions>(
      alert, words, "exemptions", "Projects let off a rule",
      [](CLI::App& command, AlertExemptionsOptions& o) { add_instance(command, o.instance); });
  CLI::App& why = add_noun(app, "why", "How something came about");
  add_command<WhyDeadlineOptions>(
      why, words, "deadline", "Rule, first day, days skipped and added, calendar",
      [](CLI::App& command, WhyDeadlineOptions& o) { add_instance(command, o.instance); });
  add_command<WhyAlertOptions>(why, words, "alert",
                               "The arithmetic of an alert, from the numbers it was kept with",
                               [](CLI::App& command, WhyAlertOptions& o) {
                                 command.add_option("alert", o.alert, "Number of the alert")
                                     ->required()
                                     ->check(kPositive)
                                     ->type_name("ID");
                               });
  add_command<WhyScoreOptions>(why, words, "score",
                               "How a self-evaluation's score came about, line by line",
                               [](CLI::App& command, WhyScoreOptions& o) {
                                 add_instance(command, o.instance);
                                 add_code(command, o.code);
                               });
  CLI::App& funds = add_noun(app, "funds", "Budgets that move within a year");
  add_command<BudgetMoveOptions>(
      funds, words, "move", "Move money between projects, or adjust budgets and plans",
      [](CLI::App& command, BudgetMoveOptions& o) {
        add_instance(command, o.instance);
        add_json_file(command, o.file, "the movement", "POST .../movements");
      });
  add_command<BudgetAskOptions>(
      funds, words, "ask", "Say what a request to adjust a budget asks for, or grants",
      [](CLI::App& command, BudgetAskOptions& o) {
        add_instance(command, o.instance);
        add_json_file(command, o.file, "what is asked for", "POST .../asked-movement");
      });
  add_command<BudgetAskedOptions>(
      funds, words, "asked", "What a request to adjust a budget asks for, before, asked, granted",
      [](CLI::App& command, BudgetAskedOptions& o) { add_instance(command, o.instance); });
}

}  // namespace

void add_money(CLI::App& app, Words& words) {
  CLI::App& payment = add_noun(app, "payment", "Payments made and batches received");
  add_command<PaymentImportOptions>(
      payment, words, "import", "Send a file of payments; the same file twice changes nothing",
      [](CLI::App& command, PaymentImportOptions& o) {
        command.add_option("file", o.file, "CSV (UTF-8, GB18030; comma, tab, semicolon) or JSON")
            ->required()
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command.add_option("--year", o.year, "Fiscal year")
            ->required()
            ->check(kYears)
            ->type_name("YEAR");
        command
            .add_option("--source", o.source,
                        "System the vouchers are numbered by (default budgetctl)")
            ->type_name("NAME");
        command.add_flag("--preview", o.preview, "Show how the file is understood; send nothing");
        command.add_option("--unit", o.unit, "Of amounts that name none: yuan, wan or fen")
            ->check(one_of({"yuan", "wan", "fen"}))
            ->type_name("UNIT");
        command.add_option("--encoding", o.encoding, "utf8 or gb18030, if it is found out wrongly")
            ->check(one_of({"utf8", "gb18030"}))
            ->type_name("NAME");
        command
            .add_option("--columns", o.columns,
                        "Of a file without a header: date,project_code,amount … in its order; - is "
                        "left out")
            ->type_name("LIST");
      });
  add_command<PaymentBatchesOptions>(payment, words, "batches", "Batches received",
                                     [](CLI::App&, PaymentBatchesOptions&) {});
  add_command<PaymentRejectsOptions>(
      payment, words, "rejects", "Rows that could not be placed, and why",
      [](CLI::App& command, PaymentRejectsOptions& o) {
        command.add_option("--batch", o.batch, "Only of this batch")
            ->check(kPositive)
            ->type_name("N");
        command.add_option("--out", o.out, "Write them to a CSV to mend and import")
            ->type_name("FILE");
      });
  CLI::App& alert = add_noun(app, "alert", "Projects behind their plan");
  add_command<AlertListOptions>(
      alert, words, "list", "Alerts, largest gap first",
      [](CLI::App& command, AlertListOptions& o) {
        command.add_option("--year", o.year, "Fiscal year")->check(kYears)->type_name("YEAR");
        command.add_option("--state", o.state, "open or closed")
            ->check(one_of({"open", "closed"}))
            ->type_name("STATE");
        command.add_option("--month", o.month, "Monitoring node (3, 6, 10, 12)")
            ->check(kMonths)
            ->type_name("MONTH");
        command.add_option("--level", o.level, "info, yellow, orange or red")
            ->check(one_of({"info", "yellow", "orange", "red"}))
            ->type_name("LEVEL");
        command.add_option("--instance", o.instance, "Only of this instance")
            ->check(kInstance)
            ->type_name("ID");
      });
  add_command<AlertShowOptions>(alert, words, "show",
                                "One alert: the sentence and every number behind it",
                                [](CLI::App& command, AlertShowOptions& o) {
                                  command.add_option("alert", o.alert, "Number of the alert")
                                      ->required()
                                      ->check(kPositive)
                                      ->type_name("ID");
                                });
  add_alert_life(app, alert, words);
  CLI::App& notice = add_noun(app, "notice", "Messages to people");
  add_command<NoticeListOptions>(
      notice, words, "list", "Messages and whether they went out",
      [](CLI::App& command, NoticeListOptions& o) {
        command.add_option("--instance", o.instance, "Only about this instance")
            ->check(kInstance)
            ->type_name("ID");
      });
  add_command<NoticeDeadOptions>(notice, words, "dead", "Letters that were given up, and why",
                                 [](CLI::App&, NoticeDeadOptions&) {});
  add_command<NoticeRetryOptions>(notice, words, "retry", "Send a letter of `notice dead` again",
                                  [](CLI::App& command, NoticeRetryOptions& o) {
                                    command.add_option("letter", o.letter, "Number of the letter")
                                        ->required()
                                        ->check(kPositive)
                                        ->type_name("ID");
                                  });
  add_command<NoticeDiscardOptions>(
      notice, words, "discard", "Take a letter off `notice dead`; it is never sent",
      [](CLI::App& command, NoticeDiscardOptions& o) {
        command.add_option("letter", o.letter, "Number of the letter")
            ->required()
            ->check(kPositive)
            ->type_name("ID");
        command
            .add_option("--reason", o.reason, "How its people were told instead; kept in the log")
            ->required()
            ->type_name("TEXT");
      });
  CLI::App& channel = add_noun(app, "channel", "Ways by which messages go out");
  add_command<ChannelListOptions>(channel, words, "list", "Channels, what waits and what failed",
                                  [](CLI::App&, ChannelListOptions&) {});
  add_command<ChannelEnableOptions>(
      channel, words, "enable", "Turn on a channel its service had turned off",
      [](CLI::App& command, ChannelEnableOptions& o) {
        command.add_option("channel", o.channel, "Name of the channel")
            ->required()
            ->type_name("NAME");
      });
  add_command<ChannelTestOptions>(channel, words, "test",
                                  "Send yourself a test message and say what came back",
                                  [](CLI::App& command, ChannelTestOptions& o) {
                                    command.add_option("channel", o.channel, "Name of the channel")
                                        ->required()
                                        ->type_name("NAME");
                                  });
}

}  // namespace budget::cli
