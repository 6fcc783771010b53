#pragma once

#include "http/call.h"

namespace budget {

// office.cpp
[[nodiscard]] Result<Response> get_health(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_metrics(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_me(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_status(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_log(const Call& call, Desk& desk);

// cycles.cpp
[[nodiscard]] Result<Response> get_cycles(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> open_cycle(const Call& call, Desk& desk);
[[nodiscard]] Response tell_cycle(const Call& call, Desk& desk, const Result<Outcome>& result);

// instances.cpp
[[nodiscard]] Result<Response> get_instances(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_instance(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_history(const Call& call, Desk& desk);

// children.cpp
[[nodiscard]] Result<Response> get_children(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> open_child(const Call& call, Desk& desk);
[[nodiscard]] Response tell_child(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Response> get_carried(const Call& call, Desk& desk);

// acts.cpp
[[nodiscard]] Result<Prepared> perform_act(const Call& call, Desk& desk);
[[nodiscard]] Response tell_act(const Call& call, const Outcome& outcome);

// people.cpp
[[nodiscard]] Result<Prepared> arrange_work(const Call& call, Desk& desk);
[[nodiscard]] Response tell_arranged(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Response> get_people(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_queue(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_substitutions(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> appoint_substitute(const Call& call, Desk& desk);
[[nodiscard]] Response tell_appointed(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Prepared> act_on_substitution(const Call& call, Desk& desk);
[[nodiscard]] Response tell_substitution_act(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Response> get_occasions(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> name_occasion(const Call& call, Desk& desk);
[[nodiscard]] Response tell_occasion(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Response> get_deadline(const Call& call, Desk& desk);

// workflows.cpp
[[nodiscard]] Result<Response> get_workflows(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_workflow(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> check_workflow(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> deploy_workflow(const Call& call, Desk& desk);
[[nodiscard]] Response tell_deployed(const Call& call, const Outcome& outcome);

// migrations.cpp
[[nodiscard]] Result<Response> preview_migration(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> propose_migration(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> act_on_migration(const Call& call, Desk& desk);
[[nodiscard]] Response tell_migration(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Response> get_migrations(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_migration(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_migrated(const Call& call, Desk& desk);

// reports.cpp
[[nodiscard]] Result<Response> get_report(const Call& call, Desk& desk);
[[nodiscard]] Response tell_blocked(const Call& call, Desk& desk, const Result<Outcome>& result);
[[nodiscard]] Result<Prepared> check_instance(const Call& call, Desk& desk);
[[nodiscard]] Response tell_checked(const Call& call, Desk& desk, const Result<Outcome>& result);
[[nodiscard]] Result<Prepared> repin_rules(const Call& call, Desk& desk);
[[nodiscard]] Response tell_pinned(const Call& call, const Outcome& outcome);

// projects.cpp
[[nodiscard]] Result<Response> get_projects(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_project(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> enter_projects(const Call& call, Desk& desk);
[[nodiscard]] Response tell_entered(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Prepared> drop_project(const Call& call, Desk& desk);
[[nodiscard]] Response tell_dropped(const Call& call, const Outcome& outcome);

// imports.cpp
[[nodiscard]] Result<Response> preview_import(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> import_documents(const Call& call, Desk& desk);
[[nodiscard]] Response tell_imported(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Response> get_imports(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_document(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_year_document(const Call& call, Desk& desk);

// payments.cpp
[[nodiscard]] Result<Prepared> record_payments(const Call& call, Desk& desk);
[[nodiscard]] Response tell_payments(const Call& call, Desk& desk, const Result<Outcome>& result);
[[nodiscard]] Result<Response> get_batches(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_rejects(const Call& call, Desk& desk);

// alerts.cpp
[[nodiscard]] Result<Response> get_alerts(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_alert(const Call& call, Desk& desk);

// alert_acts.cpp
[[nodiscard]] Result<Prepared> handle_alert(const Call& call, Desk& desk);
[[nodiscard]] Response tell_alert_act(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Response> get_alert_reasons(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_alert_totals(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_not_assessed(const Call& call, Desk& desk);

// movements.cpp
[[nodiscard]] Result<Prepared> move_budget(const Call& call, Desk& desk);
[[nodiscard]] Response tell_movement(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Prepared> ask_movement(const Call& call, Desk& desk);
[[nodiscard]] Response tell_asked(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Response> get_asked_movement(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> act_on_exemption(const Call& call, Desk& desk);
[[nodiscard]] Response tell_exemption(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Response> get_exemptions(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> tell_goal_progress(const Call& call, Desk& desk);
[[nodiscard]] Response tell_progress_told(const Call& call, const Outcome& outcome);

// charts.cpp
[[nodiscard]] Result<Response> get_charts(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_project_chart(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_department_chart(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_region_chart(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_office_chart(const Call& call, Desk& desk);

// sheets.cpp
[[nodiscard]] Result<Response> get_sheet_tasks(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_sheets(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> fill_sheets(const Call& call, Desk& desk);
[[nodiscard]] Response tell_filled(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Prepared> act_on_sheets(const Call& call, Desk& desk);
[[nodiscard]] Response tell_sheets_act(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Prepared> check_evaluation(const Call& call, Desk& desk);
[[nodiscard]] Response tell_evaluation_check(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Response> get_score_reasons(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_evaluation_summary(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_evaluations_before(const Call& call, Desk& desk);
/// One sheet of those a question names with "project", or all.
[[nodiscard]] Result<std::vector<SheetRow>> chosen_sheets(const Call& call, Desk& desk,
                                                          const std::string& instance, int month);

// bulletins.cpp
[[nodiscard]] Result<Response> get_bulletin(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_alert_letters(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_alert_letter(const Call& call, Desk& desk);
/// Payloads for exporters: monitoring, evaluation, evaluation_summary, bulletin, letter.
[[nodiscard]] Result<Json> monitoring_payload(const Call& call, Desk& desk);
[[nodiscard]] Result<Json> evaluation_payload(const Call& call, Desk& desk);
[[nodiscard]] Result<Json> evaluation_summary_payload(const Call& call, Desk& desk);
[[nodiscard]] Result<Json> bulletin_payload(const Call& call, Desk& desk);
[[nodiscard]] Result<Json> letter_payload(const Call& call, Desk& desk);

// channels.cpp
[[nodiscard]] Result<Response> get_channels(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> act_on_channel(const Call& call, Desk& desk);
[[nodiscard]] Response tell_channel(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Response> get_dead_letters(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> act_on_letter(const Call& call, Desk& desk);
[[nodiscard]] Response tell_letter(const Call& call, const Outcome& outcome);
[[nodiscard]] Result<Prepared> test_channel(const Call& call, Desk& desk);
[[nodiscard]] Response tell_tested(const Call& call, Desk& desk, const Result<Outcome>& result);

// exports.cpp
[[nodiscard]] Result<Response> get_export(const Call& call, Desk& desk);

// notices.cpp
[[nodiscard]] Result<Response> get_notices(const Call& call, Desk& desk);

// plugins.cpp
[[nodiscard]] Result<Response> get_plugins(const Call& call, Desk& desk);
[[nodiscard]] Result<Response> get_plugin(const Call& call, Desk& desk);
[[nodiscard]] Result<Prepared> act_on_plugin(const Call& call, Desk& desk);
[[nodiscard]] Response tell_plugin_act(const Call& call, const Outcome& outcome);

}  // namespace budget
