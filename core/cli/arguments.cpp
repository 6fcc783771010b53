#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <limits>
#include <memory>
#include <numeric>
#include <sstream>

namespace budget::cli {
namespace {

constexpr const char* kFooter =
    "\nExit status: 0 done; 1 done, with findings, differences or refused rows; 2 usage; 3 "
    "refused;\n"
    "4 nobody answers; 5 fault.\n"
    "The access token comes from --token-file, or from the environment variable BUDGETCTL_TOKEN; "
    "never\n"
    "from the command line, which everybody on the machine can see.\n"
    "See budgetctl(1).";

/// A check that shows nothing in the help and explains itself in words.
CLI::Validator check_of(std::function<std::string(std::string&)> check) {
  return CLI::Validator(std::move(check), std::string());
}

CLI::Validator whole_number(std::int64_t least, std::int64_t most, const std::string& wanted) {
  return check_of([=](const std::string& text) -> std::string {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    if (stop != end || problem == std::errc::invalid_argument) {
      return "expected " + wanted + ", but \"" + text + "\" is no whole number";
    }
    const bool fits = problem == std::errc() && number >= least && number <= most;
    return fits ? "" : "expected " + wanted + ", but " + text + " is out of range";
  });
}

CLI::Validator one_of(const std::vector<std::string>& words) {
  return check_of([words](const std::string& text) -> std::string {
    std::string list;
    for (const std::string& word : words) {
      list += (list.empty() ? "" : word == words.back() ? " or " : ", ") + word;
    }
    return std::ranges::find(words, text) != words.end()
               ? ""
               : "expected " + list + ", but it is \"" + text + "\"";
  });
}

const CLI::Validator kYears = whole_number(2000, 2099, "a year from 2000 to 2099");
const CLI::Validator kMonths = whole_number(1, 12, "a month from 1 to 12");
const CLI::Validator kPositive =
    whole_number(1, std::numeric_limits<std::int64_t>::max(), "a whole number from 1");
const CLI::Validator kInstance = check_of([](const std::string& text) -> std::string {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool is_number = digits == text.size() && digits > 0 && digits < 19;
  const bool is_key = digits == 4 && text.size() > 5 && text[4] == '-';
  return is_number || is_key ? ""
                             : "expected a number or YEAR-REGION-DEPARTMENT (2026-130605-203), but "
                               "it is \"" +
                                   text + "\"";
});

const CLI::Validator kPluginName = check_of([](const std::string& text) -> std::string {
  const bool is_name = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == text.npos;
  return is_name && !text.empty()
             ? ""
             : "expected a name of small letters, digits and underscores, but it is \"" + text +
                   "\"";
});

/// All the options, and which command was chosen. Lives as long as the parser that points into it.
struct Words {
  GlobalOptions globals;
  std::optional<CommandOptions> chosen;
};

/// Adds a command whose options are read into an Options of its own, handed over when it is the one
/// chosen.
template <typename Options, typename Declare>
void add_command(CLI::App& parent, Words& words, const char* name, const char* text,
                 Declare declare) {
  CLI::App* command = parent.add_subcommand(name, text);
  auto options = std::make_shared<Options>();  // shared: the parser copies its callbacks
  declare(*command, *options);
  command->callback([options, &words] { words.chosen = *options; });
}

CLI::App& add_noun(CLI::App& app, const char* name, const char* text) {
  CLI::App* noun = app.add_subcommand(name, text);
  noun->require_subcommand(1);
  return *noun;
}

template <typename Value>
void add_instance(CLI::App& command, Value& value) {
  command
      .add_option("instance", value,
                  "Number of the instance, or YEAR-REGION-DEPARTMENT (2026-130605-203)")
      ->required()
      ->check(kInstance)
      ->type_name("ID");
}

void add_database(CLI::App& command, DatabaseChoice& choice) {
  auto* database =
      command.add_option("--database", choice.database, "Database file")->type_name("FILE");
  command.add_option("--config", choice.config, "Configuration that names the database")
      ->type_name("FILE")
      ->excludes(database);
}

void add_globals(CLI::App& app, GlobalOptions& globals) {
  app.add_option("--url", globals.url, "Where budgetd listens")
      ->capture_default_str()
      ->envname("BUDGETCTL_URL")
      ->type_name("URL");
  app.add_option("--socket", globals.socket, "Unix socket of budgetd, instead of TCP")
      ->type_name("PATH");
  app.add_option("--token-file", globals.token_file, "File with the access token")
      ->envname("BUDGETCTL_TOKEN_FILE")
      ->type_name("FILE");
  app.add_flag("--json", globals.json, "Print results as JSON");
  app.add_flag("-q,--quiet", globals.quiet, "Print results and errors only");
  app.add_option_function<std::string>(
         "--color",
         [&globals](const std::string& mode) {
           globals.color = mode == "never" ? ColorMode::never : ColorMode::automatic;
         },
         "Colours: auto or never")
      ->check(one_of({"auto", "never"}))
      ->type_name("auto|never");
}

/// The arrangements: what each is called here and in the API, whom it wants and whether it wants a
/// reason.
enum class Named { nobody, one, several };
struct ArrangementWord {
  const char* word;
  const char* arrangement;
  const char* text;
  Named people;
  bool needs_reason;
};
constexpr ArrangementWord kArrangementWords[] = {
    {"transfer", "transfer", "Hand it to another holder of the role (转办)", Named::one, false},
    {"delegate", "delegate", "Have somebody prepare it; it comes back (委派)", Named::one, false},
    {"answer", "answer", "Hand back what was delegated to you, with an opinion (交回)",
     Named::nobody, true},
    {"recall", "recall", "Take back what was delegated (收回委派)", Named::nobody, false},
    {"add-signer", "add_signer", "Ask somebody else to sign too (加签)", Named::one, false},
    {"drop-signer", "drop_signer", "Do without a signer who was added (减签)", Named::one, true},
    {"copy", "copy", "Send a copy (抄送)", Named::several, false},
    {"urge", "urge", "Tell whoever's turn it is once more (催办)", Named::nobody, false},
    {"suspend", "suspend", "Let nobody act and no time run (挂起)", Named::nobody, true},
    {"resume", "resume", "Go on after a suspension (恢复)", Named::nobody, false},
    {"terminate", "terminate", "Close it before its end (终止)", Named::nobody, true},
    {"propose-repair", "propose_repair", "Ask for a jump to another stage (更正跳转)",
     Named::nobody, true},
    {"confirm-repair", "confirm_repair", "Confirm, as the second person, the jump proposed",
     Named::nobody, false},
    {"drop-repair", "drop_repair", "Let nothing come of the jump proposed", Named::nobody, false},
};

void add_arrangements(CLI::App& instance, Words& words) {
  for (const ArrangementWord& each : kArrangementWords) {
    add_command<InstanceArrangeOptions>(
        instance, words, each.word, each.text,
        [&each](CLI::App& command, InstanceArrangeOptions& o) {
          o.arrangement = each.arrangement;
          add_instance(command, o.instance);
          if (each.people != Named::nobody) {
            command.add_option("--to", o.people, "The person")
                ->required()
                ->expected(1, each.people == Named::several ? 50 : 1)
                ->type_name("PERSON");
          }
          if (o.arrangement == "propose_repair")
            command.add_option("--stage", o.stage, "Where to")->required()->type_name("STAGE");
          auto* reason = command.add_option("--reason", o.reason, "Why; kept in the log");
          reason->type_name("TEXT");
          if (each.needs_reason) reason->required();
          command
              .add_option("--expected-revision", o.expected_revision,
                          "Refuse if somebody was faster")
              ->check(kPositive)
              ->type_name("N");
        });
  }
}

void add_office(CLI::App& app, Words& words) {
  add_command<StatusOptions>(app, words, "status", "The office at a glance",
                             [](CLI::App& command, StatusOptions& o) {
                               command.add_option("--year", o.year, "Only this fiscal year")
                                   ->check(kYears)
                                   ->type_name("YEAR");
                             });
  add_command<MeOptions>(app, words, "me", "Who the access token stands for, and their roles",
                         [](CLI::App&, MeOptions&) {});
  CLI::App& cycle = add_noun(app, "cycle", "Budget years of a finance office");
  add_command<CycleOpenOptions>(
      cycle, words, "open", "Open a fiscal year for all departments, or for some",
      [](CLI::App& command, CycleOpenOptions& o) {
        command.add_option("--year", o.year, "Fiscal year")
            ->required()
            ->check(kYears)
            ->type_name("YEAR");
        command
            .add_option("--region", o.region,
                        "Six-digit region code; may be left out by who works for one region")
            ->type_name("CODE");
        command.add_option("--department", o.departments, "Only these departments (130605-203)")
            ->type_name("D");
        command.add_option("--workflow", o.workflow, "Workflow to run")
            ->capture_default_str()
            ->type_name("ID");
      });
  add_command<CycleListOptions>(cycle, words, "list", "Years opened so far",
                                [](CLI::App&, CycleListOptions&) {});
}

void add_instances(CLI::App& app, Words& words) {
  CLI::App& instance =
      add_noun(app, "instance", "Departments' budgets on their way through the year");
  add_command<InstanceListOptions>(
      instance, words, "list", "Which department is at which stage",
      [](CLI::App& command, InstanceListOptions& o) {
        command.add_option("--year", o.year, "Fiscal year")->check(kYears)->type_name("YEAR");
        command.add_option("--department", o.department, "Department (130605-203)")->type_name("D");
        command.add_option("--stage", o.stage, "Stage (draft, finance_review …)")
            ->type_name("STAGE");
        command.add_flag("--open", o.open, "Only those not closed");
        command.add_flag("--overdue", o.overdue, "Only those past their deadline");
      });
  add_command<InstanceShowOptions>(
      instance, words, "show", "Stage, deadline, money and open alerts of one",
      [](CLI::App& command, InstanceShowOptions& o) { add_instance(command, o.instance); });
  add_command<InstanceHistoryOptions>(
      instance, words, "history",
      "Everything that happened to one, sealed by its hash; payments are apart (payment batches)",
      [](CLI::App& command, InstanceHistoryOptions& o) { add_instance(command, o.instance); });
  add_command<InstanceReportOptions>(
      instance, words, "report", "What the rules said the last time they were asked",
      [](CLI::App& command, InstanceReportOptions& o) { add_instance(command, o.instance); });
  add_command<InstanceCheckOptions>(
      instance, words, "check", "Ask the rules of the stage's gates now",
      [](CLI::App& command, InstanceCheckOptions& o) { add_instance(command, o.instance); });
  add_command<InstanceRepinOptions>(
      instance, words, "repin", "Let the rule plugins as they are today count from now on",
      [](CLI::App& command, InstanceRepinOptions& o) {
        add_instance(command, o.instance);
        command.add_option("--reason", o.reason, "Who decided it, and why; kept in the log")
            ->required()
            ->type_name("TEXT");
      });
  add_command<InstancePeopleOptions>(
      instance, words, "people", "Whose turn it is, who can act and for whom, and who cannot, why",
      [](CLI::App& command, InstancePeopleOptions& o) { add_instance(command, o.instance); });
  add_arrangements(instance, words);
  add_command<QueueOptions>(
      app, words, "queue", "What waits for you, the most urgent first",
      [](CLI::App& command, QueueOptions& o) {
        command.add_option("--person", o.person, "For somebody else")->type_name("PERSON");
      });
  add_command<ActOptions>(
      app, words, "act",
      "Perform an act: submit, approve, return, withdraw, reply, publish, evaluate",
      [](CLI::App& command, ActOptions& o) {
        command.add_option("act", o.act, "The act, as the workflow names it")
            ->required()
            ->type_name("ACT");
        add_instance(command, o.instance);
        command.add_option("--reason", o.reason, "Why; required for a return")->type_name("TEXT");
        command.add_option("--for", o.on_behalf_of, "For whom, as their substitute")
            ->type_name("PERSON");
        command.add_option("--to", o.to, "Another stage the act may lead to")->type_name("STAGE");
        command
            .add_option("--expected-revision", o.expected_revision, "Refuse if somebody was faster")
            ->check(kPositive)
            ->type_name("N");
      });
}

void add_substitutions(CLI::App& app, Words& words) {
  CLI::App& substitution = add_noun(app, "substitution", "Who acts for whom, and when");
  add_command<SubstitutionListOptions>(
      substitution, words, "list", "Substitutions in force or to come",
      [](CLI::App& command, SubstitutionListOptions& o) {
        command.add_flag("--ended", o.ended, "Those that ended as well");
      });
  add_command<SubstitutionAppointOptions>(
      substitution, words, "appoint", "Let somebody act for you while you are away",
      [](CLI::App& command, SubstitutionAppointOptions& o) {
        command.add_option("substitute", o.substitute, "Who acts")->required()->type_name("PERSON");
        command.add_option("--from", o.first_day, "First day (2026-07-01)")
            ->required()
            ->type_name("DAY");
        command.add_option("--until", o.last_day, "Last day, included")
            ->required()
            ->type_name("DAY");
        command.add_option("--role", o.roles, "Only in this role; may be given several times")
            ->type_name("ROLE");
        command.add_option("--for", o.person, "Who is away, where it is not you")
            ->type_name("PERSON");
        command.add_option("--reason", o.reason, "Why; kept in the log")->type_name("TEXT");
      });
  add_command<SubstitutionEndOptions>(
      substitution, words, "end", "End a substitution before its last day",
      [](CLI::App& command, SubstitutionEndOptions& o) {
        command.add_option("substitution", o.substitution, "Number of the substitution")
            ->required()
            ->check(kPositive)
            ->type_name("ID");
        command.add_option("--reason", o.reason, "Why; kept in the log")->type_name("TEXT");
      });
}

void add_time(CLI::App& app, Words& words) {
  CLI::App& occasion = add_noun(app, "occasion", "Days of the year that deadlines count from");
  add_command<OccasionListOptions>(
      occasion, words, "list", "The days named so far",
      [](CLI::App& command, OccasionListOptions& o) {
        command.add_option("--year", o.year, "Fiscal year")->check(kYears)->type_name("YEAR");
      });
  add_command<OccasionNameOptions>(
      occasion, words, "name", "Say on which day it is; deadlines that count from it move",
      [](CLI::App& command, OccasionNameOptions& o) {
        command.add_option("occasion", o.occasion, "As the workflow names it (congress_approval)")
            ->required()
            ->type_name("NAME");
        command.add_option("day", o.day, "The day (2026-02-08)")->required()->type_name("DAY");
        command.add_option("--year", o.year, "Fiscal year")
            ->required()
            ->check(kYears)
            ->type_name("YEAR");
        command.add_option("--region", o.region, "Six digits; left out: yours")->type_name("CODE");
        command.add_option("--reason", o.reason, "Where it says so; kept in the log")
            ->type_name("TEXT");
      });
}

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
  CLI::App& funds = add_noun(app, "funds", "Budgets that move within a year");
  add_command<BudgetMoveOptions>(funds, words, "move",
                                 "Move money between projects, or adjust budgets and plans",
                                 [](CLI::App& command, BudgetMoveOptions& o) {
                                   add_instance(command, o.instance);
                                   command.add_option("file", o.file, "JSON: the movement")
                                       ->required()
                                       ->check(CLI::ExistingFile)
                                       ->type_name("FILE");
                                 });
}

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

void add_choice(CLI::App& command, ExportChoice& choice) {
  command.add_option("--year", choice.year, "Fiscal year")->check(kYears)->type_name("YEAR");
  command.add_option("--department", choice.department, "Only of this department")->type_name("ID");
  command.add_option("--person", choice.person, "Calendar: only what waits for this person")
      ->type_name("ID");
}

void add_out(CLI::App& command, std::string& out) {
  command.add_option("--out", out, "File to write; without it, standard output")->type_name("FILE");
}

void add_exports(CLI::App& app, Words& words) {
  add_command<ExportOptions>(
      app, words, "export", "Write rows to a file by an exporter of budgetd",
      [](CLI::App& command, ExportOptions& o) {
        command.add_option("what", o.what, "What to write")
            ->required()
            ->check(one_of({"projects", "payments", "alerts", "instances", "events", "calendar"}))
            ->type_name("WHAT");
        command.add_option("--format", o.format, "Name of the exporter in budgetd.toml")
            ->capture_default_str()
            ->type_name("NAME");
        command.add_option("--instance", o.instance, "Only of this instance")
            ->check(kInstance)
            ->type_name("ID");
        add_choice(command, o.choice);
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
        command.add_option("--year", o.year, "Fiscal year")
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
        command.add_flag("--by-person", o.by_person,
                         "What each person has to do, instead of day by day");
        command.add_option("--keep", o.keep, "Leave the rehearsed database in this new file")
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
        command.add_option("--region", o.region, "Region the documents belong to")
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
        command.add_option("--instance", o.instance, "Compare with, or publish, what it holds")
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

std::vector<std::string> long_options(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      if (name != "help") {
        names.push_back("--" + name);
      }
    }
  }
  return names;
}

/// How many letters differ (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return row.back();
}

std::string unknown(const std::string& kind, const std::string& word,
                    const std::vector<std::string>& known) {
  constexpr std::size_t kFar = 3;
  std::string text = "unknown " + kind + " \"" + word + "\"";
  const auto nearest = std::ranges::min_element(
      known, {}, [&](const std::string& name) { return distance(word, name); });
  if (nearest != known.end() && distance(word, *nearest) < kFar) {
    text += ", did you mean \"" + *nearest + "\"?";
  }
  return text;
}

/// The first word that is neither a command nor an option where it stands; empty when all are.
std::string unknown_word(CLI::App& app, const std::vector<std::string>& words) {
  const CLI::App* level = &app;
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    const std::string name = words[i].substr(0, words[i].find('='));
    const auto commands = level->get_subcommands([](const CLI::App*) { return true; });
    if (name.rfind("--", 0) == 0) {
      const CLI::Option* option = level->get_option_no_throw(name);
      option = option == nullptr ? app.get_option_no_throw(name) : option;
      if (option == nullptr) {
        std::vector<std::string> known = long_options(*level);
        std::ranges::copy(long_options(app), std::back_inserter(known));
        return unknown("option", name, known);
      }
      i += option->get_items_expected_max() > 0 && name == words[i] ? 1 : 0;
    } else if (!commands.empty() && name[0] != '-') {
      std::vector<std::string> known;
      std::ranges::transform(commands, std::back_inserter(known),
                             [](const CLI::App* command) { return command->get_name(); });
      const auto found = std::ranges::find(known, name);
      if (found == known.end()) {
        return unknown("command", name, known);
      }
      level = commands[static_cast<std::size_t>(found - known.begin())];
    }
  }
  return {};
}

