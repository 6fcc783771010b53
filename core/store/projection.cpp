#include "store/projection.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "store/tables/alerts.h"
#include "store/tables/asked_movements.h"
#include "store/tables/carried_over.h"
#include "store/tables/channels.h"
#include "store/tables/checks.h"
#include "store/tables/cycles.h"
#include "store/tables/definitions.h"
#include "store/tables/exemptions.h"
#include "store/tables/imports.h"
#include "store/tables/instances.h"
#include "store/tables/migrations.h"
#include "store/tables/notices.h"
#include "store/tables/payments.h"
#include "store/tables/people.h"
#include "store/tables/plugins.h"
#include "store/tables/projects.h"
#include "store/tables/sheets.h"

namespace budget {
namespace {

/// Walks through the events, writes what stands whole in them and collects the rest. One overload
/// per event.
class Projector {
 public:
  Projector(Database& database, const PaymentsSummaries& payments, const State& after,
            LastEvents& last_events)
      : database_(database), payments_(payments), after_(after), last_events_(last_events) {}

  void take(const Envelope& envelope, const Event& event) {
    envelope_ = &envelope;
    std::visit(*this, event);
  }

  /// Instances first: the others refer to them.
  void write_touched() {
    for (const auto& [id, touched] : instances_) {
      const InstanceState& instance = after_.instances.at(id);
      if (touched.opened) insert_instance(database_, instance.data);
      if (touched.itself) update_instance(database_, instance, last_events_.of(id));
      if (instance.data.is_closed) last_events_.forget(id);
      if (touched.totals) write_totals(database_, instance);
      if (touched.migrated) write_definition_of(database_, instance.data);
      if (touched.adopted) write_origin(database_, instance.data);
      if (touched.asked) write_asked(database_, id, *instance.asked);
      if (touched.pins) write_pins(database_, instance.data);
      if (touched.report != nullptr) {
        write_report(database_, id, *instance.report, touched.report->plugins);
      } else if (touched.totals && instance.report) {
        write_stale(database_, id, instance.report->is_stale);
      }
      if (touched.planned) write_planned(database_, id, *touched.planned);
    }
    for (const auto& [id, check] : after_.checks) {
      const auto touched = instances_.find(check.instance);
      if (touched != instances_.end() && touched->second.totals) write_changed(database_, check);
    }
    for (const auto& [instance, code] : dropped_)
      delete_project(database_, instance, code);
    for (const auto& [key, touched] : in_order_of_the_table())
      write(*touched->first, touched->second);
    for (const auto& [name, at] : plugins_)
      write_plugin(database_, name, after_.plugins.at(name), at);
    for (const AlertId id : alerts_) {
      const Alert& alert = after_.alerts.at(id);
      write_alert(database_, alert, after_.instances.at(alert.instance).data.year);
      const auto handling = after_.handlings.find(id);
      if (handling != after_.handlings.end()) write_handling(database_, id, handling->second);
    }
    for (const auto& [instance, key] : exemptions_)
      write_exemption(database_, after_, instance, key);
    if (channels_) write_channels(database_, after_);
    if (routes_) {
      for (const NoticeId waiting : queued_notices(database_))
        notices_[waiting];
    }
    for (const auto& [id, touched] : notices_)
      write_state(database_, id, after_, touched.when_gone, touched.channel);
  }

  void operator()(const WorkflowDeployed& event) { write_definition(database_, event.definition); }
  void operator()(const RuleSetDeployed& event) { write_definition(database_, event.rule_set); }
  void operator()(const CalendarPublished& event) { write_definition(database_, event.calendar); }
  void operator()(const OrganisationDeployed& event) {
    write_definition(database_, event.organisation, event.hash);
  }
  void operator()(const CycleOpened& event) { write_cycle(database_, event, envelope_->at); }

