#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

#include "engine/engine.h"
#include "engine/rehearsal/virtual_clock.h"
#include "store/sqlite_event_store.h"
#include "store/sqlite_queries.h"
#include "support/scripted_year.h"
#include "support/silent_logger.h"
#include "support/small_office.h"
#include "support/state_difference.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

using test::code;
using test::kFirstCode;
using test::kSecondCode;
using test::wan;
using test::year;
using test::yuan;

/// Looks at the scripted year while its store is open.
class SqliteQueriesTest : public testing::Test {
 protected:
  SqliteQueriesTest() {
    StoreOptions quick;
    quick.durability = Durability::none;
    store_ = SqliteEventStore::open(path(), quick).value();
    State state;
    EXPECT_TRUE(test::write(*store_, state, test::scripted_year()));
    queries_ = SqliteQueries::open(path()).value();
  }

  std::string path() const { return (folder_.path() / "budgetd.db").string(); }

  std::vector<std::int64_t> ids(const InstanceFilter& filter, Page page = {}) {
    std::vector<std::int64_t> found;
    const std::vector<InstanceRow> rows = queries_->instances(filter, page).value();
    for (const InstanceRow& row : rows)
      found.push_back(row.data.id.value());
    return found;
  }

  test::TemporaryFolder folder_;
  std::unique_ptr<SqliteEventStore> store_;
  std::unique_ptr<SqliteQueries> queries_;
};

using Ids = std::vector<std::int64_t>;

TEST_F(SqliteQueriesTest, DoesNotOpenWhatIsNotThere) {
  EXPECT_EQ(SqliteQueries::open((folder_.path() / "absent.db").string()).error().code,
            ErrorCode::unavailable);
}

TEST_F(SqliteQueriesTest, ShowsTheOfficeAtAGlance) {
  const StatusRow all = queries_->status({}).value();
  EXPECT_EQ(all.instances, 2);
  EXPECT_EQ(all.projects, 3);
  EXPECT_EQ(all.budget, wan("28.16"));
  EXPECT_EQ(all.paid, yuan("7000.00"));
  EXPECT_EQ(all.last_event, store_->load().value().last_event);
  // One of them waits in a dead letter only.
  EXPECT_EQ(all.queued_notices, static_cast<int>(store_->load().value().outbox.size()) - 1);
  EXPECT_EQ(std::accumulate(all.stages.begin(), all.stages.end(), 0,
                            [](int sum, const auto& stage) { return sum + stage.instances; }),
            2);
  EXPECT_EQ(all.stages.front(), (StageCount{"部门预算", "draft", 1}));
  EXPECT_EQ(all.stages.back(), (StageCount{"部门预算", "closed", 1}));
  EXPECT_EQ(all.budgets, 2);
}

TEST_F(SqliteQueriesTest, ShowsOneYear) {
  const StatusRow one = queries_->status(year(2027)).value();
  EXPECT_EQ(one.instances, 1);
  EXPECT_EQ(one.budget, wan("12"));
  EXPECT_TRUE(one.open_alerts.empty());
  EXPECT_EQ(queries_->status(year(2030)).value().instances, 0);
}

TEST_F(SqliteQueriesTest, ListsCyclesNewestFirst) {
  const std::vector<CycleRow> cycles = queries_->cycles().value();
  ASSERT_EQ(cycles.size(), 2U);
  EXPECT_EQ(cycles[0].year, year(2027));
  EXPECT_EQ(cycles[1].region_name, "白沟新城");
  EXPECT_EQ(cycles[1].instances, 1);
  EXPECT_EQ(cycles[1].closed, 1);
}

