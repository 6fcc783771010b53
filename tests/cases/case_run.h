#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "engine/rehearsal/narrator.h"
#include "engine/rehearsal/virtual_clock.h"
#include "engine/step_runner.h"
#include "support/fake_catalog.h"
#include "support/office_files.h"

namespace budget::cases {

/// Plays the steps of one case against the real engine on a virtual clock and writes down what
/// happened.
///
/// A step is a line:
///   on 2026-04-01 [09:00]                       the clock goes on; everything due on the way fires
///   <person> opens 2026 [workflow]
///   <person> begins <workflow> for <department> [alert <n>] "what it is about"
///   <person> enters <sample> for <department>
///   <person> drops <code> from <department>
///   <person> does <act> for <department> [in the name of <person>] [to <stage>] ["reason"]
///   <person> arranges <arrangement> for <department> [to <person> …] [at <stage>] ["reason"]
///   <person> appoints <substitute> from <date> until <date> [for <person>] [as <role>]
///   <person> ends substitution <number>
///   <person> names <occasion> on <date>
///   night                                       the check that every open stage has somebody
///   calendars <folder>                          another edition is published
///   people <department>                         whose turn it is, and who else can do what
///   <person> records <sample> up to 2026-03-31
///   <person> pays <code> <date> <元> [voucher]
///   <person> reports <code> <2026-03-31> <元> of-month|to-date     a month's total
///   <person> <act> alert <n> [by <date>] [because <cause>] ["text"]
///   <person> exempts <code> from <rule> until <date> in <department> "reason"
///   <person> lifts <code> from <rule> in <department> "reason"
///   <person> moves <department> transfer|adjustment percent|amounts on <date> <code>=<万元> …
///     "approval"
///   <person> asks <request> transfer|adjustment percent|amounts on <date> <code>=<万元> …
///   asked <request>                             before, asked and granted
///   <person> fills <department> month <m>|evaluation from <file> [and hands in]
///   <person> hands-in|accepts|sends-back <department> month <m>|evaluation [<code> …] ["reason"]
///   <person> checks-evaluation <department> <code> [<line>=<score>:<reason> …] "text"
///   bulletin <month>                            the ranking, with its arithmetic
///   letter <alert>                              the last letter about it, and its answer
///   sheets <department> month <m>|evaluation    what stands in them
///   <person> tells <code> in <department> month <m> achieved <percent>
///   <person> checks <department>
///   <person> repins <department> "reason"
///   plugin <name> passes | crashes | lies | leaves
///   plugin <name> finds error|warning "message"
///   plugin <name> skips "reason"
///   plugin <name> version <v>
///   plugin <name> shadow                        from now on without effect
///   <person> deploys <workflow.toml> "reason"    another definition for new years
///   <person> tries <plan.toml>                   what a migration would do
///   <person> proposes <plan.toml>                a migration of running instances
///   <person> undoes migration <n> "reason"       proposes to put back what it moved
///   <person> confirms|drops migration <n> ["reason"]
///   show <department>
///   replay <workflow or rules file> …           which decisions would have been others
///   rehearse <sample>                           the whole year by the model of people
/// A department is the one of given.toml's year; any instance is named as people name it:
/// 2027-130605-203, 2026-130605-203.budget_adjustment.1, 2026-130605.
/// Empty lines and lines that begin with # are skipped.
class CaseRun {
 public:
  /// `database`: the store's file, which replays read.
  CaseRun(EventStore& store, Queries& queries, Logger& logger, const test::OfficeFiles& given,
          std::string database);

  void play(const std::string& steps);
  [[nodiscard]] const std::string& transcript() const { return transcript_; }

 private:
  void play_line(const std::vector<std::string>& words, const std::string& reason);
  void go_on_to(Instant moment);
  void settle();
  void replay(const std::vector<std::string>& words);
  void command(const std::string& person, Action action);
  void by_engine(Via via, Action action);
  void play_people(const std::vector<std::string>& words, const std::string& reason);
  void show_people(const std::string& department);
  void set_plugin(const std::vector<std::string>& words, const std::string& text);
  void play_definitions(const std::vector<std::string>& words, const std::string& reason);
  [[nodiscard]] MigrationPlan plan_of(const std::string& file) const;
  void play_money(const std::vector<std::string>& words, const std::string& text);
  void play_sheets(const std::vector<std::string>& words, const std::string& text);
  void fill(const std::string& person, InstanceId instance, int month, const std::string& file,
            bool hands_in);
  void show_bulletin(int month);
  void show_sheets(const std::string& department, int month);
  [[nodiscard]] std::vector<SheetRow> sheets(InstanceId instance, int month);
  void record_up_to(const std::string& person, const std::string& sample, Date last);
  void show(const std::string& department);
  void rehearse_year(const std::string& sample);
  void write(const RehearsalStep& step);
  void write_line(const std::string& text) { transcript_ += text + "\n"; }
  [[nodiscard]] InstanceId instance_of(const std::string& department) const;
  [[nodiscard]] std::string names_of(const std::vector<PersonId>& people) const;

  test::OfficeFiles given_;
  std::string database_;
  Queries& queries_;
  VirtualClock clock_;
  test::FakeCatalog plugins_;
  Engine engine_;
  StepRunner runner_;
  std::function<void(const RehearsalStep&)> sink_;
  RehearsalNarrator narrator_;
  std::set<std::string> recorded_;  ///< vouchers of samples recorded so far
  std::string transcript_;
};

}  // namespace budget::cases
