#include "config/workflow_file.h"

#include <algorithm>

#include "config/load_file.h"
#include "config/toml_reader.h"
#include "config/workflow_rounds.h"

namespace budget {
namespace {

constexpr Range kYearOffsets = {-5, 5};
constexpr Range kMonths = {1, 12};
constexpr Range kDays = {1, 31};
constexpr Range kHours = {1, 24};
constexpr Range kPercents = {1, 100};

DeadlineRule read_deadline(TableReader& table) {
  DeadlineRule rule;
  rule.reference =
      table.choice("from", {DeadlineReference::stage_entered, DeadlineReference::fiscal_year,
                            DeadlineReference::occasion});
  if (rule.reference == DeadlineReference::occasion)
    rule.occasion = table.id<OccasionId>("occasion");
  if (rule.reference != DeadlineReference::stage_entered) {
    rule.year_offset = table.integer("year", kYearOffsets);
    rule.month = table.integer("month", kMonths);
    rule.day = table.integer("day", kDays);
  }
  if (rule.reference == DeadlineReference::stage_entered || table.asks("after")) {
    rule.span = table.parsed("after", Span::parse).value_or(Span());
  }
  rule.roll = table.choice_or("roll", {Roll::none, Roll::forward, Roll::backward}, Roll::none);
  rule.cutoff_hour = table.integer_or("cutoff_hour", kHours, 24);
  rule.basis = table.filled_text("basis");
  if (table.asks("certainty")) {
    rule.certainty = table.choice(
        "certainty", {Certainty::primary, Certainty::secondary, Certainty::local_practice});
  }
  return rule;
}

/// How late a rung may still fire.
Span read_skip_after(TableReader& table) {
  const Span span = table.parsed("skip_after", Span::parse).value_or(Span());
  if (span.count < 0) {
    table.report("config.value", "skip_after",
                 "expected a span behind the rung, but it goes back: " + span.to_text());
  }
  return span;
}

std::vector<WorkflowId> read_workflow_list(TableReader& table, const char* key) {
  std::vector<WorkflowId> workflows;
  const std::vector<std::string> names = table.texts_if_any(key);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!is_name(names[i])) {
      table.report("config.value", std::string(key) + "[" + std::to_string(i) + "]",
                   "expected the id of a workflow: small letters, digits, underscores", names[i]);
    }
    workflows.emplace_back(names[i]);
  }
  return workflows;
}

/// { children = "annual_budget", reach = "reply" } or { parent = "congress" }.
Wait read_wait(TableReader& table) {
  Wait wait;
  if (table.asks("parent")) {
    wait.stage = table.id<StageId>("parent");
    return wait;
  }
  wait.children = table.id<WorkflowId>("children");
  if (table.asks("reach")) wait.stage = table.id<StageId>("reach");
  return wait;
}

Stage read_stage(TableReader& table) {
  Stage stage;
  stage.id = table.id<StageId>("id");
  stage.title = table.filled_text("title");
  if (table.asks("role")) stage.role = table.id<RoleId>("role");
  stage.editable = table.flag_or("editable", false);
  stage.is_final = table.flag_or("final", false);
  stage.node_months = table.integers_if_any("node_months", kMonths);
  table.table_if_any("deadline", [&](TableReader& t) { stage.deadline = read_deadline(t); });
  table.table_if_any("redo_deadline",
                     [&](TableReader& t) { stage.redo_deadline = read_deadline(t); });
  table.table_if_any("sheets", [&](TableReader& t) {
    StageSheets sheets;
    sheets.kind = t.choice("kind", {SheetKind::monitoring, SheetKind::evaluation});
    if (sheets.kind == SheetKind::monitoring)
      sheets.within = t.parsed("within", Span::parse).value_or(Span());
    stage.sheets = sheets;
  });
  table.tables_if_any("ladder", [&](TableReader& t) {
    LadderStep step;
    step.offset = t.parsed("at", Span::parse).value_or(Span());
    if (t.asks("notify")) step.notify = t.id<RoleId>("notify");
    step.catch_up =
        t.choice_or("catch_up", {CatchUp::once, CatchUp::each, CatchUp::skip}, CatchUp::once);
    if (step.catch_up == CatchUp::skip) step.skip_after = read_skip_after(t);
    stage.ladder.push_back(std::move(step));
  });
  stage.opens = read_workflow_list(table, "opens");
  stage.may_open = read_workflow_list(table, "may_open");
  table.tables_if_any("waits_for",
                      [&](TableReader& t) { stage.waits_for.push_back(read_wait(t)); });
  return stage;
}