TEST_F(SqliteQueriesTest, FiltersInstances) {
  const auto with = [](auto set) {
    InstanceFilter filter;
    set(filter);
    return filter;
  };
  EXPECT_EQ(ids({}), (Ids{1, 2}));
  EXPECT_EQ(ids(with([](auto& f) { f.year = year(2026); })), Ids{1});
  EXPECT_EQ(ids(with([](auto& f) { f.department = DepartmentId("130605-203"); })), (Ids{1, 2}));
  EXPECT_EQ(ids(with([](auto& f) { f.department = DepartmentId("130605-204"); })), Ids{});
  EXPECT_EQ(ids(with([](auto& f) { f.stage = StageId("closed"); })), Ids{1});
  EXPECT_EQ(ids(with([](auto& f) { f.stage = StageId("draft"); })), Ids{2});
  EXPECT_EQ(ids(with([](auto& f) {
              f.stage = StageId("draft");
              f.year = year(2026);
            })),
            Ids{});
  EXPECT_EQ(ids(with([](auto& f) { f.workflow = WorkflowId("annual_budget"); })), (Ids{1, 2}));
  EXPECT_EQ(ids(with([](auto& f) { f.only_open = true; })), Ids{2});
  EXPECT_EQ(ids(with([](auto& f) { f.only_overdue = true; })), Ids{});
  EXPECT_EQ(ids(with([](auto& f) {
              f.only_open = true;
              f.only_overdue = true;
              f.year = year(2027);
              f.stage = StageId("draft");
            })),
            Ids{});
}

TEST_F(SqliteQueriesTest, ContinuesBehindTheLastRowOfAPage) {
  EXPECT_EQ(ids({}, {1, 0}), Ids{1});
  EXPECT_EQ(ids({}, {1, 1}), Ids{2});
  EXPECT_EQ(ids({}, {1, 2}), Ids{});
}

TEST_F(SqliteQueriesTest, RefusesPagesThatAreNone) {
  for (const Page page : {Page{0, 0}, Page{-1, 0}, Page{kLargestPage + 1, 0}, Page{10, -1}}) {
    EXPECT_EQ(queries_->instances({}, page).error().code, ErrorCode::invalid_input);
    EXPECT_EQ(queries_->history(InstanceId(1), page).error().code, ErrorCode::invalid_input);
    EXPECT_EQ(queries_->log(page).error().code, ErrorCode::invalid_input);
    EXPECT_EQ(queries_->alerts({}, page).error().code, ErrorCode::invalid_input);
    EXPECT_EQ(queries_->batches(page).error().code, ErrorCode::invalid_input);
    EXPECT_EQ(queries_->rejects({}, page).error().code, ErrorCode::invalid_input);
    EXPECT_EQ(queries_->notices({}, page).error().code, ErrorCode::invalid_input);
  }
  EXPECT_TRUE(queries_->log({kLargestPage, 0}));
}

TEST_F(SqliteQueriesTest, ShowsAnInstanceAsTheEngineKnowsIt) {
  const InstanceRow row = queries_->instance(InstanceId(2)).value();
  EXPECT_EQ(row.data, store_->load().value().instances.at(InstanceId(2)).data);
  EXPECT_EQ(row.department_name, "党群工作部");
  EXPECT_EQ(row.stage_title, "draft");
  EXPECT_EQ(row.stage_role, "drafter");
  EXPECT_EQ(row.projects, 1);
  EXPECT_EQ(row.budget, wan("12"));
}

TEST_F(SqliteQueriesTest, SaysWhoseTurnItIsAndWhatTheyMayDo) {
  const InstanceRow row = queries_->instance(InstanceId(2)).value();
  EXPECT_EQ(row.stage_role_title, "drafter");
  ASSERT_FALSE(row.holders.empty());
  const Organisation organisation = store_->load().value().organisation;
  for (const PersonName& holder : row.holders) {
    EXPECT_EQ(holder.name, holder.id.text());
    EXPECT_TRUE(
        Directory(organisation).holds(holder.id, RoleId("drafter"), DepartmentId("130605-203")));
  }
  ASSERT_EQ(row.acts.size(), 1U);
  EXPECT_EQ(row.acts[0].act, ActId("submit"));
  EXPECT_EQ(row.acts[0].kind, ActKind::hand_in);
  const InstanceRow closed = queries_->instance(InstanceId(1)).value();
  EXPECT_TRUE(closed.holders.empty());
  EXPECT_TRUE(closed.acts.empty());
}

TEST_F(SqliteQueriesTest, NamesTheStagesThereAreWhenAskedForAnother) {
  InstanceFilter filter;
  filter.stage = StageId("dreft");
  const Error error = queries_->instances(filter, {}).error();
  EXPECT_EQ(error.code, ErrorCode::invalid_input);
  EXPECT_NE(error.hint.find("draft (draft), review (review)"), std::string::npos) << error.hint;
  filter.stage = StageId("review");
  EXPECT_TRUE(queries_->instances(filter, {}).value().empty());
}