  void operator()(const InstanceOpened& event) {
    TouchedInstance& touched = touch(event.instance);
    touched.opened = true;
    touched.pins = !event.pins.empty();
    count_opened(database_, event);
    if (event.origin) touch(event.origin->parent);  // it counts its children
  }
  void operator()(const ActPerformed& event) { touch(event.instance); }
  void operator()(const TimerFired& event) { touch(event.instance); }
  void operator()(const NodeChecked& event) { touch(event.instance).planned = event.planned; }
  void operator()(const StageEntered& event) {
    touch(event.instance);
    drop_checks(database_, event.instance);
    if (event.is_final) close(after_.instances.at(event.instance).data);
  }
  void operator()(const ChildrenOpened& event) { touch(event.instance); }
  void operator()(const ChildrenAdopted& event) {
    touch(event.instance);
    for (const InstanceId child : event.children)
      touch(child).adopted = true;
  }
  void operator()(const WaitEnded& event) { touch(event.instance); }
  void operator()(const YearCarriedOver& event) {
    touch(event.instance);
    write_carried(database_, event, envelope_->at);
  }

  void operator()(const ProjectEntered& event) {
    touch(event.instance).totals = true;
    delete_sheets(database_, event.instance, event.project.code);
    if (const ProjectState* project = find(event.instance, event.project.code))
      projects_[project].entered = &event.project;
  }
  void operator()(const ProjectDropped& event) {
    touch(event.instance).totals = true;
    delete_sheets(database_, event.instance, event.project);
    if (find(event.instance, event.project) == nullptr)
      dropped_.emplace(event.instance, event.project);
  }
  void operator()(const DocumentsImported& event) {
    touch(event.instance).totals = true;  // a report on it is out of date
    write_import(database_, event, *envelope_);
  }
  void operator()(const PlansApproved& event) {
    touch(event.instance);
    for (const ProjectCode& code : after_.instances.at(event.instance).projects) {
      if (const ProjectState* project = find(event.instance, code))
        projects_[project].versions = true;
    }
  }

  void operator()(const PaymentsRecorded& event) {
    write_batch(database_, payments_.at(event.batch), *envelope_);
    for (const Payment& row : event.rows) {
      const ProjectState& project = after_.projects.at({event.year, row.project});
      bool& is_paid = projects_[&project].paid;
      if (is_paid) continue;
      is_paid = true;
      instances_[project.instance].totals = true;
    }
  }

  void operator()(const AlertRaised& event) { touch_alert(event.alert.id); }
  void operator()(const AlertUpdated& event) { touch_alert(event.alert); }
  void operator()(const AlertClosed& event) { touch_alert(event.alert); }
  void operator()(const AlertReopened& event) { touch_alert(event.alert); }

  void operator()(const AlertHandled& event) {
    touch_alert(event.alert);
    const Instance& instance = after_.instances.at(after_.alerts.at(event.alert).instance).data;
    write_letter_step(database_, event, instance, *envelope_);
  }

  void operator()(const SheetsOpened& event) {
    touch(event.instance);
    write_sheets(database_, event, envelope_->at);
  }
  void operator()(const SheetFilled& event) {
    touch(event.instance);
    write_sheets(database_, event, after_.instances.at(event.instance).data.year, *envelope_);
  }
  void operator()(const SheetsHandedIn& event) {
    touch(event.instance);
    write_sheets(database_, event, *envelope_);
  }
  void operator()(const SheetsJudged& event) {
    touch(event.instance);
    write_sheets(database_, event, *envelope_);
  }
  void operator()(const EvaluationChecked& event) {
    touch(event.instance);
    write_sheets(database_, event, *envelope_);
  }
  void operator()(const SheetsOverdue& event) {
    touch(event.instance);
    write_sheets(database_, event);
  }

  void operator()(const RuleExempted& event) { touch_exemption(event); }
  void operator()(const ExemptionLifted& event) { touch_exemption(event); }

