#include "config/workflow_rounds.h"

#include <algorithm>

namespace budget {
namespace {

StageId numbered(const StageId& id, std::size_t round) {
  return StageId(id.text() + "_" + std::to_string(round + 1));
}

/// Writes one definition out, remembering of which part each was made.
class WritingOut {
 public:
  WritingOut(const Rounds& block, const WorkflowDefinition& written)
      : block_(block), written_(written) {}

  void run(WorkflowDefinition& definition, SourceReport& report) {
    for (std::size_t i = 0; i < written_.stages.size(); ++i) {
      if (!is_in_block(written_.stages[i].id)) {
        add(written_.stages[i], i);
      } else if (written_.stages[i].id == block_.stages.front()) {
        add_block();
      }
    }
    for (std::size_t i = 0; i < written_.transitions.size(); ++i)
      add_transition(written_.transitions[i], i);
    definition.stages = std::move(stages_);
    definition.transitions = std::move(transitions_);
    if (is_in_block(definition.initial)) definition.initial = numbered(definition.initial, 0);
    report.rearrange("stages", stages_from_);
    report.rearrange("transitions", transitions_from_);
  }

 private:
  [[nodiscard]] bool is_in_block(const StageId& id) const {
    return std::ranges::count(block_.stages, id) > 0;
  }
  [[nodiscard]] std::size_t last() const { return block_.rounds.size() - 1; }

  void add(Stage stage, std::size_t from) {
    stages_.push_back(std::move(stage));
    stages_from_.push_back(from);
  }

  /// The whole block, round by round: its stages are shown in the order they are gone through.
  void add_block() {
    for (std::size_t round = 0; round < block_.rounds.size(); ++round) {
      for (const StageId& id : block_.stages) {
        const auto at = std::ranges::find(written_.stages, id, &Stage::id);
        Stage stage = *at;
        const Round& differs = block_.rounds[round];
        stage.id = numbered(id, round);
        if (const auto title = differs.titles.find(id); title != differs.titles.end())
          stage.title = title->second;
        if (const auto deadline = differs.deadlines.find(id); deadline != differs.deadlines.end())
          stage.deadline = deadline->second;
        if (const auto waits = differs.waits.find(id); waits != differs.waits.end())
          stage.waits_for = waits->second;
        add(std::move(stage), static_cast<std::size_t>(at - written_.stages.begin()));
      }
    }
  }

  [[nodiscard]] StageId place_of(const StageId& id, std::size_t round) const {
    return is_in_block(id) ? numbered(id, round) : id;
  }

  void add_transition(const Transition& written, std::size_t from) {
    if (!is_in_block(written.from)) {
      add(in_round(written, last()), from);
      return;
    }
    for (std::size_t round = 0; round < block_.rounds.size(); ++round) {
      Transition made = in_round(written, round);
      made.from = numbered(written.from, round);
      if (!is_in_block(written.to) && round < last()) {
        made.to = numbered(block_.stages.front(), round + 1);
        made.approves_plan = false;
        made.starts_round = true;
      }
      const auto& titles = block_.rounds[round].act_titles;
      if (const auto title = titles.find(written.act); title != titles.end())
        made.title = title->second;
      add(std::move(made), from);
    }
  }

  [[nodiscard]] Transition in_round(const Transition& written, std::size_t round) const {
    Transition made = written;
    made.to = place_of(written.to, round);
    for (StageId& stage : made.differs_from)
      stage = place_of(stage, round);
    for (StageId& stage : made.choices)
      stage = place_of(stage, round);
    return made;
  }

  void add(Transition transition, std::size_t from) {
    transitions_.push_back(std::move(transition));
    transitions_from_.push_back(from);
  }

  const Rounds& block_;
  const WorkflowDefinition written_;
  std::vector<Stage> stages_;
  std::vector<Transition> transitions_;
  std::vector<std::size_t> stages_from_;
  std::vector<std::size_t> transitions_from_;
};

}  // namespace

void write_out(const Rounds& rounds, WorkflowDefinition& definition, SourceReport& report) {
  if (rounds.stages.empty() || rounds.rounds.empty()) return;
  WritingOut(rounds, definition).run(definition, report);
}

}  // namespace budget
