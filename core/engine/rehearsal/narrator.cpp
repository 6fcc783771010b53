#include "engine/rehearsal/narrator.h"

#include <utility>

#include "engine/schedule.h"

namespace budget {
namespace {

const Transition* transition_of(const WorkflowDefinition& definition, const ActPerformed& event) {
  return find_transition(definition, event.from, event.act);
}

std::string not_checked(const ActPerformed& event) {
  std::string names;
  if (!event.gate) return names;
  for (const PluginName& rule : event.gate->not_checked)
    names += (names.empty() ? "" : "、") + rule.text();
  return names.empty() ? names : "（未检查：" + names + "）";
}

std::string moves_text(const std::vector<BudgetMove>& moves) {
  std::string text;
  for (const BudgetMove& move : moves)
    text += "　" + move.project.text() + " " + move.before.budget.to_wan() + " → " +
            move.after.budget.to_wan() + " 万元";
  return text;
}

const char* chinese_name_of(FindingLevel level) {
  if (level == FindingLevel::error) return "错误";
  return level == FindingLevel::warning ? "警告" : "提示";
}

}  // namespace

InstanceId RehearsalNarrator::instance_of(AlertId alert) const {
  const auto found = alerts_.find(alert);
  return found == alerts_.end() ? InstanceId() : found->second.instance;
}

const Instance* RehearsalNarrator::known(InstanceId id) const {
  const auto found = instances_.find(id);
  return found == instances_.end() ? nullptr : &found->second;
}

const Stage* RehearsalNarrator::stage_of(InstanceId instance, const StageId& stage) const {
  const Instance* data = known(instance);
  return data == nullptr ? nullptr : find_stage(state_.workflows.at(data->definition), stage);
}

RehearsalStep RehearsalNarrator::step_for(RehearsalStepKind kind, InstanceId instance,
                                          std::string text) const {
  RehearsalStep step;
  step.at = at_;
  step.kind = kind;
  step.instance = instance;
  step.person = actor_;
  step.text = std::move(text);
  if (const Instance* data = known(instance)) {
    step.department = data->department;
    step.year = data->year;
    step.workflow = data->workflow;
    step.stage = data->stage;
  }
  return step;
}

void RehearsalNarrator::emit(RehearsalStepKind kind, InstanceId instance, std::string text) {
  emit(step_for(kind, instance, std::move(text)));
}

void RehearsalNarrator::emit(RehearsalStep step) {
  ++summary_.steps[step.kind];
  sink_(step);
}

void RehearsalNarrator::tell_notice(const Notice& notice) {
  for (const PersonId& person : notice.recipients)
    ++summary_.messages[person];
  if (notice.topic == NoticeTopic::reminder || notice.topic == NoticeTopic::overdue) {
    const auto kind = notice.topic == NoticeTopic::reminder ? RehearsalStepKind::reminder
                                                            : RehearsalStepKind::overdue;
    RehearsalStep step = step_for(kind, notice.instance, notice.text);
    step.told = notice.recipients;
    emit(std::move(step));
  } else if (notice.topic == NoticeTopic::node_result) {
    RehearsalStep step = step_for(RehearsalStepKind::node, notice.instance, notice.text);
    step.told = notice.recipients;
    step.node = std::exchange(node_, std::nullopt);
    emit(std::move(step));
  } else if (notice.topic >= NoticeTopic::arranged) {
    RehearsalStep step = step_for(RehearsalStepKind::arranged, notice.instance, notice.text);
    step.told = notice.recipients;
    emit(std::move(step));
  } else {
    flush_notice();
    notice_ = notice;
  }
}

/// A message that no entry of a stage follows stands for itself.
void RehearsalNarrator::flush_notice() {
  if (!notice_) return;
  RehearsalStep step = step_for(RehearsalStepKind::arranged, notice_->instance, notice_->text);
  step.told = notice_->recipients;
  notice_.reset();
  emit(std::move(step));
}

void RehearsalNarrator::tell_entered(const StageEntered& event) {
  Instance& instance = instances_[event.instance];
  instance.stage = event.stage;
  instance.due_on = event.due_on;
  const Stage* stage = stage_of(event.instance, event.stage);
  std::string text = "进入“" + stage->title + "”";
  if (event.due_on)
    text += "，应于" + due_text(*stage, *event.due_on) + "前办理" +
            (event.due_is_provisional ? "（暂定）" : "");
  RehearsalStep step =
      step_for(event.is_final ? RehearsalStepKind::closed : RehearsalStepKind::entered,
               event.instance, std::move(text));
  if (notice_ && notice_->instance == event.instance) {
    step.told = notice_->recipients;
    step.message = notice_->text;
    notice_.reset();
  }
  step.due_on = event.due_on;
  if (event.is_final) ++summary_.closed;
  emit(std::move(step));
}

/// One line for each plugin, and one for each of its findings and of the rules it did not run.
void RehearsalNarrator::tell_check(const CheckReported& event) {
  for (const PluginReport& plugin : event.plugins) {
    const std::string name =
        plugin.pin.plugin.text() + (plugin.is_shadow ? "（试运行）" : std::string());
    if (!plugin.problem.empty()) {
      emit(RehearsalStepKind::check, event.instance, name + " 未检查：" + plugin.problem);
      continue;
    }
    emit(RehearsalStepKind::check, event.instance,
         name + " 检查 " + std::to_string(plugin.rows) + " 行：" + std::to_string(plugin.errors) +
             " 个错误，" + std::to_string(plugin.warnings) + " 个警告");
    for (const RuleNotRun& rule : plugin.not_run) {
      emit(RehearsalStepKind::check, event.instance,
           "　未检查 " + rule.rule.text() + "：" + rule.reason);
    }
    for (const Finding& finding : plugin.findings) {
      emit(RehearsalStepKind::check, event.instance,
           std::string("　") + chinese_name_of(finding.level) + " " + finding.place.to_text() +
               "：" + finding.message);
    }
  }
}

void RehearsalNarrator::tell_alert(RehearsalStepKind kind, AlertId id,
                                   const std::string& sentence) {
  const Alert& alert = alerts_.at(id);
  RehearsalStep step = step_for(kind, alert.instance, sentence);
  step.alert = alert;
  emit(std::move(step));
}

/// "李强 代 王芳"
std::string RehearsalNarrator::acting(const std::vector<PersonId>& principals) const {
  if (actor_ == system_actor()) return "系统";
  std::string others;
  for (const PersonId& person : principals)
    others = " 代 " + state_.directory.name_of(person) + others;
  return state_.directory.name_of(actor_) + others;
}

void RehearsalNarrator::tell_people(const Event& event) {
  const auto because = [](const std::string& reason) {
    return reason.empty() ? reason : "：" + reason;
  };
  if (const auto* half = std::get_if<ActSigned>(&event)) {
    const Transition* transition = find_transition(
        state_.workflows.at(instances_.at(half->instance).definition), half->stage, half->act);
    emit(RehearsalStepKind::arranged, half->instance,
         acting(half->principals) + "　签署“" + transition->title + "”，尚待他人" +
             because(half->reason));
    ++summary_.acts[actor_];
  } else if (const auto* arranged = std::get_if<WorkArranged>(&event)) {
    emit(RehearsalStepKind::arranged, arranged->instance,
         acting(arranged->principals) + "　" + title_of(arranged->arrangement) +
             because(arranged->reason));
    if (arranged->arrangement == Arrangement::terminate) ++summary_.closed;
  } else if (const auto* resumed = std::get_if<WorkResumed>(&event)) {
    instances_[resumed->instance].due_on = resumed->due_on;
    emit(RehearsalStepKind::arranged, resumed->instance,
         acting({}) + "　恢复" +
             (resumed->due_on ? "，应于" + resumed->due_on->to_chinese() + "前办理" : "") +
             because(resumed->reason));
  } else if (const auto* moved = std::get_if<DeadlineMoved>(&event)) {
    instances_[moved->instance].due_on = moved->due_on;
    if (moved->before == moved->due_on && moved->was_provisional == moved->due_is_provisional)
      return;
    emit(RehearsalStepKind::arranged, moved->instance,
         "期限由" + moved->before->to_chinese() + (moved->was_provisional ? "（暂定）" : "") +
             "改为" + moved->due_on->to_chinese() + (moved->due_is_provisional ? "（暂定）" : ""));
  } else if (const auto* staffing = std::get_if<StaffingChanged>(&event)) {
    emit(RehearsalStepKind::arranged, staffing->instance,
         staffing->is_unstaffed ? "无人能够办理" : "已有人能够办理");
  } else if (const auto* opened = std::get_if<ChildrenOpened>(&event)) {
    emit(RehearsalStepKind::arranged, opened->instance,
         "启动 " + std::to_string(opened->opened) + " 项下级事项");
  } else if (const auto* adopted = std::get_if<ChildrenAdopted>(&event)) {
    emit(RehearsalStepKind::arranged, adopted->instance,
         "接管此前已启动的 " + std::to_string(adopted->children.size()) + " 项下级事项");
  } else if (const auto* over = std::get_if<WaitEnded>(&event)) {
    emit(RehearsalStepKind::arranged, over->instance, "所等待的已经具备");
  } else if (const auto* left = std::get_if<YearCarriedOver>(&event)) {
    emit(RehearsalStepKind::arranged, left->instance,
         "向" + std::to_string(left->into.value()) + "年度结转 " +
             std::to_string(left->alerts.size()) + " 条未解除的预警");
  } else if (const auto* appointed = std::get_if<SubstituteAppointed>(&event)) {
    emit(RehearsalStepKind::arranged, {},
         acting({}) + "　登记第 " + std::to_string(appointed->substitution.id.value()) + " 项代办");
  } else if (const auto* ended = std::get_if<SubstitutionEnded>(&event)) {
    emit(RehearsalStepKind::arranged, {},
         acting({}) + "　结束第 " + std::to_string(ended->substitution.value()) + " 项代办" +
             because(ended->reason));
  } else if (const auto* named = std::get_if<OccasionNamed>(&event)) {
    emit(RehearsalStepKind::arranged, {},
         acting({}) + "　" + named->occasion.text() + " 定于" + named->day.to_chinese());
  }
}

void RehearsalNarrator::tell_migration(const Event& event) {
  const auto number = [](auto id) { return "第 " + std::to_string(id.value()) + " 项迁移"; };
  if (const auto* proposed = std::get_if<MigrationProposed>(&event)) {
    emit(RehearsalStepKind::arranged, {},
         acting({}) + "　提议" + number(proposed->migration) +
             (is_undo(proposed->plan) ? "：撤销" + number(proposed->plan.undoes) : std::string()));
  } else if (const auto* confirmed = std::get_if<MigrationConfirmed>(&event)) {
    emit(RehearsalStepKind::arranged, {}, acting({}) + "　确认" + number(confirmed->migration));
  } else if (const auto* dropped = std::get_if<MigrationDropped>(&event)) {
    emit(RehearsalStepKind::arranged, {}, acting({}) + "　放弃" + number(dropped->migration));
  } else if (const auto* migrated = std::get_if<InstanceMigrated>(&event)) {
    Instance& instance = instances_[migrated->instance];
    put(instance, migrated->after);
    const WorkflowDefinition& definition = state_.workflows.at(instance.definition);
    emit(RehearsalStepKind::arranged, migrated->instance,
         "改按第 " + std::to_string(definition.version) + " 版流程办理，“" +
             find_stage(definition, instance.stage)->title + "”" +
             (instance.due_on ? "应于" + instance.due_on->to_chinese() + "前办理" : "没有期限"));
  } else if (const auto* refused = std::get_if<InstanceNotMigrated>(&event)) {
    emit(RehearsalStepKind::arranged, refused->instance, "没有迁移：" + refused->why);
  } else if (const auto* finished = std::get_if<MigrationFinished>(&event)) {
    emit(RehearsalStepKind::arranged, {},
         number(finished->migration) + "完成：" + std::to_string(finished->migrated) +
             " 件已迁移，" + std::to_string(finished->refused) + " 件未动");
  } else if (const auto* deployed = std::get_if<WorkflowDeployed>(&event)) {
    if (actor_ == system_actor()) return;
    emit(RehearsalStepKind::arranged, {},
         acting({}) + "　启用“" + deployed->definition.title + "”第 " +
             std::to_string(deployed->definition.version) + " 版");
  }
}

void RehearsalNarrator::tell(const Command& command, Instant at, const std::vector<Event>& events) {
  at_ = at;
  actor_ = command.actor;
  int entered_projects = 0;
  Money entered_budget;
  InstanceId entered_instance;
  std::vector<PersonId> principals;
  for (const Event& event : events) {
    if (const auto* opened = std::get_if<CycleOpened>(&event)) {
      const auto current = state_.current_workflow.find(opened->workflow);
      const bool is_office = current != state_.current_workflow.end() &&
                             is_of_office(state_.workflows.at(current->second));
      emit(RehearsalStepKind::cycle, {},
           std::to_string(opened->year.value()) + "年度开启" +
               (is_office ? "" : "，" + std::to_string(opened->departments) + " 个部门"));
    } else if (const auto* instance = std::get_if<InstanceOpened>(&event)) {
      Instance& data = instances_[instance->instance];
      data.id = instance->instance;
      data.workflow = instance->workflow;
      data.origin = instance->origin;
      data.definition = instance->definition;
      data.department = instance->department;
      data.year = instance->year;
      data.calendar = instance->calendar;
      ++summary_.instances;
    } else if (const auto* act = std::get_if<ActPerformed>(&event)) {
      const WorkflowDefinition& definition =
          state_.workflows.at(instances_.at(act->instance).definition);
      const std::string who = acting(act->principals);
      const std::string reason = act->reason.empty() ? "" : "：" + act->reason;
      emit(RehearsalStepKind::act, act->instance,
           who + "　" + transition_of(definition, *act)->title + reason + not_checked(*act));
      if (command.actor != system_actor()) ++summary_.acts[command.actor];
    } else if (const auto* entered = std::get_if<StageEntered>(&event)) {
      tell_entered(*entered);
    } else if (const auto* project = std::get_if<ProjectEntered>(&event)) {
      ++entered_projects;
      entered_budget += project->project.funds.budget;
      entered_instance = project->instance;
      principals = project->principals;
    } else if (const auto* check = std::get_if<CheckReported>(&event)) {
      tell_check(*check);
    } else if (const auto* node = std::get_if<NodeChecked>(&event)) {
      node_ = *node;
    } else if (const auto* raised = std::get_if<AlertRaised>(&event)) {
      alerts_[raised->alert.id] = raised->alert;
      ++summary_.open_alerts;
      tell_alert(RehearsalStepKind::alert, raised->alert.id, raised->alert.sentence);
    } else if (const auto* updated = std::get_if<AlertUpdated>(&event)) {
      alerts_[updated->alert].level = updated->level;
      alerts_[updated->alert].inputs = updated->inputs;
      tell_alert(RehearsalStepKind::alert, updated->alert, updated->sentence);
    } else if (const auto* reopened = std::get_if<AlertReopened>(&event)) {
      alerts_[reopened->alert].state = AlertState::open;
      ++summary_.open_alerts;
      alerts_[reopened->alert].level = reopened->level;
      alerts_[reopened->alert].inputs = reopened->inputs;
      tell_alert(RehearsalStepKind::alert, reopened->alert, reopened->sentence);
    } else if (const auto* closed = std::get_if<AlertClosed>(&event)) {
      alerts_[closed->alert].state = AlertState::closed;
      --summary_.open_alerts;
      alerts_[closed->alert].inputs = closed->inputs;
      tell_alert(RehearsalStepKind::alert_closed, closed->alert, closed->sentence);
    } else if (const auto* handled = std::get_if<AlertHandled>(&event)) {
      const std::string who =
          command.actor == system_actor() ? "系统" : state_.directory.name_of(command.actor);
      std::string text = who + "　" + chinese_name_of(handled->act) + "（预警 " +
                         std::to_string(handled->alert.value()) + "）";
      for (const DeviationCause cause : handled->causes)
        text += std::string("　") + chinese_name_of(cause);
      if (!handled->text.empty()) text += "：" + handled->text;
      if (handled->day) text += "，" + handled->day->to_chinese();
      emit(RehearsalStepKind::act, instance_of(handled->alert), std::move(text));
    } else if (const auto* exempted = std::get_if<RuleExempted>(&event)) {
      emit(RehearsalStepKind::act, exempted->instance,
           state_.directory.name_of(command.actor) + "　豁免 " + exempted->project.text() + " 的 " +
               exempted->rule.text() + "，至" + exempted->until.to_chinese());
    } else if (const auto* moved = std::get_if<BudgetMoved>(&event)) {
      emit(RehearsalStepKind::act, moved->instance,
           state_.directory.name_of(command.actor) + "　" + chinese_name_of(moved->kind) +
               moves_text(moved->moves));
    } else if (const auto* asked = std::get_if<MovementAsked>(&event)) {
      emit(RehearsalStepKind::act, asked->instance,
           state_.directory.name_of(command.actor) + (asked->is_granted ? "　核定" : "　申请") +
               chinese_name_of(asked->kind) + moves_text(asked->moves));
    } else if (std::get_if<SheetFilled>(&event) != nullptr ||
               std::get_if<SheetsHandedIn>(&event) != nullptr ||
               std::get_if<SheetsJudged>(&event) != nullptr ||
               std::get_if<EvaluationChecked>(&event) != nullptr) {
      tell_sheets(command, events, event);
    } else if (const auto* payments = std::get_if<PaymentsRecorded>(&event)) {
      Money sum;
      for (const Payment& row : payments->rows)
        sum += row.amount;
      std::string text = "登记支付 " + std::to_string(payments->rows.size()) + " 笔，合计 " +
                         sum.to_wan() + " 万元";
      if (!payments->rejects.empty())
        text += "，" + std::to_string(payments->rejects.size()) + " 笔未登记：" +
                payments->rejects.front().reason;
      emit(RehearsalStepKind::payments, {}, std::move(text));
    } else if (const auto* notice = std::get_if<NoticeQueued>(&event)) {
      tell_notice(notice->notice);
    } else {
      tell_people(event);
      tell_migration(event);
    }
  }
  if (entered_projects > 0) {
    emit(RehearsalStepKind::projects, entered_instance,
         acting(principals) + "　录入 " + std::to_string(entered_projects) + " 个项目，预算 " +
             entered_budget.to_wan_shown() + " 万元");
  }
  flush_notice();
  summary_.ended_at = at;
}

/// Many sheets of one command in one line.
void RehearsalNarrator::tell_sheets(const Command& command, std::span<const Event> events,
                                    const Event& event) {
  const std::string who = state_.directory.name_of(command.actor) + "　";
  if (const auto* filled = std::get_if<SheetFilled>(&event)) {
    int sheets = 0;
    int missing = 0;
    const Event* first = nullptr;
    for (const Event& other : events) {
      const auto* one = std::get_if<SheetFilled>(&other);
      if (one == nullptr) continue;
      if (first == nullptr) first = &other;
      ++sheets;
      missing += one->sheet.missing;
    }
    if (first != &event) return;
    std::string text =
        who + "填报" + sheet_title(filled->month) + "，" + std::to_string(sheets) + " 个项目";
    if (missing > 0) text += "，还缺 " + std::to_string(missing) + " 项";
    emit(RehearsalStepKind::act, filled->instance, std::move(text));
  } else if (const auto* handed = std::get_if<SheetsHandedIn>(&event)) {
    emit(RehearsalStepKind::act, handed->instance,
         who + "上报" + sheet_title(handed->month) + "，" + std::to_string(handed->sheets.size()) +
             " 个项目");
  } else if (const auto* judged = std::get_if<SheetsJudged>(&event)) {
    emit(RehearsalStepKind::act, judged->instance,
         who + chinese_name_of(judged->act) + sheet_title(judged->month) + "，" +
             std::to_string(judged->projects.size()) + " 个项目" +
             (judged->reason.empty() ? "" : "：" + judged->reason));
  } else if (const auto* checked = std::get_if<EvaluationChecked>(&event)) {
    emit(RehearsalStepKind::act, checked->instance,
         who + "抽查 " + checked->project.text() + "：" + checked->total.to_text() + "（" +
             checked->grade + "）" + checked->text);
  }
}

void RehearsalNarrator::tell_refused(const Command& command, Instant at, const Instance& instance,
                                     const Error& error) {
  at_ = at;
  actor_ = command.actor;
  emit(RehearsalStepKind::refused, instance.id, error.message);
}

}  // namespace budget
