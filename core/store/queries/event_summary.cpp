#include "store/queries/event_summary.h"

#include "store/codec/event_codec.h"

namespace budget {
namespace {

std::string number(std::int64_t value) {
  return std::to_string(value);
}

std::string wan(Money amount) {
  return amount.to_wan() + " 万元";
}

std::string moves_text(const std::vector<BudgetMove>& moves) {
  std::string text;
  for (const BudgetMove& move : moves) {
    text += (text.empty() ? "" : "；") + move.project.text();
    if (move.before.budget != move.after.budget)
      text += " 预算 " + wan(move.before.budget) + " → " + wan(move.after.budget);
  }
  return text;
}

std::string after(const char* sign, const std::string& text) {
  return text.empty() ? text : sign + text;
}

const char* life_title(PluginStage stage) {
  switch (stage) {
    case PluginStage::discovered:
      return "已发现";
    case PluginStage::verified:
      return "文件校验通过";
    case PluginStage::loaded:
      return "已加载";
    case PluginStage::configured:
      return "选项有效";
    case PluginStage::shadow:
      return "试运行";
    case PluginStage::active:
      return "启用";
    case PluginStage::quarantined:
      return "隔离停用";
  }
  return "";
}

/// Says one event in a line of Chinese, and notes the titles it needs on the way.
class Describer {
 public:
  Describer(EventRow& row, const People& people, const WorkflowDefinition* definition)
      : row_(row), people_(people), definition_(definition) {}