  void operator()(const BudgetMoved& event) {
    touch(event.instance).totals = true;
    for (const BudgetMove& move : event.moves) {
      const ProjectState* project = find(event.instance, move.project);
      if (project == nullptr) continue;
      projects_[project].moved = true;
      projects_[project].versions = true;
    }
  }
  void operator()(const MovementAsked& event) { touch(event.instance).asked = true; }
  void operator()(const GoalProgressTold& event) {
    touch(event.instance);
    write_goal_progress(database_, event);
  }

  void operator()(const NoticeQueued& event) {
    write_notice(database_, event.notice, envelope_->at, after_);
    if (event.notice.instance != InstanceId()) touch(event.notice.instance);
  }
  void operator()(const NoticesDelivered& event) { write_outcome(database_, event); }
  void operator()(const NoticeFailed& event) { write_outcome(database_, event); }

  void operator()(const ChannelsDeployed&) {
    channels_ = true;
    routes_ = true;
  }
  void operator()(const ChannelTurnedOff&) { channels_ = true; }
  void operator()(const ChannelTurnedOn&) { channels_ = true; }
  void operator()(const LettersFormed& event) {
    for (const LetterContent& content : event.letters) {
      write_letter(database_, event.channel, content, envelope_->at);
      for (const NoticeId notice : content.notices)
        notices_[notice];
    }
  }
  void operator()(const LettersDelivered& event) {
    for (const LetterContent& content : event.letters) {
      write_delivered(database_, content.letter, envelope_->at);
      for (const NoticeId notice : content.notices)
        notices_[notice] = {"delivered", event.channel};
    }
  }
  void operator()(const LetterFailed& event) {
    write_failed(database_, event, envelope_->at);
    for (const NoticeId notice : event.letter.notices)
      notices_[notice];
  }
  void operator()(const LetterRevived& event) {
    for (const NoticeId notice : write_revived(database_, event.letter, envelope_->at))
      notices_[notice];
  }
  void operator()(const LetterDiscarded& event) {
    for (const NoticeId notice : write_discarded(database_, event.letter, envelope_->at))
      notices_[notice].when_gone = "given_up";
  }
  void operator()(const ChannelTested&) {}
  void operator()(const CheckRequested& event) {
    touch(event.instance);  // its history ends here now
    write_check(database_, event, envelope_->at);
  }
  void operator()(const CheckReported& event) {
    end_check(database_, event.check);
    touch(event.instance).report = &event;
  }
  void operator()(const RulesPinned& event) { touch(event.instance).pins = true; }

  void operator()(const PluginStepped& event) { plugins_[event.name] = envelope_->at; }

  void operator()(const ActSigned& event) { touch(event.instance); }
  void operator()(const WorkArranged& event) {
    touch(event.instance);
    if (event.arrangement != Arrangement::terminate) return;
    drop_checks(database_, event.instance);
    close(after_.instances.at(event.instance).data);
  }
  void operator()(const WorkResumed& event) { touch(event.instance); }
  void operator()(const DeadlineMoved& event) { touch(event.instance); }
  void operator()(const StaffingChanged& event) { touch(event.instance); }
  void operator()(const SubstituteAppointed& event) {
    write_appointed(database_, event.substitution, *envelope_);
  }
  void operator()(const SubstitutionEnded& event) { write_ended(database_, event, *envelope_); }
  void operator()(const OccasionNamed& event) { write_occasion(database_, event, *envelope_); }

  void operator()(const MigrationProposed& event) { write_proposed(database_, event, *envelope_); }
  void operator()(const MigrationConfirmed& event) {
    write_confirmed(database_, event, *envelope_);
  }
  void operator()(const MigrationDropped& event) { write_dropped(database_, event, *envelope_); }
  void operator()(const MigrationFinished& event) { write_finished(database_, event, *envelope_); }
  void operator()(const InstanceMigrated& event) {
    TouchedInstance& touched = touch(event.instance);
    touched.migrated = true;
    touched.pins = true;
    touched.totals = true;  // a report on it is out of date
    drop_checks(database_, event.instance);
    write_migrated(database_, event, envelope_->at);
  }
  void operator()(const InstanceNotMigrated& event) {
    touch(event.instance);
    write_not_migrated(database_, event, envelope_->at);
  }

