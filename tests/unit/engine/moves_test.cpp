#include <gmock/gmock.h>

#include "support/small_office.h"

namespace budget {
namespace {

using test::only;
using test::wan;
using ::testing::HasSubstr;

test::SmallOffice office_of_two() {
  test::SmallOffice office;
  office.monitors({test::project(test::kFirstCode, "10", {"2", "5", "8", "10"}),
                   test::project(test::kSecondCode, "6", {"1", "2", "3", "6"})});
  office.now("2026-05-01");
  office.fires();
  return office;
}

AskedMove to(const char* code, const std::string& budget) {
  return {test::code(code), Funds{wan(budget), wan(budget), Money()}, {}};
}

MoveBudget transfer(std::vector<AskedMove> moves) {
  return {InstanceId(1),           MovementKind::transfer, PlanTreatment::percent,
          test::day("2026-05-01"), "调剂〔2026〕1号",      "项目进展不一",
          std::move(moves)};
}

const ProjectState& project(const test::SmallOffice& office, const char* code) {
  return office.state().projects.at({test::year(2026), test::code(code)});
}

TEST(MovementTest, TakesFromOneProjectWhatAnotherGets) {
  test::SmallOffice office = office_of_two();
  const auto moved =
      office.does("officer", transfer({to(test::kFirstCode, "8"), to(test::kSecondCode, "8")}));
  ASSERT_TRUE(moved) << moved.error().message;
  EXPECT_EQ(project(office, test::kFirstCode).funds.budget, wan("8"));
  EXPECT_EQ(original_funds(project(office, test::kFirstCode)).budget, wan("10"));
  EXPECT_EQ(project(office, test::kFirstCode).versions.size(), 2U);
  EXPECT_EQ(project(office, test::kFirstCode).versions.back().plan.nodes.back().cumulative,
            wan("8"));
}

TEST(MovementTest, RefusesATransferThatDoesNotBalanceToTheFen) {
  test::SmallOffice office = office_of_two();
  const auto refused = office.does(
      "officer", transfer({to(test::kFirstCode, "8"), to(test::kSecondCode, "7.999999")}));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("应当平衡"));
  EXPECT_EQ(project(office, test::kFirstCode).funds.budget, wan("10")) << "nothing was changed";
}

TEST(MovementTest, RefusesABudgetBelowNothingAndTakesAwayAllOfIt) {
  test::SmallOffice office = office_of_two();
  const auto below = office.does(
      "officer", transfer({to(test::kFirstCode, "-0.000001"), to(test::kSecondCode, "16.000001")}));
  ASSERT_FALSE(below);
  EXPECT_THAT(below.error().message, HasSubstr("不应为负"));
  const auto all =
      office.does("officer", transfer({to(test::kFirstCode, "0"), to(test::kSecondCode, "16")}));
  ASSERT_TRUE(all) << all.error().message;
  office.now("2026-07-01", 0);
  for (const AlertRaised& raised : only<AlertRaised>(office.fires()))
    EXPECT_NE(raised.alert.project, test::code(test::kFirstCode)) << "nothing to be behind with";
}

TEST(MovementTest, RefusesAmountsWhoseSumNobodyCouldHold) {
  test::SmallOffice office = office_of_two();
  const auto refused = office.does("officer", transfer({to(test::kFirstCode, "9000000000000"),
                                                        to(test::kSecondCode, "9000000000000")}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_input);
  EXPECT_THAT(refused.error().message, HasSubstr("超过10万亿元"));
}

TEST(MovementTest, RefusesWhileTheInstanceIsSuspended) {
  test::SmallOffice office = office_of_two();
  Organisation steered = test::small_organisation();
  for (Role& role : steered.roles) {
    if (role.id == RoleId("officer")) role.grants.push_back(Permission::steer);
  }
  ASSERT_TRUE(
      office.by_system(DeployOrganisation{steered, ContentHash("organisation-2")}, Via::startup));
  ArrangeWork suspend;
  suspend.instance = InstanceId(1);
  suspend.arrangement = Arrangement::suspend;
  suspend.reason = "机构改革";
  ASSERT_TRUE(office.does("officer", suspend));
  const auto refused =
      office.does("officer", transfer({to(test::kFirstCode, "8"), to(test::kSecondCode, "8")}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
}

TEST(MovementTest, LetsAnAdjustmentChangeTheTotal) {
  test::SmallOffice office = office_of_two();
  MoveBudget more = transfer({to(test::kFirstCode, "12")});
  more.kind = MovementKind::adjustment;
  EXPECT_TRUE(office.does("officer", more));
}

TEST(MovementTest, UsesTheBudgetAndPlanInForceOnANodesDay) {
  test::SmallOffice office = office_of_two();
  ASSERT_TRUE(
      office.does("officer", transfer({to(test::kFirstCode, "8"), to(test::kSecondCode, "8")})));
  const ProjectState& first = project(office, test::kFirstCode);
  EXPECT_EQ(funds_on(first, test::day("2026-04-30")).budget, wan("10"));
  EXPECT_EQ(funds_on(first, test::day("2026-05-01")).budget, wan("8"));
  const auto late = office.pays(test::kFirstCode, "2026-03-05", "1.00", "PZ-1");
  ASSERT_EQ(only<AlertUpdated>(*late).size(), 1U);
  EXPECT_EQ(only<AlertUpdated>(*late).front().inputs.budget, wan("10"))
      << "March is held against what was in force then";
}

TEST(MovementTest, RaisesOverSpendingWhenTheNewBudgetIsBelowWhatWasPaid) {
  test::SmallOffice office = office_of_two();
  ASSERT_TRUE(office.pays(test::kFirstCode, "2026-04-05", "90000.00", "PZ-1"));
  const auto moved =
      office.does("officer", transfer({to(test::kFirstCode, "8"), to(test::kSecondCode, "8")}));
  ASSERT_TRUE(moved);
  ASSERT_EQ(only<AlertRaised>(*moved).size(), 1U);
  EXPECT_EQ(only<AlertRaised>(*moved).front().alert.cause, AlertCause::plan_changed);
}

TEST(MovementTest, WantsANewPlanWhereThatWasChosen) {
  test::SmallOffice office = office_of_two();
  MoveBudget given = transfer({to(test::kFirstCode, "8"), to(test::kSecondCode, "8")});
  given.treatment = PlanTreatment::given;
  EXPECT_THAT(office.does("officer", given).error().message, HasSubstr("应附新计划"));
}

TEST(MovementTest, IsFinancesAndNotTheDepartments) {
  test::SmallOffice office = office_of_two();
  EXPECT_EQ(office.does("drafter", transfer({to(test::kFirstCode, "10")})).error().code,
            ErrorCode::forbidden);
}

RecordPayments totals(PaymentShape shape, const std::string& date, const std::string& yuan) {
  RecordPayments action;
  action.source = "月报";
  action.year = test::year(2026);
  action.shape = shape;
  action.rows = {
      {test::day(date), test::code(test::kFirstCode), test::yuan(yuan), FundKind::fiscal, "", ""}};
  return action;
}

TEST(PaymentTotalsTest, RecordsWhatIsMissingFromAMonthsTotal) {
  test::SmallOffice office = office_of_two();
  ASSERT_TRUE(office.pays(test::kFirstCode, "2026-03-05", "60.00", "PZ-1"));
  const auto first =
      office.does("officer", totals(PaymentShape::month_totals, "2026-03-31", "100"));
  ASSERT_TRUE(first) << first.error().message;
  ASSERT_EQ(only<PaymentsRecorded>(*first).front().rows.size(), 1U);
  EXPECT_EQ(only<PaymentsRecorded>(*first).front().rows.front().amount, test::yuan("40.00"));
  EXPECT_TRUE(
      office.does("officer", totals(PaymentShape::month_totals, "2026-03-31", "100"))->empty())
      << "the same total again changes nothing";
  const auto less = office.does("officer", totals(PaymentShape::month_totals, "2026-03-31", "90"));
  EXPECT_EQ(only<PaymentsRecorded>(*less).front().rows.front().amount, test::yuan("-10.00"))
      << "a corrected total is a reversal";
}

TEST(PaymentTotalsTest, CountsACumulativeTotalFromTheYearsStart) {
  test::SmallOffice office = office_of_two();
  ASSERT_TRUE(office.pays(test::kFirstCode, "2026-01-05", "60.00", "PZ-1"));
  const auto recorded =
      office.does("officer", totals(PaymentShape::cumulative_totals, "2026-03-31", "100"));
  EXPECT_EQ(only<PaymentsRecorded>(*recorded).front().rows.front().amount, test::yuan("40.00"));
}

TEST(PaymentVouchersTest, AreOneCountysOwn) {
  test::SmallOffice office = office_of_two();
  Context context;
  context.now = office.moment();
  const Payment row{test::day("2026-03-05"),
                    test::code(test::kFirstCode),
                    test::yuan("1.00"),
                    FundKind::fiscal,
                    "PZ-1",
                    ""};
  Payment other = row;
  other.amount = test::yuan("2.00");
  context.known_vouchers["PZ-1"] = {{RegionCode("130123"), other}};
  RecordPayments action;
  action.source = "treasury";
  action.year = test::year(2026);
  action.rows = {row};
  const auto recorded = office.does("officer", action, context);
  ASSERT_TRUE(recorded);
  EXPECT_EQ(only<PaymentsRecorded>(*recorded).front().rows.size(), 1U);
  EXPECT_TRUE(only<PaymentsRecorded>(*recorded).front().rejects.empty());
}

}  // namespace
}  // namespace budget
