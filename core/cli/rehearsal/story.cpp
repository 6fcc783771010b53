#include "cli/rehearsal/story.h"

#include <algorithm>
#include <map>
#include <ostream>

#include "cli/render.h"
#include "cli/table.h"

namespace budget::cli {
namespace {

constexpr std::size_t kPaymentsShown = 2;  // longer runs of days with payments become one line

std::string people_text(const std::vector<PersonId>& people, const RehearsalNames& names) {
  std::string list;
  for (const PersonId& person : people) {
    list += (list.empty() ? "" : "、") + name_of(names.people, person, person.text());
  }
  return list;
}

std::vector<Cell> line_of(const RehearsalStep& step, const RehearsalNames& names) {
  const KindWord word = word_of(step.kind);
  const std::string told = people_text(step.told, names);
  return {to_minute(step.at.to_text()), Cell(word.title, word.style),
          step.text + (told.empty() ? "" : "  → " + told)};
}

Table step_table() {
  return Table({{"时间"}, {"事项"}, {"内容", Align::left, true}});
}

bool is_plain_payment(const RehearsalStep& step) {
  return step.kind == RehearsalStepKind::payments && step.text.find("未登记") == std::string::npos;
}

/// The alerts a node raised, worst gap first.
void print_alerts(const Terminal& terminal, std::vector<const Alert*> alerts,
                  const RehearsalNames& names) {
  const auto gap = [](const Alert* alert) { return alert->inputs.planned - alert->inputs.paid; };
  std::ranges::stable_sort(alerts, std::ranges::greater{}, gap);
  Table table({{"项目编码"},
               {"项目", Align::left, true},
               {"计划（万元）", Align::right},
               {"已支付", Align::right},
               {"差额", Align::right},
               {"百分点", Align::right},
               {"级别"}});
  for (const Alert* alert : alerts) {
    const AlertInputs& inputs = alert->inputs;
    table.add({alert->project.text(), name_of(names.projects, alert->project, ""),
               inputs.planned.to_wan_shown(), inputs.paid.to_wan_shown(), gap(alert).to_wan_shown(),
               share_of(gap(alert), inputs.budget).to_percent(),
               level_cell(budget::name_of(alert->level))});
  }
  table.print(terminal, 4);
}

/// One department's steps, already in order.
class Story {
 public:
  Story(const Terminal& terminal, const RehearsalNames& names)
      : terminal_(terminal), names_(names) {}

  void tell(const std::vector<const RehearsalStep*>& steps) {
    for (std::size_t i = 0; i < steps.size();) {
      enter(steps[i]->stage);
      if (is_plain_payment(*steps[i])) {
        i = tell_payments(steps, i);
      } else if (steps[i]->kind == RehearsalStepKind::node ||
                 steps[i]->kind == RehearsalStepKind::alert) {
        i = tell_node(steps, i);
      } else {
        lines_.add(line_of(*steps[i++], names_));
      }
    }
    flush();
  }

 private:
  void enter(const StageId& stage) {
    if (stage.empty() || stage == stage_) {
      return;
    }
    flush();
    stage_ = stage;
    terminal_.out << '\n'
                  << styled(terminal_, "── " + name_of(names_.stages, stage, stage.text()) + " ──",
                            Style::bold)
                  << '\n';
  }

  void flush() {
    if (!lines_.empty()) {
      lines_.print(terminal_, 0, Titles::hidden);
    }
    lines_ = step_table();
  }

  std::size_t tell_payments(const std::vector<const RehearsalStep*>& steps, std::size_t begin) {
    std::size_t end = begin;
    while (end < steps.size() && is_plain_payment(*steps[end])) {
      ++end;
    }
    const std::size_t days = end - begin;
    if (days <= kPaymentsShown) {
      for (std::size_t i = begin; i < end; ++i) {
        lines_.add(line_of(*steps[i], names_));
      }
    } else {
      lines_.add({to_minute(steps[begin]->at.to_text()), Cell("支付"),
                  "至 " + steps[end - 1]->at.date().to_text() + " 共 " + std::to_string(days) +
                      " 天登记支付"});
    }
    return end;
  }

  /// A node and the alerts of the same moment, in whichever order they come.
  std::size_t tell_node(const std::vector<const RehearsalStep*>& steps, std::size_t begin) {
    std::vector<const Alert*> alerts;
    std::size_t end = begin;
    for (; end < steps.size() && steps[end]->at == steps[begin]->at; ++end) {
      const RehearsalStep& step = *steps[end];
      if (step.kind == RehearsalStepKind::alert && step.alert) {
        alerts.push_back(&*step.alert);
      } else if (step.kind == RehearsalStepKind::node) {
        lines_.add(line_of(step, names_));
      } else {
        break;
      }
    }
    const bool is_node = std::any_of(
        steps.begin() + static_cast<std::ptrdiff_t>(begin),
        steps.begin() + static_cast<std::ptrdiff_t>(end),
        [](const RehearsalStep* step) { return step->kind == RehearsalStepKind::node; });
    if (!is_node) {
      for (std::size_t i = begin; i < end; ++i) {
        lines_.add(line_of(*steps[i], names_));
      }
    } else if (!alerts.empty()) {
      flush();
      print_alerts(terminal_, std::move(alerts), names_);
    }
    return end;
  }

  const Terminal& terminal_;
  const RehearsalNames& names_;
  StageId stage_;
  Table lines_ = step_table();
};

}  // namespace

void print_by_stage(const Terminal& terminal, const std::vector<RehearsalStep>& steps,
                    const RehearsalNames& names) {
  std::map<InstanceId, std::vector<const RehearsalStep*>> by_instance;
  for (const RehearsalStep& step : steps) {
    by_instance[step.instance].push_back(&step);
  }
  const InstanceId nobody;
  if (by_instance.size() == 2 && by_instance.contains(nobody)) {
    // A single department: the office's own steps belong into its story, at their time.
    by_instance.erase(nobody);
    auto& only = by_instance.begin()->second;
    only.clear();
    for (const RehearsalStep& step : steps) {
      only.push_back(&step);
    }
  }
  for (const auto& [instance, story] : by_instance) {
    const auto placed =
        std::ranges::find_if(story, [](const auto* step) { return !step->department.empty(); });
    const std::string title =
        placed == story.end()
            ? "财政部门"
            : name_of(names.departments, (*placed)->department, (*placed)->department.text());
    terminal.out << '\n' << styled(terminal, "══ " + title + " ══", Style::bold) << '\n';
    Story(terminal, names).tell(story);
  }
}

}  // namespace budget::cli