TEST_F(SqliteQueriesTest, TellsTheHistoryInWords) {
  const std::vector<EventRow> history = queries_->history(InstanceId(1), {kLargestPage, 0}).value();
  for (const EventRow& row : history)
    EXPECT_FALSE(row.summary.empty()) << row.type << row.payload;
  const auto act = std::ranges::find(history, "act_performed", &EventRow::type);
  ASSERT_NE(act, history.end());
  EXPECT_EQ(act->actor_name, act->envelope.actor.text());
  EXPECT_EQ(act->act_title, "submit");
  EXPECT_EQ(act->summary, act->actor_name + " submit：draft → review");
  const auto entered = std::ranges::find(history, "stage_entered", &EventRow::type);
  EXPECT_EQ(entered->stage_title, "draft");
  EXPECT_EQ(entered->act_title, "");
  const std::vector<EventRow> log = queries_->log({kLargestPage, 0}).value();
  EXPECT_EQ(log.front().actor_name, "系统");
  for (const EventRow& row : log)
    EXPECT_FALSE(row.summary.empty()) << row.type << row.payload;
}

TEST_F(SqliteQueriesTest, ShowsWhatWasPlannedAndPaidInAClosedInstance) {
  const InstanceRow row = queries_->instance(InstanceId(1)).value();
  EXPECT_TRUE(row.data.is_closed);
  EXPECT_EQ(row.planned_to_date, wan("16.16"));
  EXPECT_EQ(row.paid, yuan("7000.00"));
  EXPECT_EQ(row.projects, 2);
}

TEST_F(SqliteQueriesTest, SaysThatThereIsNoSuchThing) {
  EXPECT_EQ(queries_->instance(InstanceId(9)).error().code, ErrorCode::not_found);
  EXPECT_EQ(queries_->history(InstanceId(9), {}).error().code, ErrorCode::not_found);
  EXPECT_EQ(queries_->projects(InstanceId(9)).error().code, ErrorCode::not_found);
  EXPECT_EQ(queries_->project(year(2030), code(kFirstCode)).error().code, ErrorCode::not_found);
  EXPECT_EQ(queries_->alert(AlertId(999)).error().code, ErrorCode::not_found);
}

TEST_F(SqliteQueriesTest, TellsAnInstancesHistoryInOrder) {
  const std::vector<EventRow> history = queries_->history(InstanceId(2), {}).value();
  ASSERT_GE(history.size(), 3U);
  EXPECT_EQ(history[0].type, "instance_opened");
  EXPECT_EQ(history[0].envelope.actor, PersonId("officer"));
  EXPECT_EQ(history[0].envelope.via, Via::api);
  EXPECT_EQ(history[0].hash.size(), 64U);
  EXPECT_TRUE(history[0].payload.starts_with("{\"instance\":2,")) << history[0].payload;
  for (const EventRow& row : history)
    EXPECT_EQ(row.instance, InstanceId(2));
  const std::vector<EventRow> rest =
      queries_->history(InstanceId(2), {1, history[0].seq.value()}).value();
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].seq, history[1].seq);
}

TEST_F(SqliteQueriesTest, TellsTheWholeLog) {
  const std::vector<EventRow> log = queries_->log({kLargestPage, 0}).value();
  ASSERT_EQ(static_cast<std::int64_t>(log.size()), queries_->status({})->last_event.value());
  for (std::size_t i = 0; i < log.size(); ++i)
    EXPECT_EQ(log[i].seq.value(), static_cast<std::int64_t>(i) + 1);
}

TEST_F(SqliteQueriesTest, ShowsAProjectWhole) {
  const ProjectRow row = queries_->project(year(2026), code(kFirstCode)).value();
  EXPECT_EQ(row.instance, InstanceId(1));
  EXPECT_EQ(row.project.name, "办公经费（修订）");
  EXPECT_EQ(row.project.purpose, "保障机关运转");
  EXPECT_EQ(row.project.goals.size(), 2U);
  EXPECT_EQ(row.project.indicators.size(), 1U);
  ASSERT_EQ(row.versions.size(), 1U);
  EXPECT_EQ(row.versions[0].effective_on, test::day("2026-01-01"));
  EXPECT_EQ(row.versions[0].plan, row.project.plan);
  EXPECT_EQ(row.paid[1], yuan("5000.00"));
  EXPECT_EQ(row.paid[2], yuan("2000.00"));
  EXPECT_EQ(row.open_alerts + queries_->project(year(2026), code(kSecondCode))->open_alerts,
            queries_->instance(InstanceId(1))->open_alerts);
}