void add_plugin_name(CLI::App& command, std::string& name) {
  command.add_option("name", name, "As [[plugins]] name in budgetd.toml")
      ->required()
      ->check(kPluginName)
      ->type_name("NAME");
}

void add_plugins(CLI::App& app, Words& words) {
  CLI::App& plugin = add_noun(app, "plugin", "Plugins: look at them, try them, write one");
  add_command<PluginListOptions>(plugin, words, "list", "Configured plugins and how they are",
                                 [](CLI::App&, PluginListOptions&) {});
  add_command<PluginShowOptions>(
      plugin, words, "show", "One plugin: where it runs, and its options",
      [](CLI::App& command, PluginShowOptions& o) { add_plugin_name(command, o.name); });
  add_command<PluginEnableOptions>(
      plugin, words, "enable", "Let its results count (again)",
      [](CLI::App& command, PluginEnableOptions& o) {
        add_plugin_name(command, o.name);
        command.add_option("--reason", o.reason, "Why")->type_name("TEXT");
      });
  add_command<PluginShadowOptions>(
      plugin, words, "shadow", "Run it beside, without effect",
      [](CLI::App& command, PluginShadowOptions& o) {
        add_plugin_name(command, o.name);
        command.add_option("--reason", o.reason, "Why")->type_name("TEXT");
      });
  add_command<PluginQuarantineOptions>(
      plugin, words, "quarantine", "Call it no more",
      [](CLI::App& command, PluginQuarantineOptions& o) {
        add_plugin_name(command, o.name);
        command.add_option("--reason", o.reason, "Why; needed")->required()->type_name("TEXT");
      });
  add_command<PluginValidateOptions>(
      plugin, words, "validate", "Hold a library against everything the contract promises",
      [](CLI::App& command, PluginValidateOptions& o) {
        command.add_option("file", o.file, "The library, its manifest beside it")
            ->required()
            ->type_name("FILE");
        command.add_option("--room", o.room, "inside, isolated or both")
            ->capture_default_str()
            ->check(one_of({"inside", "isolated", "both"}))
            ->type_name("ROOM");
        command
            .add_option("--options", o.options,
                        "Options to try it with, a TOML file; its paths count from here")
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command.add_option("--reproduce", o.reproduced, "Only this fuzz case, as it was printed")
            ->type_name("SEED");
        command.add_option("--limit", o.limit_s, "Seconds that one test may take")
            ->capture_default_str()
            ->check(whole_number(1, 600, "1 to 600 seconds"))
            ->type_name("SECONDS");
      });
  add_command<PluginNewOptions>(
      plugin, words, "new", "Write a plugin that builds outside the repository",
      [](CLI::App& command, PluginNewOptions& o) {
        command.add_option("kind", o.kind, "rule, notifier, exporter or importer")
            ->required()
            ->check(one_of({"rule", "notifier", "exporter", "importer"}))
            ->type_name("KIND");
        command.add_option("name", o.name, "Small letters, digits and underscores")
            ->required()
            ->type_name("NAME");
        command.add_option("--out", o.to, "A new folder; NAME without")->type_name("DIR");
      });
}