  std::string operator()(const WorkflowDeployed& event) const {
    return "启用流程“" + event.definition.title + "”第 " + number(event.definition.version) +
           " 版" + after("：", event.reason);
  }
  std::string operator()(const RuleSetDeployed& event) const {
    return "启用规则集“" + event.rule_set.id.text() + "”第 " + number(event.rule_set.version) +
           " 版";
  }
  std::string operator()(const CalendarPublished&) const { return "启用工作日历"; }
  std::string operator()(const OrganisationDeployed& event) const {
    return "启用机构设置：" +
           number(static_cast<std::int64_t>(event.organisation.departments.size())) + " 个部门，" +
           number(static_cast<std::int64_t>(event.organisation.people.size())) + " 人";
  }
  std::string operator()(const CycleOpened& event) const {
    return "开启 " + number(event.year.value()) + " 年度，" + number(event.departments) + " 个部门";
  }
  std::string operator()(const InstanceOpened& event) const {
    const std::string year = "开始 " + number(event.year.value()) + " 年度";
    if (definition_ == nullptr || definition_->subject == Subject::department_budget)
      return year + "预算";
    return year + definition_->title + after("：", event.origin ? event.origin->about : "");
  }
  std::string operator()(const ActPerformed& event) {
    row_.act_title = event.act.text();
    if (definition_ != nullptr) {
      const Transition* transition = find_transition(*definition_, event.from, event.act);
      if (transition != nullptr) row_.act_title = transition->title;
    }
    row_.from_title = title_of(event.from);
    row_.stage_title = title_of(event.to);
    return row_.actor_name + on_behalf_of(event.principals) + " " + row_.act_title + "：" +
           row_.from_title + " → " + row_.stage_title + after("；", event.reason) +
           not_checked(event.gate);
  }
  std::string operator()(const StageEntered& event) {
    row_.stage_title = title_of(event.stage);
    std::string text = "进入“" + row_.stage_title + "”";
    if (event.due_on) text += "，应于" + event.due_on->to_chinese() + "前办理";
    if (event.due_on && event.due_is_provisional) text += "（暂定）";
    return text;
  }
  std::string operator()(const ProjectEntered& event) const {
    return "填报项目 " + event.project.code.text() + " " + event.project.name + "，预算 " +
           wan(event.project.funds.budget);
  }
  std::string operator()(const ProjectDropped& event) const {
    return "删除项目 " + event.project.text();
  }
  std::string operator()(const DocumentsImported& event) const {
    std::string names;
    for (const ImportedFile& file : event.files)
      names += (names.empty() ? "" : "、") + file.name;
    return "导入文件" + after("：", names) + "；项目新增 " + number(event.counts.added) +
           " 个、修改 " + number(event.counts.changed) + " 个、不变 " +
           number(event.counts.unchanged) + " 个、删除 " + number(event.counts.dropped) + " 个";
  }
  std::string operator()(const PlansApproved& event) const {
    return "用款计划生效，自" + event.effective_on.to_chinese() + "起执行";
  }
  std::string operator()(const TimerFired& event) const {
    if (event.makes_overdue) return "已逾期";
    return event.track == TimerTrack::node ? "监控节点到期" : "到提醒时间";
  }
  std::string operator()(const NodeChecked& event) const {
    return number(event.month) + "月节点检查：检查 " + number(event.assessed) + " 个项目，" +
           number(event.lagging) + " 个滞后，差额 " + wan(event.gap);
  }
  std::string operator()(const AlertRaised& event) const { return event.alert.sentence; }
  std::string operator()(const AlertUpdated& event) const { return event.sentence; }
  std::string operator()(const AlertClosed& event) const { return event.sentence; }
  std::string operator()(const AlertReopened& event) const { return event.sentence; }
  std::string operator()(const AlertHandled& event) const {
    std::string text = row_.actor_name + " " + chinese_name_of(event.act) + "（预警 " +
                       number(event.alert.value()) + "）";
    for (const DeviationCause cause : event.causes)
      text += std::string("，") + chinese_name_of(cause);
    text += after("：", event.text);
    if (event.day) text += "；期限 " + event.day->to_chinese();
    return text + after("；附件：", event.attachment);
  }
  std::string operator()(const RuleExempted& event) const {
    return row_.actor_name + " 豁免项目 " + event.project.text() + " 的规则 " + event.rule.text() +
           "，至" + event.until.to_chinese() + "：" + event.reason;
  }
  std::string operator()(const ExemptionLifted& event) const {
    return row_.actor_name + " 取消项目 " + event.project.text() + " 的规则 " + event.rule.text() +
           " 豁免：" + event.reason;
  }
  std::string operator()(const BudgetMoved& event) const {
    return std::string(chinese_name_of(event.kind)) + "（" + event.approval + "），自" +
           event.effective_on.to_chinese() + "起：" + moves_text(event.moves) +
           after("；", event.reason);
  }
  std::string operator()(const MovementAsked& event) const {
    return row_.actor_name + (event.is_granted ? " 核定" : " 申请") + chinese_name_of(event.kind) +
           "，自" + event.effective_on.to_chinese() + "起：" + moves_text(event.moves);
  }
  std::string operator()(const GoalProgressTold& event) const {
    return row_.actor_name + " 填报项目 " + event.project.text() + " " + number(event.month) +
           "月底目标完成 " + event.achieved.to_percent() + "%" + after("；", event.note);
  }
  std::string operator()(const SheetsOpened& event) const {
    std::string text = sheet_title(event.month) + "开始填报，" + number(event.projects) + " 个项目";
    if (event.due_on) text += "，" + event.due_on->to_chinese() + "前上报";
    return text;
  }
  std::string operator()(const SheetFilled& event) const {
    std::string text = row_.actor_name + " 填报项目 " + event.sheet.entry.project.text() + " 的" +
                       sheet_title(event.month);
    return event.sheet.missing == 0 ? text : text + "，还缺 " + number(event.sheet.missing) + " 项";
  }
  std::string operator()(const SheetsHandedIn& event) const {
    return row_.actor_name + " 上报" + sheet_title(event.month) + "，" +
           number(static_cast<std::int64_t>(event.sheets.size())) + " 个项目";
  }
  std::string operator()(const SheetsJudged& event) const {
    return row_.actor_name + " " + chinese_name_of(event.act) + sheet_title(event.month) + "，" +
           number(static_cast<std::int64_t>(event.projects.size())) + " 个项目" +
           after("；", event.reason);
  }
  std::string operator()(const EvaluationChecked& event) const {
    return row_.actor_name + " 抽查项目 " + event.project.text() + " 的自评，得分 " +
           event.total.to_text() + "（" + event.grade + "）" + after("；", event.text);
  }
  std::string operator()(const SheetsOverdue& event) const {
    return sheet_title(event.month) + "逾期未报 " + number(event.missing) + " 个项目";
  }
  std::string operator()(const PaymentsRecorded&) const { return {}; }  // see below
  std::string operator()(const NoticeQueued& event) const {
    std::string names;
    for (const PersonId& person : event.notice.recipients)
      names += (names.empty() ? "" : "、") + people_.name_of(person);
    return "通知" + (names.empty() ? "（无人）" : names) + "：" + event.notice.text;
  }
  std::string operator()(const NoticesDelivered& event) const {
    return "经 " + event.channel + " 送达 " +
           number(static_cast<std::int64_t>(event.notices.size())) + " 条通知";
  }
  std::string operator()(const CheckRequested& event) {
    row_.stage_title = title_of(event.stage);
    return "请规则插件检查（" + joined(event.rules) + "）";
  }
  std::string operator()(const CheckReported& event) const {
    std::string text;
    for (const PluginReport& plugin : event.plugins) {
      text += (text.empty() ? "" : "；") + plugin.pin.plugin.text() +
              (plugin.is_shadow ? "（试运行）" : "");
      if (!plugin.problem.empty()) {
        text += "未检查：" + plugin.problem;
        continue;
      }
      text += " " + number(plugin.errors) + " 个错误、" + number(plugin.warnings) + " 个警告";
      if (!plugin.not_run.empty())
        text += "，" + number(static_cast<std::int64_t>(plugin.not_run.size())) + " 条规则未检查";
    }
    return "检查报告：" + text;
  }
  std::string operator()(const RulesPinned& event) const {
    std::string text;
    for (const PluginPin& pin : event.pins)
      text += (text.empty() ? "" : "、") + pin.plugin.text() + " " + pin.version;
    return "重新锁定规则版本：" + text + after("；", event.reason);
  }
  std::string operator()(const PluginStepped& event) const {
    return "插件 " + event.name + (event.version.empty() ? "" : " " + event.version) + "：" +
           life_title(event.to) + after("；", event.reason);
  }
  std::string operator()(const NoticeFailed& event) const {
    return "通知 " + number(event.notice.value()) + " 经 " + event.channel + " 未送达：" +
           event.problem + (event.next_try ? "" : "；不再重试");
  }
  std::string operator()(const ChannelsDeployed& event) const {
    std::string names;
    for (const ChannelRoute& channel : event.channels)
      names += (names.empty() ? "" : "、") + channel.name;
    return "启用通知通道：" + (names.empty() ? "（无）" : names);
  }
  std::string operator()(const LettersFormed& event) const {
    return "通道 " + event.channel + " 合并成 " +
           number(static_cast<std::int64_t>(event.letters.size())) + " 封汇总通知";
  }
  std::string operator()(const LettersDelivered& event) const {
    std::int64_t notices = 0;
    for (const LetterContent& letter : event.letters)
      notices += static_cast<std::int64_t>(letter.notices.size());
    return "经 " + event.channel + " 送达 " + number(notices) + " 条通知";
  }
  std::string operator()(const LetterFailed& event) const {
    const std::string person =
        event.letter.person.empty() ? "" : "给" + people_.name_of(event.letter.person) + "的";
    return person + "通知（第 " + number(event.letter.letter.value()) + " 封）经 " + event.channel +
           " 未送达：" + event.problem + (event.next_try ? "" : "；转入未送达清单");
  }
  std::string operator()(const LetterRevived& event) const {
    return row_.actor_name + " 重发未送达的第 " + number(event.letter.value()) + " 封通知";
  }
  std::string operator()(const LetterDiscarded& event) const {
    return row_.actor_name + " 放弃未送达的第 " + number(event.letter.value()) + " 封通知：" +
           event.reason;
  }
  std::string operator()(const ChannelTested& event) const {
    return row_.actor_name + " 经通道 " + event.channel + " 发出测试消息";
  }
  std::string operator()(const ChannelTurnedOff& event) const {
    return "通道 " + event.channel + " 停用：" + event.problem;
  }
  std::string operator()(const ChannelTurnedOn& event) const {
    return row_.actor_name + " 重新启用通道 " + event.channel;
  }