TEST_F(SqliteQueriesTest, ListsAnInstancesProjectsByCode) {
  const std::vector<ProjectRow> projects = queries_->projects(InstanceId(1)).value();
  ASSERT_EQ(projects.size(), 2U);
  EXPECT_EQ(projects[0].project.code, code(kFirstCode));
  EXPECT_EQ(projects[1].project.code, code(kSecondCode));
}

TEST_F(SqliteQueriesTest, RanksAlertsByTheirGap) {
  const std::vector<AlertRow> alerts = queries_->alerts({}, {}).value();
  ASSERT_GE(alerts.size(), 2U);
  for (std::size_t i = 1; i < alerts.size(); ++i) {
    const auto gap = [&](std::size_t at) {
      return alerts[at].data.inputs.planned - alerts[at].data.inputs.paid;
    };
    EXPECT_GE(gap(i - 1), gap(i));
  }
  EXPECT_EQ(alerts[0].department_name, "党群工作部");
  EXPECT_EQ(alerts[0].year, year(2026));
  EXPECT_FALSE(alerts[0].project_name.empty());
  EXPECT_EQ(queries_->alert(alerts[1].data.id)->data, alerts[1].data);
  EXPECT_EQ(queries_->alerts({}, {1, alerts[0].data.id.value()})->at(0).data, alerts[1].data);
}

TEST_F(SqliteQueriesTest, CountsAProjectsMoneyOnceInARollUp) {
  Database raw = Database::open(path(), {});
  raw.run("DELETE FROM alerts");
  raw.run(
      std::string("WITH made (id, project, month, gap, state) AS (VALUES ") + "(1, '" + kFirstCode +
      "', 3, 100, 'open'), (2, '" + kFirstCode + "', 6, 300, 'open'), (3, '" + kSecondCode +
      "', 6, 50, 'open'), (4, '" + kSecondCode + "', 3, 900, 'closed')) " +
      "INSERT INTO alerts SELECT id, 2, 2027, project, 'rule', '', 1, month, 'yellow', 0, 0, 0, "
      "0, 0, 0, gap, state, 'node_check', 0, 0, '', NULL, NULL, NULL, NULL FROM made");
  for (const AlertGrouping by : {AlertGrouping::department, AlertGrouping::region}) {
    const std::vector<AlertTotalRow> totals =
        queries_->alert_totals(by, {}, test::day("2027-07-01")).value();
    ASSERT_EQ(totals.size(), 1U);
    EXPECT_EQ(totals[0].stake, Money::from_fen(350));
    EXPECT_EQ(totals[0].open.at(AlertLevel::yellow), 3);
    EXPECT_EQ(totals[0].name, by == AlertGrouping::region ? "白沟新城" : "党群工作部");
  }
}

TEST_F(SqliteQueriesTest, ShowsWhatIsWithinSightOnly) {
  const auto seen = [&](Sight sight) {
    InstanceFilter instances;
    AlertFilter alerts;
    instances.sight = alerts.sight = std::move(sight);
    return std::pair(ids(instances).size(), queries_->alerts(alerts, {}).value().size());
  };
  const std::size_t all = queries_->alerts({}, {}).value().size();
  EXPECT_EQ(seen({{}, {DepartmentId("130605-203")}}), std::pair(std::size_t{2}, all));
  EXPECT_EQ(seen({{RegionCode("130605")}, {}}), std::pair(std::size_t{2}, all));
  const auto none = std::pair(std::size_t{0}, std::size_t{0});
  EXPECT_EQ(seen({}), none);
  EXPECT_EQ(seen({{RegionCode("130606")}, {DepartmentId("130605-204")}}), none);
}

