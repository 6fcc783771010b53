#include "case_run.h"

#include "case_words.h"

namespace budget::cases {

void CaseRun::play_money(const std::vector<std::string>& words, const std::string& text) {
  const std::string& verb = words[1];
  const auto behind = [&](const char* word) {
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() || found + 1 == words.end() ? std::string() : *(found + 1);
  };
  const auto code = [&](const std::string& written) { return must(ProjectCode::parse(written)); };
  if (words.size() > 2 && words[2] == "alert") {
    HandleAlert action;
    action.alert = AlertId(std::stoi(words.at(3)));
    for (const AlertAct one :
         {AlertAct::acknowledge, AlertAct::inquire, AlertAct::explain, AlertAct::rectify,
          AlertAct::report, AlertAct::accept, AlertAct::reject, AlertAct::escalate,
          AlertAct::suppress, AlertAct::lift}) {
      if (verb == name_of(one)) action.act = one;
    }
    for (const DeviationCause cause :
         {DeviationCause::funds, DeviationCause::rules, DeviationCause::people,
          DeviationCause::equipment, DeviationCause::other}) {
      if (behind("because") == name_of(cause)) action.causes = {cause};
    }
    action.text = text;
    if (!behind("by").empty()) action.day = day(behind("by"));
    command(words[0], std::move(action));
  } else if (verb == "reports") {
    RecordPayments action;
    action.source = "month";
    action.year = must(FiscalYear::of(given_.year));
    action.shape =
        words.at(5) == "to-date" ? PaymentShape::cumulative_totals : PaymentShape::month_totals;
    action.rows = {{day(words.at(3)), code(words.at(2)), must(Money::parse_yuan(words.at(4))),
                    FundKind::fiscal, "", ""}};
    command(words[0], std::move(action));
  } else if (verb == "exempts") {
    command(words[0], ExemptFromRule{instance_of(behind("in")), code(words.at(2)),
                                     RuleId(behind("from")), text, day(behind("until"))});
  } else if (verb == "lifts") {
    command(words[0], LiftExemption{instance_of(behind("in")), code(words.at(2)),
                                    RuleId(behind("from")), text});
  } else if (verb == "tells") {
    command(words[0], TellGoalProgress{instance_of(behind("in")), code(words.at(2)),
                                       std::stoi(behind("month")),
                                       must(BasisPoints::parse_percent(behind("achieved"))), text});
  } else if (words[0] == "asked") {
    const std::optional<AskedMovement> asked = must(queries_.asked_movement(instance_of(verb)));
    if (!asked) return write_line("  nothing is asked for");
    write_line("  " + std::string(name_of(asked->kind)) + " from " + asked->effective_on.to_text());
    for (const BudgetMove& move : asked->asked)
      write_line("  asked   " + move.project.text() + " " + move.before.budget.to_wan() + " → " +
                 move.after.budget.to_wan());
    for (const BudgetMove& move : asked->granted)
      write_line("  granted " + move.project.text() + " " + move.before.budget.to_wan() + " → " +
                 move.after.budget.to_wan());
  } else {
    MoveBudget action;
    action.instance = instance_of(words.at(2));
    action.kind = words.at(3) == "transfer" ? MovementKind::transfer : MovementKind::adjustment;
    action.treatment = words.at(4) == "percent" ? PlanTreatment::percent : PlanTreatment::amounts;
    action.effective_on = day(behind("on"));
    action.approval = text;
    action.reason = text;
    for (const std::string& word : words) {
      const auto equals = word.find('=');
      if (equals == std::string::npos) continue;
      const Money budget = must(Money::parse_wan(word.substr(equals + 1)));
      action.moves.push_back(
          {code(word.substr(0, equals)), Funds{budget, budget, Money()}, std::nullopt});
    }
    if (verb == "asks") {
      return command(words[0], AskMovement{action.instance, action.kind, action.treatment,
                                           action.effective_on, std::move(action.moves)});
    }
    command(words[0], std::move(action));
  }
}

void CaseRun::record_up_to(const std::string& person, const std::string& sample, Date last) {
  RecordPayments action;
  action.source = sample;
  action.year = must(FiscalYear::of(given_.year));
  for (const Payment& payment : test::sample_payments(sample)) {
    if (payment.paid_on <= last && recorded_.insert(payment.voucher).second)
      action.rows.push_back(payment);
  }
  command(person, std::move(action));
}

}  // namespace budget::cases