  std::string operator()(const ActSigned& event) {
    row_.act_title = event.act.text();
    if (definition_ != nullptr) {
      const Transition* transition = find_transition(*definition_, event.stage, event.act);
      if (transition != nullptr) row_.act_title = transition->title;
    }
    row_.stage_title = title_of(event.stage);
    return row_.actor_name + on_behalf_of(event.principals) + " 签署“" + row_.act_title +
           "”，尚待他人" + after("；", event.reason);
  }
  std::string operator()(const WorkArranged& event) {
    row_.act_title = budget::title_of(event.arrangement);
    row_.stage_title = title_of(event.stage);
    std::string names;
    for (const PersonId& person : event.people)
      names += (names.empty() ? "" : "、") + people_.name_of(person);
    const bool is_repair = event.arrangement == Arrangement::propose_repair ||
                           event.arrangement == Arrangement::confirm_repair ||
                           event.arrangement == Arrangement::drop_repair;
    return row_.actor_name + on_behalf_of(event.principals) + " " + row_.act_title +
           after("：", is_repair ? "→ " + row_.stage_title : names) + after("；", event.reason);
  }
  std::string operator()(const WorkResumed& event) {
    row_.stage_title = title_of(event.stage);
    std::string text =
        row_.actor_name + " 恢复办理，自" + event.suspended_since.to_chinese() + "起挂起";
    if (event.due_on) text += "，应于" + event.due_on->to_chinese() + "前办理";
    return text + after("；", event.reason);
  }
  std::string operator()(const DeadlineMoved& event) {
    row_.stage_title = title_of(event.stage);
    if (event.before == event.due_on) {
      return event.was_provisional && !event.due_is_provisional
                 ? "“" + row_.stage_title + "”的期限已确定：" + event.due_on->to_chinese()
                 : "“" + row_.stage_title + "”按新日历重算，期限不变";
    }
    return "“" + row_.stage_title + "”的期限由" + day_text(event.before) + "改为" +
           day_text(event.due_on) + (event.due_is_provisional ? "（暂定）" : "");
  }
  std::string operator()(const SubstituteAppointed& event) const {
    const Substitution& data = event.substitution;
    return people_.name_of(data.substitute) + "代" + people_.name_of(data.person) + "办理，" +
           data.first_day.to_chinese() + "至" + data.last_day.to_chinese() +
           after("；", data.reason);
  }
  std::string operator()(const SubstitutionEnded& event) const {
    return "第 " + number(event.substitution.value()) + " 项代办结束" + after("；", event.reason);
  }
  std::string operator()(const OccasionNamed& event) const {
    return number(event.year.value()) + " 年度的 " + event.occasion.text() + " 定于" +
           event.day.to_chinese() + after("；", event.reason);
  }
  std::string operator()(const ChildrenOpened& event) {
    row_.stage_title = title_of(event.stage);
    return "“" + row_.stage_title + "”启动 " + number(event.opened) + " 项下级事项";
  }
  std::string operator()(const ChildrenAdopted& event) const {
    return "接管此前已启动的 " + number(static_cast<std::int64_t>(event.children.size())) +
           " 项下级事项";
  }
  std::string operator()(const WaitEnded& event) {
    row_.stage_title = title_of(event.stage);
    return "“" + row_.stage_title + "”所等待的已经具备";
  }
  std::string operator()(const YearCarriedOver& event) const {
    return "向 " + number(event.into.value()) + " 年度结转 " +
           number(static_cast<std::int64_t>(event.alerts.size())) + " 条未解除的预警，检查报告中 " +
           number(event.errors) + " 个错误、" + number(event.warnings) + " 个警告";
  }
  std::string operator()(const MigrationProposed& event) const {
    const std::string id = number(event.migration.value());
    return row_.actor_name +
           (is_undo(event.plan)
                ? " 提议撤销第 " + number(event.plan.undoes.value()) + " 项流程迁移（第 " + id +
                      " 项）"
                : " 提议第 " + id + " 项流程迁移，到 " + event.plan.to.text().substr(0, 12)) +
           after("：", event.plan.reason);
  }
  std::string operator()(const MigrationConfirmed& event) const {
    return row_.actor_name + " 确认第 " + number(event.migration.value()) + " 项流程迁移";
  }
  std::string operator()(const MigrationDropped& event) const {
    return row_.actor_name + " 放弃第 " + number(event.migration.value()) + " 项流程迁移" +
           after("：", event.reason);
  }
  std::string operator()(const InstanceMigrated& event) {
    row_.from_title = title_of(event.before.stage);
    row_.stage_title = title_of(event.after.stage);
    std::string text = "改按流程定义 " + event.after.definition.text().substr(0, 12) +
                       " 办理（第 " + number(event.migration.value()) + " 项迁移），“" +
                       row_.stage_title + "”";
    if (event.before.due_on != event.after.due_on)
      text += "的期限由" + day_text(event.before.due_on) + "改为" + day_text(event.after.due_on);
    return text;
  }
  std::string operator()(const InstanceNotMigrated& event) const {
    return "没有迁移（第 " + number(event.migration.value()) + " 项迁移）：" + event.why;
  }
  std::string operator()(const MigrationFinished& event) const {
    return "第 " + number(event.migration.value()) + " 项流程迁移完成：" + number(event.migrated) +
           " 件已迁移，" + number(event.refused) + " 件未动";
  }
  std::string operator()(const StaffingChanged& event) {
    row_.stage_title = title_of(event.stage);
    return "“" + row_.stage_title + (event.is_unstaffed ? "”现在无人能够办理" : "”已有人能够办理");
  }