 private:
  void close(const Instance& instance) {
    count_closed(database_, instance);
    if (after_.workflows.at(instance.definition).subject == Subject::department_budget)
      end_carried(database_, instance);
  }

  struct TouchedInstance {
    bool opened = false;
    bool itself = false;
    bool totals = false;
    bool pins = false;
    bool migrated = false;
    bool adopted = false;
    bool asked = false;
    const CheckReported* report = nullptr;  ///< the last one
    std::optional<Money> planned;
  };
  struct TouchedNotice {
    const char* when_gone = "no_channel";  ///< its state, once it goes nowhere any more
    std::string channel{};
  };
  struct TouchedProject {
    const Project* entered = nullptr;
    bool versions = false;
    bool paid = false;
    bool moved = false;
  };
  using TouchedProjects = std::unordered_map<const ProjectState*, TouchedProject>;

  /// The project, if it is (still) one of this instance's.
  const ProjectState* find(InstanceId instance, const ProjectCode& code) const {
    const auto found = after_.projects.find({after_.instances.at(instance).data.year, code});
    return found == after_.projects.end() || found->second.instance != instance ? nullptr
                                                                                : &found->second;
  }

  TouchedInstance& touch(InstanceId id) {
    TouchedInstance& touched = instances_[id];
    touched.itself = true;
    return touched;
  }

  template <typename ExemptionChange>
  void touch_exemption(const ExemptionChange& event) {
    touch(event.instance);
    const FiscalYear year = after_.instances.at(event.instance).data.year;
    exemptions_.emplace(event.instance, ExemptionKey{{year, event.project}, event.rule});
  }

  void touch_alert(AlertId id) {
    alerts_.insert(id);
    touch(after_.alerts.at(id).instance);
  }

  /// Neighbours in the table one after the other: a page is then found and changed once.
  std::vector<
      std::pair<std::pair<InstanceId, std::string_view>, const TouchedProjects::value_type*>>
  in_order_of_the_table() const {
    std::vector<
        std::pair<std::pair<InstanceId, std::string_view>, const TouchedProjects::value_type*>>
        sorted;
    sorted.reserve(projects_.size());
    for (const auto& touched : projects_) {
      sorted.push_back({{touched.first->instance, touched.first->code.view()}, &touched});
    }
    std::ranges::sort(sorted);
    return sorted;
  }

  void write(const ProjectState& project, const TouchedProject& touched) {
    if (touched.entered != nullptr) {
      write_project(database_, project, after_.instances.at(project.instance).data.year);
      write_sheet(database_, project.instance, *touched.entered);
    }
    if (touched.moved) {
      write_project(database_, project, after_.instances.at(project.instance).data.year);
      write_funds_changes(database_, project);
    }
    if (touched.paid) write_paid(database_, project);
    if (touched.versions || touched.entered != nullptr) write_versions(database_, project);
  }

  Database& database_;
  const PaymentsSummaries& payments_;
  const State& after_;
  LastEvents& last_events_;
  const Envelope* envelope_ = nullptr;

  std::map<InstanceId, TouchedInstance> instances_;
  TouchedProjects projects_;
  std::set<std::pair<InstanceId, ProjectCode>> dropped_;
  std::set<AlertId> alerts_;
  std::set<std::pair<InstanceId, ExemptionKey>> exemptions_;
  std::map<NoticeId, TouchedNotice> notices_;
  bool channels_ = false;
  bool routes_ = false;  ///< the channels changed: every waiting notice may have got another way
  std::map<std::string, Instant> plugins_;
};

}  // namespace

void write_projection(Database& database, std::span<const Entry> entries,
                      const PaymentsSummaries& payments, const State& after,
                      LastEvents& last_events) {
  Projector projector(database, payments, after, last_events);
  for (const Entry& entry : entries) {
    for (const Event& event : entry.events)
      projector.take(entry.envelope, event);
  }
  projector.write_touched();
}

}  // namespace budget
