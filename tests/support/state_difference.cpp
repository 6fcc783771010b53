#include "support/state_difference.h"

namespace budget::test {

std::vector<std::string> difference(const State& a, const State& b) {
  std::vector<std::string> names;
  const auto compare = [&](const char* name, const auto& left, const auto& right) {
    if (!(left == right)) names.emplace_back(name);
  };
  compare("last_event", a.last_event, b.last_event);
  compare("last_at", a.last_at, b.last_at);
  compare("organisation", a.organisation, b.organisation);
  compare("organisation_hash", a.organisation_hash, b.organisation_hash);
  compare("workflows", a.workflows, b.workflows);
  compare("current_workflow", a.current_workflow, b.current_workflow);
  compare("rule_sets", a.rule_sets, b.rule_sets);
  compare("current_rule_set", a.current_rule_set, b.current_rule_set);
  compare("calendars", a.calendars, b.calendars);
  compare("current_calendar", a.current_calendar, b.current_calendar);
  compare("cycles", a.cycles, b.cycles);
  compare("instances", a.instances, b.instances);
  compare("projects", a.projects, b.projects);
  compare("timers", a.timers, b.timers);
  compare("alerts", a.alerts, b.alerts);
  compare("alert_by_key", a.alert_by_key, b.alert_by_key);
  compare("alert_deadlines", a.alert_deadlines, b.alert_deadlines);
  compare("handlings", a.handlings, b.handlings);
  compare("exemptions", a.exemptions, b.exemptions);
  compare("outbox", a.outbox, b.outbox);
  compare("routes", a.routes, b.routes);
  compare("letters", a.letters, b.letters);
  compare("channels", a.channels, b.channels);
  compare("channels_off", a.channels_off, b.channels_off);
  compare("last_letter", a.last_letter, b.last_letter);
  compare("checks", a.checks, b.checks);
  compare("plugins", a.plugins, b.plugins);
  compare("last_instance", a.last_instance, b.last_instance);
  compare("last_alert", a.last_alert, b.last_alert);
  compare("last_notice", a.last_notice, b.last_notice);
  compare("last_batch", a.last_batch, b.last_batch);
  compare("last_check", a.last_check, b.last_check);
  compare("last_import", a.last_import, b.last_import);
  compare("substitutions", a.substitutions, b.substitutions);
  compare("last_substitution", a.last_substitution, b.last_substitution);
  compare("occasions", a.occasions, b.occasions);
  compare("migrations", a.migrations, b.migrations);
  compare("last_migration", a.last_migration, b.last_migration);
  for (const Department& department : a.organisation.departments) {
    if (a.directory.name_of(department.id) != b.directory.name_of(department.id))
      names.emplace_back("directory");
  }
  return names;
}

}  // namespace budget::test
