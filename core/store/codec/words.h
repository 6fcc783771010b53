#pragma once

#include <array>

#include "model/event.h"
#include "model/migration.h"

// The values of every enumeration that is written, by its name_of(). Reading looks among these.

namespace budget {

template <typename T>
struct Words;

template <typename T>
concept HasWords = requires {
  Words<T>::kAll;
};

template <>
struct Words<Via> {
  static constexpr std::array kAll = {Via::console, Via::cli,    Via::api,    Via::batch,
                                      Via::timer,   Via::runner, Via::startup};
};
template <>
struct Words<ActKind> {
  static constexpr std::array kAll = {ActKind::hand_in, ActKind::judge, ActKind::take_back,
                                      ActKind::automatic};
};
template <>
struct Words<TimerTrack> {
  static constexpr std::array kAll = {TimerTrack::stage, TimerTrack::node};
};
template <>
struct Words<AlertLevel> {
  static constexpr std::array kAll = {AlertLevel::info, AlertLevel::yellow, AlertLevel::orange,
                                      AlertLevel::red};
};
template <>
struct Words<AlertState> {
  static constexpr std::array kAll = {AlertState::open, AlertState::closed};
};
template <>
struct Words<AlertCause> {
  static constexpr std::array kAll = {
      AlertCause::node_check,   AlertCause::late_record,   AlertCause::caught_up,
      AlertCause::reversal,     AlertCause::payment,       AlertCause::handed_in,
      AlertCause::plan_changed, AlertCause::progress_told, AlertCause::exempted,
      AlertCause::overruled,    AlertCause::accepted};
};
template <>
struct Words<Measure> {
  static constexpr std::array kAll = {Measure::own_plan_lag,   Measure::own_plan_lag_relative,
                                      Measure::own_plan_gap,   Measure::policy_lag,
                                      Measure::time_lag,       Measure::plan_behind_policy,
                                      Measure::december_share, Measure::last_quarter_share,
                                      Measure::over_spending,  Measure::expected_carry_over,
                                      Measure::goal_gap};
};
template <>
struct Words<AlertAction> {
  static constexpr std::array kAll = {AlertAction::record,
                                      AlertAction::warn,
                                      AlertAction::warn_with_attachment,
                                      AlertAction::inquire,
                                      AlertAction::propose_recovery,
                                      AlertAction::rectify,
                                      AlertAction::block};
};
template <>
struct Words<Layer> {
  static constexpr std::array kAll = {Layer::nation, Layer::province, Layer::city, Layer::county,
                                      Layer::department};
};
template <>
struct Words<ConflictOrder> {
  static constexpr std::array kAll = {ConflictOrder::stricter, ConflictOrder::higher,
                                      ConflictOrder::nearer};
};
template <>
struct Words<AlertPhase> {
  static constexpr std::array kAll = {AlertPhase::raised,     AlertPhase::acknowledged,
                                      AlertPhase::inquired,   AlertPhase::explained,
                                      AlertPhase::rectifying, AlertPhase::rectified,
                                      AlertPhase::accepted,   AlertPhase::escalated};
};
template <>
struct Words<AlertAct> {
  static constexpr std::array kAll = {AlertAct::acknowledge, AlertAct::inquire,  AlertAct::explain,
                                      AlertAct::rectify,     AlertAct::report,   AlertAct::accept,
                                      AlertAct::reject,      AlertAct::escalate, AlertAct::suppress,
                                      AlertAct::lift};
};
template <>
struct Words<DeviationCause> {
  static constexpr std::array kAll = {DeviationCause::funds, DeviationCause::rules,
                                      DeviationCause::people, DeviationCause::equipment,
                                      DeviationCause::other};
};
template <>
struct Words<MovementKind> {
  static constexpr std::array kAll = {MovementKind::transfer, MovementKind::adjustment,
                                      MovementKind::plan};
};
template <>
struct Words<PlanTreatment> {
  static constexpr std::array kAll = {PlanTreatment::percent, PlanTreatment::amounts,
                                      PlanTreatment::given};
};
template <>
struct Words<Subject> {
  static constexpr std::array kAll = {Subject::department_budget, Subject::cycle,
                                      Subject::budget_adjustment, Subject::rectification,
                                      Subject::evaluation,        Subject::duty};
};
template <>
struct Words<Certainty> {
  static constexpr std::array kAll = {Certainty::primary, Certainty::secondary,
                                      Certainty::local_practice};
};
template <>
struct Words<Fact> {
  static constexpr std::array kAll = {
      Fact::project_count,         Fact::budget_total_wan,
      Fact::projects_without_plan, Fact::projects_without_indicators,
      Fact::open_alerts,           Fact::monitoring_sheets_missing,
      Fact::evaluations_missing,   Fact::moves_asked};
};
template <>
struct Words<GateBlocks> {
  static constexpr std::array kAll = {GateBlocks::error, GateBlocks::warning, GateBlocks::never};
};
template <>
struct Words<WhenNotChecked> {
  static constexpr std::array kAll = {WhenNotChecked::block, WhenNotChecked::note};
};
template <>
struct Words<FindingLevel> {
  static constexpr std::array kAll = {FindingLevel::info, FindingLevel::warning,
                                      FindingLevel::error};
};
template <>
struct Words<FactComparator> {
  static constexpr std::array kAll = {FactComparator::at_least, FactComparator::at_most,
                                      FactComparator::equal,    FactComparator::not_equal,
                                      FactComparator::above,    FactComparator::below};
};
template <>
struct Words<Comparator> {
  static constexpr std::array kAll = {Comparator::at_least, Comparator::at_most,
                                      Comparator::equal,    Comparator::above,
                                      Comparator::below,    Comparator::qualitative};
};
template <>
struct Words<FundKind> {
  static constexpr std::array kAll = {FundKind::fiscal, FundKind::other};
};
template <>
struct Words<NoticeTopic> {
  static constexpr std::array kAll = {
      NoticeTopic::your_turn,      NoticeTopic::returned,    NoticeTopic::reminder,
      NoticeTopic::overdue,        NoticeTopic::node_result, NoticeTopic::closed,
      NoticeTopic::arranged,       NoticeTopic::copied,      NoticeTopic::urged,
      NoticeTopic::deadline_moved, NoticeTopic::unstaffed};
};
template <>
struct Words<Permission> {
  static constexpr std::array kAll = {Permission::open_cycle, Permission::record_payments,
                                      Permission::read_all, Permission::steer};
};
template <>
struct Words<Administrator> {
  static constexpr std::array kAll = {Administrator::none, Administrator::system,
                                      Administrator::security, Administrator::audit};
};
template <>
struct Words<RoleScope> {
  static constexpr std::array kAll = {RoleScope::department, RoleScope::office};
};
template <>
struct Words<Roll> {
  static constexpr std::array kAll = {Roll::none, Roll::forward, Roll::backward};
};
template <>
struct Words<DeadlineReference> {
  static constexpr std::array kAll = {DeadlineReference::stage_entered,
                                      DeadlineReference::fiscal_year, DeadlineReference::occasion};
};
template <>
struct Words<CatchUp> {
  static constexpr std::array kAll = {CatchUp::once, CatchUp::each, CatchUp::skip};
};
template <>
struct Words<SigningMode> {
  static constexpr std::array kAll = {SigningMode::all, SigningMode::share};
};
template <>
struct Words<Arrangement> {
  static constexpr std::array kAll = {
      Arrangement::transfer,       Arrangement::delegate,   Arrangement::answer,
      Arrangement::recall,         Arrangement::add_signer, Arrangement::drop_signer,
      Arrangement::copy,           Arrangement::urge,       Arrangement::suspend,
      Arrangement::resume,         Arrangement::terminate,  Arrangement::propose_repair,
      Arrangement::confirm_repair, Arrangement::drop_repair};
};

template <>
struct Words<TimerPolicy> {
  static constexpr std::array kAll = {TimerPolicy::keep_due, TimerPolicy::keep_remaining,
                                      TimerPolicy::restart};
};
template <>
struct Words<MigrationPhase> {
  static constexpr std::array kAll = {MigrationPhase::proposed, MigrationPhase::running,
                                      MigrationPhase::finished, MigrationPhase::dropped};
};
template <>
struct Words<SheetKind> {
  static constexpr std::array kAll = {SheetKind::monitoring, SheetKind::evaluation};
};
template <>
struct Words<SheetPhase> {
  static constexpr std::array kAll = {SheetPhase::filled, SheetPhase::returned,
                                      SheetPhase::handed_in, SheetPhase::accepted};
};
template <>
struct Words<SheetAct> {
  static constexpr std::array kAll = {SheetAct::hand_in, SheetAct::accept, SheetAct::send_back};
};
template <>
struct Words<Likelihood> {
  static constexpr std::array kAll = {Likelihood::certain, Likelihood::possible,
                                      Likelihood::impossible};
};
template <>
struct Words<Attainment> {
  static constexpr std::array kAll = {Attainment::reached, Attainment::partly, Attainment::missed};
};
template <>
struct Words<ScoreRemark> {
  static constexpr std::array kAll = {ScoreRemark::none, ScoreRemark::missing,
                                      ScoreRemark::outside_band, ScoreRemark::below_full,
                                      ScoreRemark::far_over};
};
template <>
struct Words<UnmetPolicy> {
  static constexpr std::array kAll = {UnmetPolicy::proportional, UnmetPolicy::nothing};
};
template <>
struct Words<ExecutionBase> {
  static constexpr std::array kAll = {ExecutionBase::full_year, ExecutionBase::time_progress};
};
template <>
struct Words<AbsentClass> {
  static constexpr std::array kAll = {AbsentClass::in_proportion, AbsentClass::neighbour};
};

template <>
struct Words<PluginStage> {
  static constexpr std::array kAll = {PluginStage::discovered, PluginStage::verified,
                                      PluginStage::loaded,     PluginStage::configured,
                                      PluginStage::shadow,     PluginStage::active,
                                      PluginStage::quarantined};
};

/// The value of this name, if there is one.
template <HasWords T>
[[nodiscard]] std::optional<T> word_named(std::string_view name) {
  for (const T value : Words<T>::kAll) {
    if (name == name_of(value)) return value;
  }
  return std::nullopt;
}

}  // namespace budget
