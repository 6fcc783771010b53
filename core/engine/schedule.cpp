#include "engine/schedule.h"

#include <algorithm>

namespace budget {
namespace {

constexpr int kReminderHour = 9;
constexpr int kDueRung = 0;

std::string rung_name(const Stage& stage, const Rung& rung) {
  return stage.id.text() +
         (rung.number == kDueRung ? ".due" : ".ladder." + std::to_string(rung.number));
}

}  // namespace

std::string due_text(const Stage& stage, Date due_on) {
  constexpr int kMidnight = 24;
  const int hour = stage.deadline ? stage.deadline->cutoff_hour : kMidnight;
  return due_on.to_chinese() + (hour == kMidnight ? "" : std::to_string(hour) + "时");
}

std::vector<Rung> rungs_of(const Stage& stage, Date due_on, const Calendar& calendar) {
  std::vector<Rung> rungs;
  if (!stage.deadline) return rungs;
  rungs.push_back({Instant::at(due_on, stage.deadline->cutoff_hour), kDueRung, {}, {}, {}});
  for (std::size_t i = 0; i < stage.ladder.size(); ++i) {
    const LadderStep& step = stage.ladder[i];
    const Date day = plus_span(calendar, due_on, step.offset);
    rungs.push_back({Instant::at(day, kReminderHour), static_cast<int>(i) + 1, step.notify,
                     step.catch_up,
                     Instant::at(plus_span(calendar, day, step.skip_after), kReminderHour)});
  }
  std::ranges::stable_sort(rungs, {}, &Rung::at);
  return rungs;
}

std::optional<Timer> next_rung(const Stage& stage, const std::vector<Rung>& rungs, int passed,
                               int occurrence, Instant now) {
  auto at = rungs.begin();
  if (passed >= 0) {
    at = std::ranges::find(rungs, passed, &Rung::number);
    if (at != rungs.end()) ++at;
  }
  for (; at != rungs.end(); ++at) {
    const bool superseded =
        std::any_of(at + 1, rungs.end(), [&](const Rung& later) { return later.at <= now; });
    const bool is_worth_it = at->number == kDueRung || at->catch_up == CatchUp::each ||
                             (at->catch_up == CatchUp::skip ? now <= at->until : !superseded);
    if (is_worth_it) return Timer{rung_name(stage, *at), occurrence, at->at};
  }
  return std::nullopt;
}

const Rung* rung_of(const Stage& stage, const std::vector<Rung>& rungs,
                    const std::string& timer_name) {
  const auto found = std::ranges::find_if(
      rungs, [&](const Rung& rung) { return rung_name(stage, rung) == timer_name; });
  return found == rungs.end() ? nullptr : &*found;
}

std::optional<Timer> rung_from_now(const Stage& stage, const std::vector<Rung>& rungs,
                                   int occurrence, Instant now, bool is_overdue) {
  for (const Rung& rung : rungs) {
    if (rung.at > now || (rung.number == kDueRung && !is_overdue))
      return Timer{rung_name(stage, rung), occurrence, rung.at};
  }
  return std::nullopt;
}

std::optional<Date> occasion_of(const DeadlineRule& rule, const Instance& instance,
                                const std::map<OccasionKey, Date>& occasions) {
  if (rule.reference != DeadlineReference::occasion) return std::nullopt;
  const FiscalYear year = instance.year;
  const auto found = occasions.find({region_of(instance.department), year, rule.occasion});
  return found == occasions.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Deadline> deadline_of(const Instance& instance, const Stage& stage, Date entered_on,
                                    bool is_redo, const DueFacts& facts) {
  const std::optional<DeadlineRule>& rule = is_redo ? stage.redo_deadline : stage.deadline;
  if (!rule) return std::nullopt;
  const bool is_here = instance.stage == stage.id;
  const Date counted_from = is_here ? instance.work.counted_from.value_or(entered_on) : entered_on;
  Deadline deadline = due_day(*rule, counted_from, instance.year, facts.calendar,
                              occasion_of(*rule, instance, facts.occasions));
  if (is_here && instance.work.kept_due) deadline = {*instance.work.kept_due, false};
  const Span extension = instance.work.extension;
  if (extension.count != 0 && is_here)
    deadline.due_on = plus_span(facts.calendar, deadline.due_on, extension);
  return deadline;
}

std::vector<int> node_months(const Stage& stage, const RuleSet& rule_set) {
  std::vector<int> months = stage.node_months;
  if (months.empty()) return months;
  for (const Rule& rule : rule_set.rules) {
    if (moment_of(rule.measure) == Moment::month_end)
      months.insert(months.end(), rule.months.begin(), rule.months.end());
  }
  std::ranges::sort(months);
  months.erase(std::unique(months.begin(), months.end()), months.end());
  return months;
}

std::optional<Timer> next_node(const Stage& stage, const std::vector<int>& months, FiscalYear year,
                               const std::vector<int>& checked) {
  for (const int month : months) {
    if (std::ranges::count(checked, month) > 0) continue;
    return Timer{stage.id.text() + ".node", month,
                 Instant::at(Date::last_of_month(year.value(), month), 24)};
  }
  return std::nullopt;
}

}  // namespace budget