std::vector<StageId> read_stage_list(TableReader& table, const char* key) {
  std::vector<StageId> stages;
  for (std::string& id : table.texts_if_any(key))
    stages.emplace_back(std::move(id));
  return stages;
}

std::vector<Requirement> read_requirements(TableReader& table) {
  std::vector<Requirement> requirements;
  const std::vector<std::string> texts = table.texts_if_any("needs");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Result<Requirement> requirement = Requirement::parse(texts[i]);
    if (requirement) {
      requirements.push_back(std::move(*requirement));
    } else {
      const Error& error = requirement.error();
      table.report("config.value", "needs[" + std::to_string(i) + "]",
                   error.message + "; " + error.hint, texts[i]);
    }
  }
  return requirements;
}

Gate read_gate(TableReader& table) {
  Gate gate;
  const std::vector<std::string> rules = table.texts("rules");
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!is_name(rules[i])) {
      table.report("config.value", "rules[" + std::to_string(i) + "]",
                   "expected the name of a [[plugins]] entry: small letters, digits, underscores",
                   rules[i]);
    }
    gate.rules.emplace_back(rules[i]);
  }
  gate.blocks = table.choice_or(
      "blocks", {GateBlocks::error, GateBlocks::warning, GateBlocks::never}, gate.blocks);
  gate.not_checked = table.choice("not_checked", {WhenNotChecked::block, WhenNotChecked::note});
  return gate;
}

Signing read_signing(TableReader& table) {
  Signing signing;
  signing.mode = table.choice("mode", {SigningMode::all, SigningMode::share});
  if (signing.mode == SigningMode::share) signing.percent = table.integer("percent", kPercents);
  return signing;
}

Transition read_transition(TableReader& table, const std::vector<Stage>& stages) {
  Transition transition;
  transition.from = table.id<StageId>("from");
  transition.act = table.id<ActId>("act");
  transition.title = table.filled_text("title");
  transition.kind = table.choice(
      "kind", {ActKind::hand_in, ActKind::judge, ActKind::take_back, ActKind::automatic});
  transition.to = table.id<StageId>("to");
  if (table.asks("role")) {
    transition.role = table.id<RoleId>("role");
  } else if (const auto from = std::ranges::find(stages, transition.from, &Stage::id);
             from != stages.end()) {
    transition.role = from->role;
  }
  transition.reason_required =
      table.asks("reason") && table.one_of("reason", {"optional", "required"}) == 1;
  transition.approves_plan = table.flag_or("approves_plan", false);
  transition.starts_round = table.flag_or("starts_round", false);
  transition.differs_from = read_stage_list(table, "differs_from");
  transition.needs = read_requirements(table);
  table.table_if_any("signing", [&](TableReader& t) { transition.signing = read_signing(t); });
  transition.choices = read_stage_list(table, "choices");
  transition.to_previous = table.flag_or("to_previous", false);
  table.table_if_any("gate", [&](TableReader& t) { transition.gate = read_gate(t); });
  return transition;
}