TEST_F(SqliteQueriesTest, FiltersAlerts) {
  const auto count = [&](auto set) {
    AlertFilter filter;
    set(filter);
    return queries_->alerts(filter, {}).value().size();
  };
  const std::size_t all = count([](auto&) {});
  EXPECT_EQ(count([](auto& f) { f.year = year(2026); }), all);
  EXPECT_EQ(count([](auto& f) { f.year = year(2027); }), 0U);
  EXPECT_EQ(count([](auto& f) { f.instance = InstanceId(1); }), all);
  EXPECT_EQ(count([](auto& f) { f.instance = InstanceId(2); }), 0U);
  EXPECT_EQ(count([](auto& f) { f.state = AlertState::open; }) +
                count([](auto& f) { f.state = AlertState::closed; }),
            all);
  EXPECT_EQ(count([](auto& f) {
              f.state = AlertState::open;
              f.year = year(2026);
              f.month = 3;
              f.level = AlertLevel::yellow;
            }) + count([](auto& f) {
              f.state = AlertState::closed;
              f.year = year(2026);
              f.month = 3;
              f.level = AlertLevel::yellow;
            }),
            count([](auto& f) {
              f.month = 3;
              f.level = AlertLevel::yellow;
            }));
}

TEST_F(SqliteQueriesTest, ListsBatchesAndTheirRejects) {
  const std::vector<BatchRow> batches = queries_->batches({}).value();
  ASSERT_EQ(batches.size(), 4U);
  EXPECT_EQ(batches[0].source, "treasury");
  EXPECT_EQ(batches[0].rows, 1);
  EXPECT_EQ(batches[0].rejected, 1);
  EXPECT_EQ(batches[0].sum, yuan("5000.00"));
  EXPECT_EQ(batches[0].actor, PersonId("officer"));
  EXPECT_EQ(batches[3].sum, yuan("-20000.00"));
  EXPECT_EQ(queries_->rejects({}, {}).value().size(), 4U);
  const std::vector<RejectRow> of_second = queries_->rejects(BatchId(2), {}).value();
  ASSERT_EQ(of_second.size(), 1U);
  EXPECT_EQ(of_second[0].reject.row, 2);
  EXPECT_FALSE(of_second[0].reject.reason.empty());
  EXPECT_TRUE(queries_->rejects(BatchId(2), {10, of_second[0].id}).value().empty());
}

TEST_F(SqliteQueriesTest, TellsWhatBecameOfNotices) {
  const std::vector<NoticeRow> notices = queries_->notices({}, {}).value();
  std::map<std::string, int> states;
  for (const NoticeRow& notice : notices)
    ++states[notice.state];
  EXPECT_EQ(states["delivered"], 3);
  EXPECT_EQ(states["given_up"], 1);
  EXPECT_EQ(states["queued"], queries_->status({})->queued_notices);
  const auto given_up = std::ranges::find(notices, "given_up", &NoticeRow::state);
  EXPECT_EQ(given_up->channel, "smtp");
  EXPECT_EQ(given_up->problem, "连接被拒绝");
  EXPECT_EQ(given_up->data.attempts, 3);
  for (const NoticeRow& notice : notices) {
    ASSERT_EQ(notice.recipient_names.size(), notice.data.recipients.size());
    for (std::size_t i = 0; i < notice.recipient_names.size(); ++i)
      EXPECT_EQ(notice.recipient_names[i], notice.data.recipients[i].text());
  }
}

TEST_F(SqliteQueriesTest, ListsDeadLettersWithTheirTexts) {
  const std::vector<LetterRow> letters = queries_->dead_letters({}).value();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].data.channel, "smtp");
  EXPECT_EQ(letters[0].data.problem, "连接被拒绝");
  EXPECT_EQ(letters[0].data.attempts, 3);
  EXPECT_EQ(letters[0].person_name, letters[0].data.person.text());
  ASSERT_EQ(letters[0].texts.size(), 1U);
  EXPECT_FALSE(letters[0].texts[0].empty());
}

