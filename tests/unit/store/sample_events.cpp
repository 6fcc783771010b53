#include "sample_events.h"

#include "support/small_office.h"

namespace budget::test {
namespace {

const InstanceId kInstance(7);
const AlertInputs kInputs{wan("100"), wan("20"), wan("12.5"), wan("13"), 6, wan("50")};

WorkflowDefinition workflow() {
  Stage draft{StageId("draft"), "编制", RoleId("drafter"), true, true, {3, 6}, {}, {}, {}};
  draft.redo_deadline = DeadlineRule{DeadlineReference::stage_entered,
                                     1,
                                     2,
                                     3,
                                     {10, SpanUnit::days},
                                     Roll::forward,
                                     12,
                                     "退回后十日"};
  draft.deadline = DeadlineRule{DeadlineReference::fiscal_year,
                                -1,
                                10,
                                31,
                                {5, SpanUnit::working_days},
                                Roll::backward,
                                17,
                                "本地做法"};
  draft.ladder = {{{-5, SpanUnit::working_days}, RoleId("head")},
                  {{2, SpanUnit::days}, {}},
                  {{1, SpanUnit::months}, {}}};
  Transition submit{StageId("draft"),
                    ActId("submit"),
                    "提交",
                    ActKind::take_back,
                    StageId("closed"),
                    RoleId("drafter"),
                    true,
                    true,
                    true,
                    {StageId("review")},
                    {}};
  submit.needs = {Requirement::parse("project_count >= 1 or budget_total_wan = 0").value()};
  return {WorkflowId("annual_budget"),
          2,
          "部门预算",
          RuleSetId("hebei"),
          StageId("draft"),
          {draft},
          {submit},
          ContentHash("w1")};
}

MigrationPlan migration_plan() {
  MigrationPlan made;
  made.region = RegionCode("130605");
  made.workflow = WorkflowId("annual_budget");
  made.year = year(2026);
  made.departments = {DepartmentId("130605-203")};
  made.from = ContentHash("w1");
  made.to = ContentHash("w2");
  made.stages = {{StageId("review"), StageId("second_review")}};
  made.timers = TimerPolicy::keep_remaining;
  made.stage_timers = {{StageId("second_review"), TimerPolicy::restart}};
  made.reason = "新办法";
  made.undoes = MigrationId(0);
  return made;
}

Standing standing(const char* definition, const char* stage) {
  Standing made;
  made.definition = ContentHash(definition);
  made.stage = StageId(stage);
  made.previous_stage = StageId("draft");
  made.actors = {{StageId("draft"), PersonId("wang_fang")}};
  made.due_on = day("2026-01-20");
  made.due_is_provisional = true;
  made.stage_timer = Timer{std::string(stage) + ".due", 5, Instant::at(day("2026-01-20"), 24)};
  made.node_timer = Timer{"monitoring.node", 3, Instant::at(day("2026-03-31"), 24)};
  made.pins = {{PluginName("plan_shape"), "1.0.0", ContentHash("p1")}};
  made.work.assignee = PersonId("wang_fang");
  made.work.kept_due = day("2026-01-20");
  made.work.counted_from = day("2026-01-05");
  return made;
}

const PluginPin kPin{PluginName("plan_shape"), "1.0.0", ContentHash("p1")};

WorkflowDefinition gated_workflow() {
  WorkflowDefinition made = workflow();
  made.transitions.front().gate = Gate{{PluginName("plan_shape"), PluginName("hebei_rules")},
                                       GateBlocks::warning,
                                       WhenNotChecked::note};
  made.hash = ContentHash("w2");
  return made;
}

const std::vector<PersonId> kPrincipals = {PersonId("li_na"), PersonId("chen_jing")};

WorkflowDefinition signed_workflow() {
  WorkflowDefinition made = workflow();
  Transition& transition = made.transitions.front();
  transition.signing = Signing{SigningMode::share, 60};
  transition.choices = {StageId("review")};
  transition.to_previous = true;
  made.stages.front().deadline->reference = DeadlineReference::occasion;
  made.stages.front().deadline->occasion = OccasionId("congress_approval");
  made.stages.front().ladder = {{{-5, SpanUnit::days}, {}, CatchUp::skip, {2, SpanUnit::days}}};
  made.hash = ContentHash("w3");
  return made;
}

/// With a parent, children and what is waited for.
WorkflowDefinition related_workflow() {
  WorkflowDefinition made = workflow();
  made.subject = Subject::cycle;
  Stage& stage = made.stages.front();
  stage.deadline->certainty = Certainty::primary;
  stage.opens = {WorkflowId("annual_budget")};
  stage.may_open = {WorkflowId("rectification")};
  stage.waits_for = {{WorkflowId("annual_budget"), StageId("reply")},
                     {WorkflowId("annual_budget"), {}},
                     {{}, StageId("congress")}};
  made.hash = ContentHash("w4");
  return made;
}

PluginReport plugin_report() {
  PluginReport made;
  made.pin = kPin;
  made.run = {RuleId("plan_shape.rises"), RuleId("plan_shape.ends")};
  made.not_run = {{RuleId("plan_shape.months"), "项目没有计划"}};
  made.rows = 28;
  made.errors = 1;
  made.warnings = 2;
  made.infos = 3;
  made.findings = {{RuleId("plan_shape.rises"),
                    FindingLevel::error,
                    {"projects.toml", 3, 4, "C17", "projects[13060526P00002810078Y].plan"},
                    "累计计划下降",
                    "5.00 → 4.00",
                    "未处理"}};
  return made;
}

PluginReport unchecked() {
  PluginReport made;
  made.pin.plugin = PluginName("hebei_rules");
  made.is_shadow = true;
  made.problem = "插件在 10 秒内没有回答";
  return made;
}

RuleSet rule_set() {
  const Rule rule{RuleId("own_plan_lag"),
                  "支出进度",
                  Measure::own_plan_lag_relative,
                  {3, 6},
                  {{AlertLevel::orange, false, BasisPoints(800), AlertAction::record}},
                  {"冀财预〔2022〕1号", "第三条", Certainty::secondary}};
  return {RuleSetId("hebei"), 3, "支出进度规则", year(2022), year(2027), {rule}, ContentHash("r1")};
}

RuleSet layered_rule_set() {
  RuleSet made = rule_set();
  Rule& rule = made.rules.front();
  rule.measure = Measure::policy_lag;
  rule.curve = {{3, BasisPoints(2'500)}, {6, BasisPoints(4'000)}};
  rule.thresholds = {{AlertLevel::yellow, false, BasisPoints(0), AlertAction::inquire, std::nullopt,
                      Span{10, SpanUnit::working_days}}};
  rule.basis.note = "转引";
  rule.basis.valid_from = day("2025-01-01");
  rule.basis.valid_to = day("2027-12-31");
  rule.scope = RuleScope{{RegionCode("130605")},
                         {DepartmentId("130605-203")},
                         {UnitCode("203001")},
                         {code(kFirstCode)},
                         {"三保"},
                         {"科研"},
                         FundKind::other,
                         wan("1")};
  rule.exemptions = {
      {{code(kSecondCode)}, {DepartmentId("130605-204")}, "停建", day("2026-06-30")}};
  rule.topic = "pace";
  rule.layer = Layer::province;
  Rule gap = rule_set().rules.front();
  gap.id = RuleId("gap");
  gap.measure = Measure::own_plan_gap;
  gap.thresholds = {{AlertLevel::red, true, BasisPoints(), AlertAction::rectify, wan("10"), {}}};
  made.rules.push_back(gap);
  made.layer = Layer::county;
  made.conflict = ConflictOrder::stricter;
  made.hash = ContentHash("r2");
  return made;
}

const AlertInputs kMoreInputs{
    wan("100"), wan("20"),          wan("12.5"), wan("13"),          6,
    wan("50"),  BasisPoints(4'000), wan("3"),    BasisPoints(4'550), wan("27.5")};

Calendar calendar() {
  Calendar made;
  made.years[2025] = {2025, false, "", {}, {}};
  made.years[2026] = {
      2026, true, "国办发明电〔2025〕7号", {day("2026-01-01")}, {day("2026-01-04")}};
  made.edition = ContentHash("c1");
  return made;
}

Organisation organisation() {
  Organisation made;
  made.regions = {{RegionCode("130605"), "白沟新城"}};
  made.departments = {{DepartmentId("130605-203"),
                       RegionCode("130605"),
                       "党群工作部",
                       {{UnitCode("203001"), "本级"}}}};
  made.roles = {{RoleId("auditor"),
                 "审计管理员",
                 RoleScope::office,
                 Administrator::audit,
                 {Permission::read_all}}};
  made.people = {{PersonId("wang_fang"),
                  "王芳",
                  false,
                  {{RoleId("auditor"), RegionCode("130605"), DepartmentId("130605-203")}}}};
  return made;
}

Project full_project() {
  Project made = project(kFirstCode, "10", {"2", "5", "8", "10"});
  made.funds = {wan("10"), wan("9"), wan("1")};
  made.purpose = "用于\"办公\"\n及差旅\\其他\t\x01";
  made.goals = {{1, "保障机关正常运转"}};
  made.indicators = {{{"产出指标", "数量指标"},
                      "采购数量",
                      Comparator::below,
                      "10.5",
                      "个",
                      "12.5",
                      "历史数据",
                      "＜10.5个"}};
  return made;
}

Alert alert() {
  return {AlertId(4),
          kInstance,
          code(kFirstCode),
          RuleId("own_plan_lag"),
          ContentHash("r1"),
          3,
          3,
          AlertLevel::red,
          kInputs,
          AlertState::closed,
          AlertCause::caught_up,
          Instant(1'700'000'000'000),
          Instant(1'700'000'000'001),
          "支出落后"};
}

Alert more_alert() {
  Alert made = alert();
  made.inputs = kMoreInputs;
  made.cause = AlertCause::node_check;
  return made;
}

PaymentsRecorded payments() {
  PaymentsRecorded made{BatchId(9), "treasury", "d1", year(2026), 5, {}, {}};
  made.rows = {
      {day("2026-03-31"), code(kFirstCode), yuan("1500.00"), FundKind::other, "PZ-1", "办公, 用品"},
      {day("2026-03-31"), code(kSecondCode), yuan("-0.01"), FundKind::fiscal, "", ""}};
  made.rejects = {{3, "2026-13-01,…", "日期不存在"}};
  return made;
}

}  // namespace

namespace {

WorkflowDefinition workflow_with_sheets() {
  WorkflowDefinition made = workflow();
  made.stages.front().sheets = StageSheets{SheetKind::monitoring, {10, SpanUnit::working_days}};
  return made;
}

RuleSet scored_rule_set() {
  RuleSet rules = layered_rule_set();
  rules.evaluation = EvaluationRules();
  rules.evaluation->document = "财预〔2020〕10号";
  return rules;
}

/// How sure the scoring rules are came later.
RuleSet sourced_rule_set() {
  RuleSet rules = scored_rule_set();
  rules.evaluation->certainty = Certainty::secondary;
  rules.evaluation->note = "转引";
  return rules;
}

/// With everything that either kind of sheet can hold.
WeighedSheet filled_sheet() {
  WeighedSheet sheet;
  sheet.entry.project = code(kFirstCode);
  sheet.entry.lines = {{1,
                        "40",
                        "90",
                        {},
                        {},
                        {DeviationCause::funds, DeviationCause::people},
                        "设备未到货",
                        Likelihood::possible,
                        "见附件"},
                       {2, "已建成", {}, Attainment::reached, BasisPoints(9'000), {}, "", {}, ""}};
  sheet.entry.expected = wan("11");
  sheet.entry.outcome = "按进度推进";
  sheet.entry.execution_explanation = "尾款未付";
  sheet.entry.attachments = {"验收单.pdf"};
  sheet.missing = 1;
  sheet.achieved = BasisPoints(4'210);
  sheet.scores = {{Score::points(50), Score::from_units(47'500'000), ScoreRemark::below_full},
                  {Score::points(40), Score::points(40), ScoreRemark::none}};
  sheet.execution_weight = Score::points(10);
  return sheet;
}

}  // namespace

std::vector<Event> sample_events() {
  const Timer timer{"draft.due", 2, Instant(1'700'000'000'000)};
  std::vector<Event> events = {
      WorkflowDeployed{workflow()},
      RuleSetDeployed{rule_set()},
      CalendarPublished{calendar()},
      OrganisationDeployed{organisation(), ContentHash("o1")},
      CycleOpened{RegionCode("130605"), year(2026), WorkflowId("annual_budget"), 60},
      InstanceOpened{kInstance, WorkflowId("annual_budget"), ContentHash("w1"), ContentHash("r1"),
                     ContentHash("c1"), DepartmentId("130605-203"), year(2026)},
      ActPerformed{kInstance, ActId("return"), ActKind::judge, StageId("review"), StageId("draft"),
                   2, true, "金额依据不足"},
      StageEntered{kInstance, StageId("draft"), day("2026-02-28"), true, timer,
                   Timer{"monitoring.node", 3, Instant(-1)}, true},
      ProjectEntered{kInstance, full_project()},
      ProjectDropped{kInstance, code(kSecondCode)},
      PlansApproved{kInstance, day("2026-01-01"), "批复〔2026〕1号"},
      TimerFired{kInstance, TimerTrack::node, timer, 86'400'000, true,
                 Timer{"draft.ladder", 1, Instant(5)}},
      NodeChecked{kInstance, 3, 28, 4, 2, 1, wan("20"), wan("12"), wan("8")},
      AlertRaised{alert()},
      AlertUpdated{AlertId(4), AlertLevel::yellow, kInputs, AlertCause::node_check, "支出落后"},
      AlertClosed{AlertId(4), kInputs, AlertCause::caught_up, "已补足"},
      AlertReopened{AlertId(4), AlertLevel::orange, kInputs, AlertCause::reversal, "冲销后又落后"},
      payments(),
      NoticeQueued{{NoticeId(11),
                    kInstance,
                    NoticeTopic::node_result,
                    {PersonId("wang_fang"), PersonId("li_na")},
                    "请处理",
                    2,
                    Instant(1'700'000'000'000)}},
      NoticesDelivered{{NoticeId(11), NoticeId(12)}, "log"},
      NoticeFailed{NoticeId(11), "smtp", "连接被拒绝", Instant(1'700'000'030'000)},
      ChannelsDeployed{{{"mail",
                         {NoticeTopic::overdue, NoticeTopic::returned},
                         {RoleId("drafter")},
                         true,
                         true,
                         {30'000, 120'000}}}},
      LettersFormed{"mail", {{LetterId(3), PersonId("li_na"), {NoticeId(11), NoticeId(12)}}}},
      LettersDelivered{"robot", {{LetterId(0), {}, {NoticeId(11)}}}},
      LetterFailed{"mail",
                   {LetterId(3), PersonId("li_na"), {NoticeId(11)}},
                   "服务器没有应答",
                   Instant(1'700'000'030'000)},
      LetterRevived{LetterId(3)},
      ChannelTurnedOff{"robot", "机器人已被删除"},
      ChannelTurnedOn{"robot"},
      WorkflowDeployed{gated_workflow()},
      InstanceOpened{kInstance,
                     WorkflowId("annual_budget"),
                     ContentHash("w2"),
                     ContentHash("r1"),
                     ContentHash("c1"),
                     DepartmentId("130605-203"),
                     year(2026),
                     {kPin}},
      ActPerformed{kInstance, ActId("submit"), ActKind::hand_in, StageId("draft"),
                   StageId("review"), 1, false, "",
                   GatePassage{CheckId(3), {PluginName("hebei_rules")}}},
      CheckRequested{kInstance,
                     CheckId(3),
                     ActId("submit"),
                     StageId("draft"),
                     1,
                     day("2025-10-20"),
                     {PluginName("plan_shape"), PluginName("hebei_rules")}},
      CheckReported{kInstance, CheckId(3), EventSeq(41), {plugin_report(), unchecked()}},
      RulesPinned{kInstance, {kPin}, "省厅十月更新规则"},
      PluginStepped{"plan_shape", "cn.budgetd.rules.plan_shape", "1.0.0", ContentHash("p1"),
                    PluginStage::active, PluginStage::quarantined, "一小时内出错三次", true},
      DocumentsImported{kInstance,
                        ImportId(2),
                        {{"绩效文本.docx",
                          ContentHash("b1"),
                          {PluginName("budget_document"), "1.0.0", ContentHash("p2")},
                          "performance_text",
                          31,
                          0,
                          20382,
                          20380,
                          60,
                          ContentHash("d1"),
                          ""}},
                        {{"plan_label", "amount"}, {"same_code[13060526P00002810078Y]", "last"}},
                        {29, 1, 1, 2, 3}},
      LetterDiscarded{LetterId(3), "已电话告知"},
      ChannelTested{"robot"},
      WorkflowDeployed{signed_workflow()},
      ActPerformed{kInstance, ActId("approve"), ActKind::judge, StageId("review"), StageId("reply"),
                   1, false, "", GatePassage{CheckId(3), {}}, kPrincipals},
      StageEntered{kInstance, StageId("draft"), day("2026-02-28"), false, timer, {}, false, true},
      ProjectEntered{kInstance, project(kFirstCode, "10", {"2", "5", "8", "10"}), kPrincipals},
      ProjectDropped{kInstance, code(kSecondCode), kPrincipals},
      ActSigned{kInstance, ActId("approve"), StageId("review"), 2, PersonId("li_na"), "同意",
                kPrincipals},
      WorkArranged{kInstance,
                   Arrangement::delegate,
                   StageId("review"),
                   {PersonId("wang_fang")},
                   "请先核对",
                   {}},
      WorkResumed{kInstance,
                  StageId("review"),
                  day("2026-01-05"),
                  {3, SpanUnit::working_days},
                  day("2026-01-20"),
                  true,
                  timer,
                  {},
                  "文件已到"},
      DeadlineMoved{kInstance, StageId("review"), ContentHash("c2"), day("2026-01-20"),
                    day("2026-01-21"), true, false, false, timer},
      SubstituteAppointed{{SubstitutionId(2),
                           PersonId("li_na"),
                           PersonId("wang_fang"),
                           day("2026-07-01"),
                           day("2026-07-10"),
                           {RoleId("head")},
                           "休假"}},
      SubstitutionEnded{SubstitutionId(2), "提前返回"},
      OccasionNamed{RegionCode("130605"), year(2026), OccasionId("congress_approval"),
                    day("2026-01-30"), "县人大公告"},
      StaffingChanged{kInstance, StageId("review"), true},
      RuleSetDeployed{layered_rule_set()},
      AlertRaised{more_alert()},
      AlertUpdated{AlertId(4), AlertLevel::yellow, kMoreInputs, AlertCause::payment, "支出落后"},
      AlertClosed{AlertId(4), kInputs, AlertCause::accepted, "已认可"},
      AlertReopened{AlertId(4), AlertLevel::orange, kMoreInputs, AlertCause::reversal, "又落后"},
      AlertHandled{AlertId(4),
                   AlertAct::explain,
                   {DeviationCause::funds, DeviationCause::other},
                   "上级资金六月才到位",
                   "说明.pdf",
                   day("2026-07-31")},
      RuleExempted{kInstance, code(kFirstCode), RuleId("own_plan_lag"), "工程停建",
                   day("2026-12-31")},
      ExemptionLifted{kInstance, code(kFirstCode), RuleId("own_plan_lag"), "复工"},
      BudgetMoved{kInstance,
                  MovementKind::adjustment,
                  PlanTreatment::amounts,
                  day("2026-07-01"),
                  "预调〔2026〕3号",
                  "上级追加",
                  {{code(kFirstCode),
                    {wan("10"), wan("9"), wan("1")},
                    {wan("12"), wan("11"), wan("1")},
                    {{{3, wan("2")}, {12, wan("12")}}}}}},
      GoalProgressTold{kInstance, code(kFirstCode), 6, BasisPoints(4'550), "两项已完成"},
      WorkflowDeployed{workflow(), "新办法"},
      MigrationProposed{MigrationId(1), migration_plan()},
      MigrationConfirmed{MigrationId(1)},
      MigrationDropped{MigrationId(2), "再等等"},
      InstanceMigrated{MigrationId(1), kInstance, standing("w1", "review"),
                       standing("w2", "second_review")},
      InstanceNotMigrated{MigrationId(1), InstanceId(8), "新流程没有阶段“审核”"},
      MigrationFinished{MigrationId(1), 1, 1},
      WorkflowDeployed{related_workflow()},
      InstanceOpened{kInstance,
                     WorkflowId("rectification"),
                     ContentHash("w4"),
                     ContentHash("r1"),
                     ContentHash("c1"),
                     DepartmentId("130605-203"),
                     year(2026),
                     {},
                     Origin{InstanceId(3), 2, "整改六月节点的预警", AlertId(4)}},
      ChildrenOpened{kInstance, StageId("drafting"), 60},
      WaitEnded{kInstance, StageId("drafting")},
      YearCarriedOver{kInstance,
                      DepartmentId("130605-203"),
                      year(2027),
                      {{AlertId(4), code(kFirstCode), "办公经费", RuleId("own_plan_lag"), 12,
                        AlertLevel::orange, "支出落后"}},
                      1,
                      2},
      AlertHandled{AlertId(4),
                   AlertAct::inquire,
                   {},
                   "请说明原因",
                   "",
                   day("2026-07-31"),
                   AlertLetter{3, "项目落后"}},
      WorkflowDeployed{workflow_with_sheets()},
      RuleSetDeployed{scored_rule_set()},
      SheetsOpened{kInstance, 6, day("2026-07-14"), 31},
      SheetFilled{kInstance, 6, filled_sheet()},
      SheetsHandedIn{kInstance,
                     kEvaluation,
                     {{code(kFirstCode),
                       {wan("10"), wan("12"), wan("12")},
                       Score::points(10),
                       Score::points(95),
                       "优"}}},
      SheetsJudged{kInstance, 6, SheetAct::send_back, {code(kFirstCode)}, "数量与附件不符"},
      EvaluationChecked{kInstance,
                        code(kFirstCode),
                        {{1, Score::points(40), Score::points(30), "佐证材料不足"}},
                        Score::points(85),
                        "良",
                        "抽查一次"},
      SheetsOverdue{kInstance, 6, 4},
      MovementAsked{kInstance,
                    MovementKind::adjustment,
                    PlanTreatment::percent,
                    day("2026-07-01"),
                    {{code(kFirstCode),
                      {wan("10"), wan("9"), wan("1")},
                      {wan("12"), wan("11"), wan("1")},
                      {{{3, wan("2")}, {12, wan("12")}}}}},
                    true,
                    {PersonId("reviewer")}},
      ChildrenAdopted{kInstance, {InstanceId(8), InstanceId(9)}},
      RuleSetDeployed{sourced_rule_set()},
  };
  // For whom a substitute did it came later.
  const auto for_somebody = [&events](auto Kind) {
    using EventKind = decltype(Kind);
    for (const Event& event : std::vector<Event>(events)) {
      const auto* found = std::get_if<EventKind>(&event);
      if (found == nullptr || !found->principals.empty()) continue;
      EventKind again = *found;
      again.principals = {PersonId("wang_fang")};
      events.emplace_back(std::move(again));
      return;
    }
  };
  for_somebody(DocumentsImported());
  for_somebody(SheetFilled());
  for_somebody(SheetsHandedIn());
  for_somebody(SheetsJudged());
  for_somebody(EvaluationChecked());
  return events;
}

}  // namespace budget::test