/// What is different in one round.
Round read_round(TableReader& table, const std::vector<StageId>& stages,
                 const std::vector<Transition>& transitions) {
  Round round;
  table.table_if_any("titles", [&](TableReader& t) {
    for (const StageId& stage : stages)
      if (t.asks(stage.text())) round.titles[stage] = t.filled_text(stage.text());
  });
  table.table_if_any("waits_for", [&](TableReader& t) {
    for (const StageId& stage : stages)
      t.tables_if_any(stage.text(),
                      [&](TableReader& u) { round.waits[stage].push_back(read_wait(u)); });
  });
  table.table_if_any("act_titles", [&](TableReader& t) {
    for (const Transition& one : transitions)
      if (t.asks(one.act.text())) round.act_titles[one.act] = t.filled_text(one.act.text());
  });
  table.table_if_any("deadlines", [&](TableReader& t) {
    for (const StageId& stage : stages)
      t.table_if_any(stage.text(),
                     [&](TableReader& u) { round.deadlines[stage] = read_deadline(u); });
  });
  return round;
}

/// A block of stages that is gone through several times.
Rounds read_rounds(TableReader& table, const WorkflowDefinition& definition) {
  Rounds block;
  const std::vector<std::string> names = table.texts("stages");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const StageId id(names[i]);
    const Stage* stage = find_stage(definition, id);
    const std::string field = "stages[" + std::to_string(i) + "]";
    if (stage == nullptr || stage->is_final)
      table.report("config.value", field, "expected a stage that is not final", names[i]);
    if (std::ranges::count(block.stages, id) > 0)
      table.report("config.value", field, "expected every stage once", names[i]);
    block.stages.push_back(id);
  }
  table.tables("each", [&](TableReader& t) {
    block.rounds.push_back(read_round(t, block.stages, definition.transitions));
  });
  return block;
}

/// Whether a name the parts refer to each other by was lost: the lint would only report its echoes.
bool lost_a_name(const WorkflowDefinition& definition) {
  return definition.initial.empty() || definition.stages.empty() ||
         std::ranges::any_of(definition.stages, [](const Stage& s) { return s.id.empty(); }) ||
         std::ranges::any_of(definition.transitions, [](const Transition& t) {
           return t.from.empty() || t.act.empty() || t.to.empty();
         });
}

void read_definition(TableReader& root, WorkflowDefinition& definition, Rounds& rounds) {
  definition.id = root.id<WorkflowId>("id");
  definition.version = root.integer("version", kVersions);
  definition.title = root.filled_text("title");
  definition.rule_set = root.id<RuleSetId>("rule_set");
  definition.initial = root.id<StageId>("initial");
  definition.subject =
      root.choice_or("subject",
                     {Subject::department_budget, Subject::cycle, Subject::budget_adjustment,
                      Subject::rectification, Subject::evaluation, Subject::duty},
                     Subject::department_budget);
  root.tables("stages", [&](TableReader& t) { definition.stages.push_back(read_stage(t)); });
  root.tables("transitions", [&](TableReader& t) {
    definition.transitions.push_back(read_transition(t, definition.stages));
  });
  root.table_if_any("rounds", [&](TableReader& t) { rounds = read_rounds(t, definition); });
}

}  // namespace

Loaded<WorkflowDefinition> read_workflow(std::string_view text, std::string file) {
  Loaded<WorkflowDefinition> loaded{.value = {}, .report = SourceReport(std::move(file))};
  Rounds rounds;
  read_toml(text, loaded.report,
            [&](TableReader& root) { read_definition(root, loaded.value, rounds); });
  if (!loaded.report.is_parsed() || lost_a_name(loaded.value)) return loaded;
  if (!loaded.report.has_errors()) write_out(rounds, loaded.value, loaded.report);
  std::vector<Finding> findings = lint(loaded.value);
  std::erase_if(findings, [&](const Finding& finding) {
    return loaded.report.has_finding_in(finding.place.field);
  });
  for (Finding& finding : findings)
    loaded.report.adopt(std::move(finding));
  return loaded;
}

Loaded<WorkflowDefinition> load_workflow_file(const std::filesystem::path& path) {
  return load_file<WorkflowDefinition>(path, read_workflow);
}

}  // namespace budget
