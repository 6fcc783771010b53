#include "cli/syntax/words.h"

namespace budget::cli {
namespace {

enum class Form { monitoring, evaluation };

void add_choice(CLI::App& command, SheetChoice& choice, Form form) {
  add_instance(command, choice.instance);
  if (form == Form::evaluation) return;
  command.add_option("--month", choice.month, "The node: 3, 6, 10, 12 …")
      ->required()
      ->check(kMonths)
      ->type_name("MONTH");
}

void add_project(CLI::App& command, std::string& code, const char* text) {
  command.add_option("code", code, text)->type_name("CODE");
}

void add_act(CLI::App& noun, Words& words, Form form, const char* name, const char* act,
             const char* text) {
  add_command<SheetActOptions>(
      noun, words, name, text, [form, act](CLI::App& command, SheetActOptions& o) {
        o.act = act;
        add_choice(command, o.choice, form);
        command.add_option("codes", o.projects, "Projects; without any, all that can be")
            ->type_name("CODE");
        auto* reason = command.add_option("--reason", o.reason, "Why")->type_name("TEXT");
        if (std::string_view(act) == "send_back") reason->required();
      });
}

/// What monitoring sheets and self-evaluations have in common.
void add_common(CLI::App& noun, Words& words, Form form) {
  add_command<SheetListOptions>(
      noun, words, "list", "What was opened, and how far it is",
      [form](CLI::App& command, SheetListOptions& o) {
        o.evaluation = form == Form::evaluation;
        command.add_option("--year", o.year, "Fiscal year")->check(kYears)->type_name("YEAR");
        command.add_option("--instance", o.instance, "Only of this one")
            ->check(kInstance)
            ->type_name("ID");
        if (form == Form::monitoring)
          command.add_option("--month", o.month, "Only of this node")
              ->check(kMonths)
              ->type_name("MONTH");
      });
  add_command<SheetShowOptions>(noun, words, "show", "Sheets, or one of them with what it lacks",
                                [form](CLI::App& command, SheetShowOptions& o) {
                                  add_choice(command, o.choice, form);
                                  add_project(command, o.project, "Project, to see all of it");
                                });
  add_command<SheetTemplateOptions>(
      noun, words, "template", "The sheets as CSV, to fill in with a spreadsheet",
      [form](CLI::App& command, SheetTemplateOptions& o) {
        add_choice(command, o.choice, form);
        add_project(command, o.project, "Only this project");
        command.add_option("--out", o.out, "File to write; without it, standard output")
            ->type_name("FILE");
      });
  add_command<SheetFillOptions>(noun, words, "fill", "Fill in sheets from such a CSV",
                                [form](CLI::App& command, SheetFillOptions& o) {
                                  add_choice(command, o.choice, form);
                                  command.add_option("file", o.file, "The CSV")
                                      ->required()
                                      ->check(CLI::ExistingFile)
                                      ->type_name("FILE");
                                  command.add_flag("--hand-in", o.hand_in, "And hand them in");
                                });
  add_act(noun, words, form, "hand-in", "hand_in", "Hand filled sheets in to finance");
  add_act(noun, words, form, "accept", "accept", "Finance: accept sheets that were handed in");
  add_act(noun, words, form, "send-back", "send_back", "Finance: send sheets back to be mended");
}

}  // namespace

void add_sheets(CLI::App& app, Words& words) {
  CLI::App& monitoring = add_noun(app, "monitoring", "Monitoring sheets of the nodes");
  add_common(monitoring, words, Form::monitoring);
  CLI::App& evaluation = add_noun(app, "evaluation", "Self-evaluation of a year");
  add_common(evaluation, words, Form::evaluation);
  add_command<EvaluationCheckOptions>(
      evaluation, words, "check", "Finance: check one and say which scores are others",
      [](CLI::App& command, EvaluationCheckOptions& o) {
        add_instance(command, o.instance);
        command.add_option("code", o.code, "21-character project code")
            ->required()
            ->type_name("CODE");
        command.add_option("--text", o.text, "What was found")->required()->type_name("TEXT");
        command
            .add_option("--score", o.scores,
                        "NUMBER=SCORE:REASON, the number of the indicator, 0 for execution")
            ->type_name("SCORE");
      });
  add_command<EvaluationSummaryOptions>(
      evaluation, words, "summary", "A department's scores, grades, and what looks made up",
      [](CLI::App& command, EvaluationSummaryOptions& o) {
        add_instance(command, o.instance);
        command.add_flag("--suspicious", o.suspicious, "Only what looks made up");
      });
  add_command<EvaluationBeforeOptions>(
      evaluation, words, "before", "For a draft: how its projects did before, and what is open",
      [](CLI::App& command, EvaluationBeforeOptions& o) { add_instance(command, o.instance); });
  add_command<BulletinOptions>(
      app, words, "bulletin", "Spending by department at a month's end, ranked",
      [](CLI::App& command, BulletinOptions& o) {
        command.add_option("--year", o.year, "Fiscal year")
            ->required()
            ->check(kYears)
            ->type_name("YEAR");
        command.add_option("--month", o.month, "The month")
            ->required()
            ->check(kMonths)
            ->type_name("MONTH");
        command.add_option("--region", o.region, "Only of this region")->type_name("CODE");
      });
}

}  // namespace budget::cli
