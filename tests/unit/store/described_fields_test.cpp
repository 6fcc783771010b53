#include <gtest/gtest.h>

#include <concepts>

#include "store/codec/event_fields.h"

namespace budget {
namespace {

/// Turns into whatever a member wants to be made of.
struct Anything {
  template <typename T>
  operator T() const;
};

template <typename T, std::size_t... I>
constexpr bool has_at_least(std::index_sequence<I...>) {
  return requires {
    T{(static_cast<void>(I), Anything())...};
  };
}

/// The number of members of an aggregate.
template <typename T, std::size_t N = 20>
constexpr std::size_t member_count() {
  if constexpr (has_at_least<T>(std::make_index_sequence<N>())) {
    return N;
  } else {
    return member_count<T, N - 1>();
  }
}

template <typename T>
constexpr bool is_described_whole() {
  return member_count<T>() ==
         std::tuple_size_v<std::remove_const_t<decltype(Described<T>::kFields)>>;
}

template <typename... T>
void expect_whole() {
  EXPECT_EQ((std::vector<bool>{is_described_whole<T>()...}), std::vector<bool>(sizeof...(T), true));
}

TEST(DescribedFieldsTest, NameEveryMemberOfEveryEvent) {
  expect_whole<WorkflowDeployed, RuleSetDeployed, CalendarPublished, OrganisationDeployed,
               CycleOpened, InstanceOpened, ActPerformed, StageEntered, ProjectEntered,
               ProjectDropped, PlansApproved, TimerFired, NodeChecked, AlertRaised, AlertUpdated,
               AlertClosed, AlertReopened, PaymentsSummary, NoticeQueued, NoticesDelivered,
               NoticeFailed, ChannelsDeployed, LettersFormed, LettersDelivered, LetterFailed,
               LetterRevived, ChannelTurnedOff, ChannelTurnedOn, CheckRequested, CheckReported,
               RulesPinned, PluginStepped, LetterDiscarded, ChannelTested, DocumentsImported,
               ActSigned, WorkArranged, WorkResumed, DeadlineMoved, SubstituteAppointed,
               SubstitutionEnded, OccasionNamed, StaffingChanged, AlertHandled, RuleExempted,
               ExemptionLifted, BudgetMoved, GoalProgressTold, MigrationProposed,
               MigrationConfirmed, MigrationDropped, InstanceMigrated, InstanceNotMigrated,
               MigrationFinished, ChildrenOpened, WaitEnded, YearCarriedOver, SheetsOpened,
               SheetFilled, SheetsHandedIn, SheetsJudged, EvaluationChecked, SheetsOverdue,
               MovementAsked, ChildrenAdopted>();
}

TEST(DescribedFieldsTest, NameEveryMemberOfWhatEventsHold) {
  expect_whole<Region, Unit, Department, Role, RoleHolding, Person, Organisation, FactComparison,
               Requirement, LadderStep, DeadlineRule, Stage, Transition, WorkflowDefinition,
               Threshold, LegalBasis, Rule, RuleSet, CalendarYear, Calendar, Funds, PlanNode, Plan,
               Goal, Indicator, Project, ProjectSheet, Timer, StageActor, AlertInputs, Alert,
               Notice, ChannelRoute, Destination, LetterContent, Gate, PluginPin, Place, Finding,
               RuleNotRun, PluginReport, PluginVerdict, GatePassage, ImportAnswer, ImportCounts,
               Signing, Substitution, Delegation, AddedSigner, Vote, RepairProposal, StageWork,
               CurvePoint, RuleScope, RuleExemption, BudgetMove, FundsChange, AlertHandling,
               Standing, MigrationTrace, StageMapping, StageTimers, MigrationPlan, Wait, Origin,
               CarriedAlert, AlertLetter, SheetLine, SheetEntry, IndicatorScore, WeighedSheet,
               SheetMoney, HandedSheet, AdjustedScore, StageSheets, ClassWeights, AttainmentBand,
               GradeStep, EvaluationRules>();
}

}  // namespace
}  // namespace budget