TEST_F(SqliteQueriesTest, ADiscardedLetterIsOffTheListAndItsNoticeNeverWentOut) {
  const VirtualClock clock(store_->load()->last_at);
  test::SilentLogger logger;
  Engine engine = Engine::open(*store_, clock, logger).value();
  const LetterId letter = queries_->dead_letters({})->at(0).data.id;
  ASSERT_TRUE(engine.execute(
      {PersonId("system_admin"), Via::api, {}, DiscardDeadLetter{letter, "已电话告知"}}));
  EXPECT_TRUE(queries_->dead_letters({})->empty());
  EXPECT_EQ(queries_->channels()->at(1).dead, 0);
  const std::vector<NoticeRow> notices = queries_->notices({}, {}).value();
  EXPECT_EQ(std::ranges::count(notices, "given_up", &NoticeRow::state), 1);
  EXPECT_THAT(test::difference(engine.state(), store_->load().value()), testing::IsEmpty());
}

// Charts.

SpendingFilter of_year(int number) {
  SpendingFilter filter;
  filter.year = year(number);
  return filter;
}

TEST_F(SqliteQueriesTest, AddsUpWhatADepartmentPlannedAndPaid) {
  const std::vector<SpendingRow> rows =
      queries_->spending(SpendingGrouping::department, of_year(2026), {}).value();
  ASSERT_EQ(rows.size(), 1U);
  const std::vector<ProjectRow> projects = queries_->projects(InstanceId(1)).value();
  SpendingYear sum;
  sum.year = year(2026);
  for (const ProjectRow& row : projects) {
    ProjectState state;
    state.funds = row.project.funds;
    state.versions = row.versions;
    state.paid = row.paid;
    add(sum, state);
  }
  EXPECT_EQ(rows[0].spending, sum);
  EXPECT_EQ(rows[0].spending.projects, 2);
  EXPECT_EQ(rows[0].spending.planned[2], wan("2"));
  EXPECT_EQ(paid_by(rows[0].spending, 12), yuan("7000.00"));
  EXPECT_TRUE(rows[0].earlier.empty());
}

TEST_F(SqliteQueriesTest, HoldsAProjectAgainstTheYearBefore) {
  SpendingFilter filter = of_year(2027);
  filter.project = code(kFirstCode);
  const std::vector<SpendingRow> rows =
      queries_->spending(SpendingGrouping::project, filter, {}).value();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].key, kFirstCode);
  EXPECT_EQ(rows[0].spending.drafted, 1);
  EXPECT_EQ(rows[0].spending.planned[5], wan("6"));
  ASSERT_EQ(rows[0].earlier.size(), 1U);
  EXPECT_EQ(paid_by(rows[0].earlier[0], 12), yuan("7000.00"));
}

TEST_F(SqliteQueriesTest, AddsNothingUpThatIsOutOfSight) {
  SpendingFilter filter = of_year(2026);
  filter.sight = Sight{{}, {DepartmentId("130605-999")}};
  for (const auto by :
       {SpendingGrouping::project, SpendingGrouping::department, SpendingGrouping::region})
    EXPECT_TRUE(queries_->spending(by, filter, {}).value().empty());
  EXPECT_EQ(queries_->spending(SpendingGrouping::office, filter, {})->at(0).spending.projects, 0);
  filter.sight = Sight{{RegionCode("130605")}, {}};
  EXPECT_EQ(queries_->spending(SpendingGrouping::office, filter, {})->at(0).spending.projects, 2);
}

TEST_F(SqliteQueriesTest, PagesThroughTheProjectsOfADepartment) {
  SpendingFilter filter = of_year(2026);
  filter.department = queries_->instance(InstanceId(1))->data.department;
  const auto listed = [&](Page page) {
    return queries_->spending(SpendingGrouping::project, filter, page).value();
  };
  ASSERT_EQ(listed({}).size(), 2U);
  EXPECT_EQ(listed({1, 0}).at(0).key, listed({}).at(0).key);
  EXPECT_EQ(listed({1, 1}).at(0).key, listed({}).at(1).key);
  EXPECT_TRUE(listed({1, 2}).empty());
}

TEST_F(SqliteQueriesTest, NamesTheNodesOfTheRulesBesideThoseOfTheWorkflow) {
  const VirtualClock clock(store_->load()->last_at);
  test::SilentLogger logger;
  Engine engine = Engine::open(*store_, clock, logger).value();
  RuleSet rules = test::small_rule_set();
  rules.version = 2;
  rules.hash = ContentHash("rules-2");
  rules.rules[0].months = {3, 8};
  ASSERT_TRUE(engine.execute({system_actor(), Via::startup, {}, DeployRuleSet{rules}}));
  ASSERT_TRUE(engine.execute(
      {PersonId("officer"),
       Via::api,
       {},
       OpenCycle{RegionCode("130605"), year(2028), WorkflowId("annual_budget"), {}}}));
  EXPECT_EQ(queries_->instance(InstanceId(1))->node_months, (std::vector<int>{3, 6, 10, 12}));
  EXPECT_EQ(queries_->instance(InstanceId(3))->node_months, (std::vector<int>{3, 6, 8, 10, 12}));
}

