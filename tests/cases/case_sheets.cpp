#include "case_run.h"

#include <fstream>
#include <map>
#include <sstream>

#include "case_words.h"
#include "engine/reporting/bulletin.h"
#include "engine/reporting/letter_pages.h"

namespace budget::cases {
namespace {

/// A file of the repository, by its path from there.
std::string read_case_file(const std::string& path) {
  std::ifstream stream(path);
  if (!stream) throw std::runtime_error("expected the file " + path + ", but there is none");
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

int month_in(const std::vector<std::string>& words) {
  const std::string month = word_after(words, "month");
  return month.empty() ? kEvaluation : std::stoi(month);
}

/// One line of a case's sheet file: `code number|0 actual [field=value …]`, where the fields are
/// forecast, causes, likelihood, attainment, share, explanation and, for 0, expected and execution.
void read_line(std::map<ProjectCode, SheetEntry>& entries, const std::vector<std::string>& words) {
  const ProjectCode code = must(ProjectCode::parse(words.at(0)));
  SheetEntry& entry = entries[code];
  entry.project = code;
  SheetLine line;
  line.number = std::stoi(words.at(1));
  line.actual = words.at(2);
  for (std::size_t i = 3; i < words.size(); ++i) {
    const auto equals = words[i].find('=');
    const std::string name = words[i].substr(0, equals);
    const std::string value = words[i].substr(equals + 1);
    if (name == "expected") entry.expected = must(Money::parse_wan(value));
    if (name == "execution") entry.execution_explanation = value;
    if (name == "forecast") line.forecast = value;
    if (name == "explanation") line.explanation = value;
    if (name == "share") line.share = must(BasisPoints::parse_percent(value));
    for (const DeviationCause cause : {DeviationCause::funds, DeviationCause::people}) {
      if (name == "causes" && value == name_of(cause)) line.causes.push_back(cause);
    }
    for (const Likelihood one :
         {Likelihood::certain, Likelihood::possible, Likelihood::impossible}) {
      if (name == "likelihood" && value == name_of(one)) line.likelihood = one;
    }
    for (const Attainment one : {Attainment::reached, Attainment::partly, Attainment::missed}) {
      if (name == "attainment" && value == name_of(one)) line.attainment = one;
    }
  }
  if (line.number == 0) {
    entry.outcome = line.actual;
  } else {
    entry.lines.push_back(std::move(line));
  }
}

/// Every indicator reached as planned, and every text there.
SheetEntry as_planned(const Project& project) {
  SheetEntry entry;
  entry.project = project.code;
  entry.outcome = "完成";
  entry.execution_explanation = "按合同支付";
  for (const Indicator& indicator : project.indicators) {
    SheetLine line;
    line.number = static_cast<int>(entry.lines.size()) + 1;
    line.actual = indicator.value.empty() ? "完成" : indicator.value;
    line.explanation = "按期完成";
    if (indicator.value.empty()) {
      line.attainment = Attainment::reached;
      line.share = BasisPoints(10'000);
    }
    entry.lines.push_back(std::move(line));
  }
  return entry;
}

std::map<ProjectCode, SheetEntry> entries_of_file(const std::string& file) {
  std::map<ProjectCode, SheetEntry> entries;
  std::istringstream stream(read_case_file(file));
  for (std::string line; std::getline(stream, line);) {
    const std::vector<std::string> words = split(line).first;
    if (!words.empty() && words.front().front() != '#') read_line(entries, words);
  }
  return entries;
}

}  // namespace

std::vector<SheetRow> CaseRun::sheets(InstanceId instance, int month) {
  return must(queries_.sheets(instance, month));
}

void CaseRun::fill(const std::string& person, InstanceId instance, int month,
                   const std::string& file, bool hands_in) {
  std::map<ProjectCode, SheetEntry> entries;
  if (!file.empty()) entries = entries_of_file(file);
  FillSheets action;
  action.instance = instance;
  action.month = month;
  action.hands_in = hands_in;
  std::vector<Finding> findings;
  const RuleSet& rules =
      engine_.state().rule_sets.at(engine_.state().instances.at(instance).data.rule_set);
  for (const SheetRow& row : sheets(instance, month)) {
    if (file.empty()) entries[row.project.project.code] = as_planned(row.project.project);
    const auto entry = entries.find(row.project.project.code);
    if (entry == entries.end()) continue;
    const std::vector<Indicator>& indicators = row.project.project.indicators;
    action.sheets.push_back(month == kEvaluation
                                ? weigh_evaluation(indicators, entry->second,
                                                   row.project.project.funds.budget,
                                                   evaluation_rules(rules), findings)
                                : weigh_monitoring(indicators, entry->second, findings));
  }
  for (const Finding& finding : findings)
    write_line("  finding " + finding.place.field + ": " + finding.message);
  if (findings.empty()) command(person, std::move(action));
}

void CaseRun::play_sheets(const std::vector<std::string>& words, const std::string& text) {
  const std::string& verb = words.at(1);
  if (words[0] == "bulletin") return show_bulletin(std::stoi(words.at(1)));
  if (words[0] == "sheets") return show_sheets(words.at(1), month_in(words));
  if (words[0] == "letter") {
    const AlertLetterRow letter = must(queries_.alert_letter(AlertId(std::stoi(words.at(1)))));
    write_line("  " + letter_number(letter) + " " + letter_title(letter.act) + ", due " +
               (letter.due_on ? letter.due_on->to_text() : "-") + ": " + letter.sentence);
    write_line("  " + (letter.answered_at ? "answered: " + letter.answer : "not answered"));
    return;
  }
  const InstanceId instance = instance_of(words.at(2));
  if (verb == "fills") {
    const bool hands_in = word_after(words, "and") == "hands";
    return fill(words[0], instance, month_in(words), word_after(words, "from"), hands_in);
  }
  if (verb == "checks-evaluation") {
    CheckEvaluation action{instance, must(ProjectCode::parse(words.at(3))), {}, text};
    const std::vector<SheetRow> rows = sheets(instance, kEvaluation);
    for (std::size_t i = 4; i < words.size(); ++i) {
      const auto equals = words[i].find('=');
      const auto colon = words[i].find(':');
      AdjustedScore one;
      one.number = std::stoi(words[i].substr(0, equals));
      one.after = must(Score::parse(words[i].substr(equals + 1, colon - equals - 1)));
      one.reason = words[i].substr(colon + 1);
      for (const SheetRow& row : rows) {
        if (row.project.project.code != action.project) continue;
        one.before = one.number == 0
                         ? row.execution.value_or(Score())
                         : row.sheet.scores.at(static_cast<std::size_t>(one.number) - 1).score;
      }
      action.scores.push_back(std::move(one));
    }
    return command(words[0], std::move(action));
  }
  ActOnSheets action{instance, month_in(words), SheetAct::hand_in, {}, text};
  if (verb == "accepts") action.act = SheetAct::accept;
  if (verb == "sends-back") action.act = SheetAct::send_back;
  for (const std::string& word : words) {
    if (const Result<ProjectCode> code = ProjectCode::parse(word)) action.projects.push_back(*code);
  }
  command(words[0], std::move(action));
}

void CaseRun::show_sheets(const std::string& department, int month) {
  for (const SheetRow& row : sheets(instance_of(department), month)) {
    std::string line = "  " + row.project.project.code.text() + " " +
                       (row.phase ? name_of(*row.phase) : "open") + ", budget " +
                       row.money.budget.to_wan() + ", paid " + row.money.paid.to_wan();
    if (row.sheet.achieved) line += ", goals " + row.sheet.achieved->to_percent() + " %";
    if (row.execution_alert) line += std::string(", execution ") + name_of(*row.execution_alert);
    if (row.goal_alert) line += std::string(", goal ") + name_of(*row.goal_alert);
    if (row.execution) line += ", execution " + row.execution->to_text();
    if (row.total) line += ", total " + row.total->to_text() + " " + row.grade;
    if (row.checked_total)
      line += ", checked " + row.checked_total->to_text() + " " + row.checked_grade;
    write_line(line);
    for (const IndicatorScore& score : row.sheet.scores)
      write_line("    " + score.score.to_text() + " of " + score.weight.to_text() + " " +
                 name_of(score.remark));
  }
}

void CaseRun::show_bulletin(int month) {
  const FiscalYear year = must(FiscalYear::of(given_.year));
  const Bulletin bulletin =
      bulletin_of(year, month, must(queries_.bulletin(year, month, std::nullopt, std::nullopt)),
                  engine_.state().rule_sets);
  for (const std::string& rule : bulletin.rules)
    write_line("  " + rule);
  for (const BulletinLine& line : bulletin.lines) {
    write_line("  " + (line.rank ? std::to_string(*line.rank) : std::string("-")) + " " +
               line.row.department_name + ": " + line.arithmetic);
  }
}

}  // namespace budget::cases
