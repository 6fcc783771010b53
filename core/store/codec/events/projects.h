#pragma once

#include "model/event.h"
#include "store/codec/budget_fields.h"
#include "store/codec/check_fields.h"
#include "store/codec/import_fields.h"
#include "store/codec/payments_summary.h"

namespace budget {

template <>
struct Described<ProjectEntered> {
  static constexpr std::string_view kType = "project_entered";
  static constexpr int kVersion = 2;
  static int version_of(const ProjectEntered& event) { return event.principals.empty() ? 1 : 2; }
  static constexpr auto kFields = std::tuple(
      field("instance", &ProjectEntered::instance), field("project", &ProjectEntered::project),
      later_field("principals", &ProjectEntered::principals));
};

template <>
struct Described<ProjectDropped> {
  static constexpr std::string_view kType = "project_dropped";
  static constexpr int kVersion = 2;
  static int version_of(const ProjectDropped& event) { return event.principals.empty() ? 1 : 2; }
  static constexpr auto kFields = std::tuple(
      field("instance", &ProjectDropped::instance), field("project", &ProjectDropped::project),
      later_field("principals", &ProjectDropped::principals));
};

template <>
struct Described<DocumentsImported> {
  static constexpr std::string_view kType = "documents_imported";
  static constexpr int kVersion = 2;
  static int version_of(const DocumentsImported& event) { return event.principals.empty() ? 1 : 2; }
  static constexpr auto kFields = std::tuple(
      field("instance", &DocumentsImported::instance), field("import", &DocumentsImported::import),
      field("files", &DocumentsImported::files), field("answers", &DocumentsImported::answers),
      field("counts", &DocumentsImported::counts),
      later_field("principals", &DocumentsImported::principals));
};

template <>
struct Described<PlansApproved> {
  static constexpr std::string_view kType = "plans_approved";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("instance", &PlansApproved::instance),
                                             field("effective_on", &PlansApproved::effective_on),
                                             field("approval", &PlansApproved::approval));
};

template <>
struct Described<BudgetMoved> {
  static constexpr std::string_view kType = "budget_moved";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &BudgetMoved::instance), field("kind", &BudgetMoved::kind),
      field("treatment", &BudgetMoved::treatment),
      field("effective_on", &BudgetMoved::effective_on), field("approval", &BudgetMoved::approval),
      field("reason", &BudgetMoved::reason), field("moves", &BudgetMoved::moves));
};

template <>
struct Described<MovementAsked> {
  static constexpr std::string_view kType = "movement_asked";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &MovementAsked::instance), field("kind", &MovementAsked::kind),
      field("treatment", &MovementAsked::treatment),
      field("effective_on", &MovementAsked::effective_on), field("moves", &MovementAsked::moves),
      field("is_granted", &MovementAsked::is_granted),
      field("principals", &MovementAsked::principals));
};

template <>
struct Described<GoalProgressTold> {
  static constexpr std::string_view kType = "goal_progress_told";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &GoalProgressTold::instance), field("project", &GoalProgressTold::project),
      field("month", &GoalProgressTold::month), field("achieved_bp", &GoalProgressTold::achieved),
      field("note", &GoalProgressTold::note));
};

/// Written in the place of PaymentsRecorded's fields.
template <>
struct Described<PaymentsSummary> {
  static constexpr auto kFields = std::tuple(
      field("batch", &PaymentsSummary::batch), field("source", &PaymentsSummary::source),
      field("digest", &PaymentsSummary::digest), field("year", &PaymentsSummary::year),
      field("known", &PaymentsSummary::known), field("count", &PaymentsSummary::count),
      field("sum_fen", &PaymentsSummary::sum), field("rejected", &PaymentsSummary::rejected),
      field("rows_sha256", &PaymentsSummary::rows),
      field("rejects_sha256", &PaymentsSummary::rejects));
};

template <>
struct Described<PaymentsRecorded> {
  static constexpr std::string_view kType = "payments_recorded";
  static constexpr int kVersion = 1;
};

template <>
struct Described<NodeChecked> {
  static constexpr std::string_view kType = "node_checked";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &NodeChecked::instance), field("month", &NodeChecked::month),
                 field("assessed", &NodeChecked::assessed), field("lagging", &NodeChecked::lagging),
                 field("not_assessed", &NodeChecked::not_assessed),
                 field("silent_plans", &NodeChecked::silent_plans),
                 field("planned_fen", &NodeChecked::planned), field("paid_fen", &NodeChecked::paid),
                 field("gap_fen", &NodeChecked::gap));
};

}  // namespace budget