 private:
  static std::string day_text(const std::optional<Date>& day) {
    return day ? day->to_chinese() : "无期限";
  }
  /// "（代 甲）", with those in between.
  std::string on_behalf_of(const std::vector<PersonId>& principals) const {
    std::string names;
    for (const PersonId& person : principals)
      names = " 代 " + people_.name_of(person) + names;
    return names;
  }
  static std::string joined(const std::vector<PluginName>& names) {
    std::string text;
    for (const PluginName& name : names)
      text += (text.empty() ? "" : "、") + name.text();
    return text;
  }
  static std::string not_checked(const std::optional<GatePassage>& gate) {
    return gate ? after("；未检查：", joined(gate->not_checked)) : std::string();
  }
  std::string title_of(const StageId& id) const {
    const Stage* stage = definition_ == nullptr ? nullptr : find_stage(*definition_, id);
    return stage == nullptr ? id.text() : stage->title;
  }

  EventRow& row_;
  const People& people_;
  const WorkflowDefinition* definition_;
};

/// The log holds a batch's sums; its rows are elsewhere and not needed to tell of it.
std::string told(const PaymentsSummary& payments) {
  std::string text = "登记支付 " + number(payments.count) + " 笔，合计 " + wan(payments.sum);
  if (payments.known > 0) text += "，" + number(payments.known) + " 笔此前已登记";
  if (payments.rejected > 0) text += "，" + number(payments.rejected) + " 笔未能登记";
  return text;
}

}  // namespace

void describe(EventRow& row, const People& people, const WorkflowDefinition* definition) {
  row.actor_name = people.name_of(row.envelope.actor);
  // What cannot be read is for verify to tell; the row is shown as it stands.
  const Result<DecodedEvent> decoded = decode(row.type, row.version, row.payload);
  if (!decoded) return;
  row.summary = decoded->payments ? told(*decoded->payments)
                                  : std::visit(Describer(row, people, definition), decoded->event);
}

}  // namespace budget
