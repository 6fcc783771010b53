#include "cli/syntax/words.h"

namespace budget::cli {

namespace {

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

}  // namespace

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
  add_command<InstanceChildrenOptions>(
      instance, words, "children", "What was opened beneath one",
      [](CLI::App& command, InstanceChildrenOptions& o) { add_instance(command, o.instance); });
  add_command<InstanceOpenChildOptions>(
      instance, words, "open-child",
      "Open what its stage lets people open: a request to adjust the budget, a rectification",
      [](CLI::App& command, InstanceOpenChildOptions& o) {
        add_instance(command, o.instance);
        command.add_option("workflow", o.workflow, "Workflow, as instance show names them")
            ->required()
            ->type_name("WORKFLOW");
        command.add_option("--about", o.about, "What it is for, in a few words")
            ->required()
            ->type_name("TEXT");
        command.add_option("--alert", o.alert, "The alert a rectification follows")
            ->type_name("NUMBER");
      });
  add_command<InstanceCarriedOptions>(
      instance, words, "carried", "What the closed year before left open for this one",
      [](CLI::App& command, InstanceCarriedOptions& o) { add_instance(command, o.instance); });
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

}  // namespace budget::cli