TEST_F(SqliteQueriesTest, NamesTheChannelsThatAreOffAtAGlance) {
  const auto off = queries_->status({})->channels_off;
  ASSERT_EQ(off.size(), 1U);
  EXPECT_EQ(off[0], std::pair(std::string("log"), std::string("不再提供")));
}

TEST_F(SqliteQueriesTest, ListsChannelsAndWhatBecameOfThem) {
  const std::vector<ChannelRow> channels = queries_->channels().value();
  ASSERT_EQ(channels.size(), 2U);
  EXPECT_EQ(channels[0].route.name, "log");
  EXPECT_TRUE(channels[0].is_off);
  EXPECT_EQ(channels[0].problem, "不再提供");
  EXPECT_EQ(channels[0].dead, 0);
  EXPECT_EQ(channels[1].route.name, "smtp");
  EXPECT_FALSE(channels[1].is_off);
  EXPECT_EQ(channels[1].dead, 1);
}

TEST_F(SqliteQueriesTest, ListsTheNoticesOfOneInstance) {
  const std::vector<NoticeRow> of_second = queries_->notices({{}, InstanceId(2)}, {}).value();
  ASSERT_FALSE(of_second.empty());
  for (const NoticeRow& notice : of_second)
    EXPECT_EQ(notice.data.instance, InstanceId(2));
  const std::size_t all = queries_->notices({}, {}).value().size();
  EXPECT_EQ(queries_->notices({{}, InstanceId(1)}, {}).value().size() + of_second.size(), all);
}

TEST_F(SqliteQueriesTest, ListsTheNoticesOfWhatSomebodyMaySee) {
  const auto seen_by = [&](Sight sight, Page page = {}) {
    return queries_->notices({std::move(sight), {}}, page).value();
  };
  const std::vector<NoticeRow> all = queries_->notices({}, {}).value();
  const Sight department{{}, {queries_->instance(InstanceId(2)).value().data.department}};
  EXPECT_EQ(seen_by(department).size(), all.size());
  EXPECT_EQ(seen_by(department, {1, all[0].data.id.value()}).at(0).data.id, all[1].data.id);
  EXPECT_EQ(seen_by({{RegionCode("130605")}, {}}).size(), all.size());
  EXPECT_TRUE(seen_by({{RegionCode("130606")}, {DepartmentId("130605-999")}}).empty());
  EXPECT_TRUE(seen_by({}).empty());
}

TEST_F(SqliteQueriesTest, SeesWhatWasCommittedSince) {
  State state = store_->load().value();
  const Entry entry{{Instant(1), system_actor(), Via::runner},
                    "",
                    {NoticesDelivered{{state.outbox.rbegin()->first}, "log"}}};
  const int before = queries_->status({})->queued_notices;
  ASSERT_TRUE(test::write(*store_, state, test::Commits{{entry}}));
  EXPECT_EQ(queries_->status({})->queued_notices, before - 1);
}

TEST_F(SqliteQueriesTest, IsReadFromManyThreadsWhileTheWriterWrites) {
  State state = store_->load().value();
  std::vector<std::thread> readers;
  std::atomic<int> answers = 0;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      for (int n = 0; n < 50; ++n) {
        if (queries_->status({}) && queries_->instances({}, {}) && queries_->log({})) ++answers;
      }
    });
  }
  for (int n = 0; n < 50; ++n) {
    const Entry entry{{Instant(1), system_actor(), Via::runner}, "", {NoticesDelivered{{}, "log"}}};
    EXPECT_TRUE(test::write(*store_, state, test::Commits{{entry}}));
  }
  for (std::thread& reader : readers)
    reader.join();
  EXPECT_EQ(answers, 200);
}

}  // namespace
}  // namespace budget