void declare(CLI::App& app, Words& words) {
  app.set_version_flag("--version", "budgetctl " BUDGETCTL_VERSION);
  app.set_help_flag("-h,--help", "Print this help");
  app.fallthrough();
  app.require_subcommand(1);
  app.footer(kFooter);
  add_globals(app, words.globals);
  add_office(app, words);
  add_instances(app, words);
  add_substitutions(app, words);
  add_time(app, words);
  add_projects(app, words);
  add_money(app, words);
  add_exports(app, words);
  add_plugins(app, words);
  add_offline(app, words);
}

}  // namespace

std::variant<Invocation, Explanation> parse_arguments(const std::vector<std::string>& words) {
  CLI::App app("Drives the annual budget cycle kept by budgetd", "budgetctl");
  Words parsed;
  declare(app, parsed);
  try {
    app.parse(
        std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 takes them from the back
  } catch (const CLI::ParseError& end) {
    std::ostringstream out;
    std::ostringstream err;
    if (app.exit(end, out, err) == 0) {
      return Explanation{ExitCode::ok, out.str() + err.str()};
    }
    const std::string unknown = unknown_word(app, words);
    return Explanation{ExitCode::usage, "budgetctl: " + (unknown.empty() ? end.what() : unknown) +
                                            "\n  → --help lists commands and options\n"};
  }
  return Invocation{parsed.globals, parsed.chosen.value()};
}

std::vector<CommandSyntax> command_syntaxes() {
  CLI::App app;
  Words words;
  declare(app, words);
  const auto any = [](const CLI::App*) { return true; };
  std::vector<CommandSyntax> syntaxes;
  for (const CLI::App* noun : app.get_subcommands(any)) {
    const auto verbs = noun->get_subcommands(any);
    if (verbs.empty()) {
      syntaxes.push_back({noun->get_name(), long_options(*noun)});
    }
    for (const CLI::App* verb : verbs) {
      syntaxes.push_back({noun->get_name() + " " + verb->get_name(), long_options(*verb)});
    }
  }
  return syntaxes;
}

}  // namespace budget::cli
