#include "model/migration.h"

#include <algorithm>

namespace budget {

const StageId& mapped(const MigrationPlan& plan, const StageId& stage) {
  const auto found = std::ranges::find(plan.stages, stage, &StageMapping::from);
  return found == plan.stages.end() ? stage : found->to;
}

TimerPolicy policy_of(const MigrationPlan& plan, const StageId& stage) {
  const auto found = std::ranges::find(plan.stage_timers, stage, &StageTimers::stage);
  return found == plan.stage_timers.end() ? plan.timers : found->policy;
}

const char* name_of(TimerPolicy value) noexcept {
  switch (value) {
    case TimerPolicy::keep_due:
      return "keep_due";
    case TimerPolicy::keep_remaining:
      return "keep_remaining";
    case TimerPolicy::restart:
      return "restart";
  }
  return "";
}

const char* title_of(TimerPolicy value) noexcept {
  switch (value) {
    case TimerPolicy::keep_due:
      return "保留到期日";
    case TimerPolicy::keep_remaining:
      return "已用时间照算";
    case TimerPolicy::restart:
      return "重新起算";
  }
  return "";
}

const char* name_of(MigrationPhase value) noexcept {
  switch (value) {
    case MigrationPhase::proposed:
      return "proposed";
    case MigrationPhase::running:
      return "running";
    case MigrationPhase::finished:
      return "finished";
    case MigrationPhase::dropped:
      return "dropped";
  }
  return "";
}

const char* title_of(MigrationPhase value) noexcept {
  switch (value) {
    case MigrationPhase::proposed:
      return "待确认";
    case MigrationPhase::running:
      return "进行中";
    case MigrationPhase::finished:
      return "已完成";
    case MigrationPhase::dropped:
      return "已放弃";
  }
  return "";
}

}  // namespace budget
