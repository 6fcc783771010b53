#include "script_pack.h"

#include <algorithm>
#include <set>

#include "script_test.h"

namespace budget::script {
namespace {

constexpr std::size_t kLargestFile = 256U << 10U;

Error wrong(const std::string& file, const std::string& what) {
  return {ErrorCode::invalid_input, "expected a rule pack, but " + file + " " + what};
}

/// Refuses members nobody reads: a mistyped name would be lost in silence.
Result<void> check_names(const Json& data, const std::string& file,
                         std::initializer_list<std::string_view> known) {
  if (!data.is_object()) return wrong(file, "returns no table with names");
  for (const auto& [name, value] : data.members()) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      return wrong(file, "has the unknown name '" + name + "'");
  }
  return {};
}

Result<std::string> needed(const Json& data, const std::string& file, const char* name) {
  if (!data[name].is_text() || data[name].text().empty())
    return wrong(file, "gives no text for '" + std::string(name) + "'");
  return data[name].text();
}

Result<int> year_of(const Json& data, const std::string& file, const char* name, int otherwise) {
  if (data[name].is_null()) return otherwise;
  const std::int64_t year = data[name].integer();
  if (year < 2000 || year > 2099)
    return wrong(file, "gives no year from 2000 to 2099 for '" + std::string(name) + "'");
  return static_cast<int>(year);
}

Result<FindingLevel> level_of(const Json& data, const std::string& file) {
  for (const auto level : {FindingLevel::info, FindingLevel::warning, FindingLevel::error})
    if (data["level"].text() == name_of(level)) return level;
  return wrong(file, "gives no level of info, warning, error");
}

/// The legal basis in words for clerks.
Result<std::string> basis_of(const Json& data, const std::string& file) {
  const Json& basis = data["basis"];
  TRY(check_names(basis, file + " in 'basis'", {"document", "article", "certainty"}));
  const std::string& document = basis["document"].text();
  const std::string& certainty = basis["certainty"].text();
  if (certainty == "local_practice") {
    if (!document.empty())
      return wrong(file,
                   "names a document and calls it local_practice: leave the document out, or say "
                   "primary (somebody read it) or secondary (a reprint, a mention)");
    return std::string("本地做法");
  }
  if (certainty != "primary" && certainty != "secondary")
    return wrong(file, "gives no certainty of primary, secondary, local_practice");
  if (document.empty()) return wrong(file, "names no document for its basis");
  return document + basis["article"].text() + (certainty == "secondary" ? "（二手来源）" : "");
}

Result<void> read_manifest(ScriptPack& pack, LuaSandbox& sandbox) {
  const std::string file = "pack.lua";
  const auto text = pack.files.find(file);
  if (text == pack.files.end()) return wrong("the folder", "has no pack.lua");
  const Json data = TRY(sandbox.evaluate(file, text->second));
  TRY(check_names(data, file, {"id", "version", "title", "regions", "valid_from", "valid_to"}));
  pack.id = TRY(needed(data, file, "id"));
  pack.version = TRY(needed(data, file, "version"));
  pack.title = TRY(needed(data, file, "title"));
  pack.valid_from = TRY(year_of(data, file, "valid_from", pack.valid_from));
  pack.valid_to = TRY(year_of(data, file, "valid_to", pack.valid_to));
  for (const Json& region : data["regions"].items())
    pack.regions.push_back(region.text());
  return {};
}

Result<void> read_rule(ScriptPack& pack, LuaSandbox& sandbox, const std::string& file) {
  const LoadedRule loaded = TRY(sandbox.load_rule(file, pack.files.at(file)));
  TRY(check_names(loaded.data, file, {"id", "title", "level", "reason", "basis"}));
  PackRule rule;
  rule.file = file;
  rule.text.id = RuleId(TRY(needed(loaded.data, file, "id")));
  rule.text.title = TRY(needed(loaded.data, file, "title"));
  rule.text.level = TRY(level_of(loaded.data, file));
  rule.basis = TRY(basis_of(loaded.data, file));
  rule.text.reason = TRY(needed(loaded.data, file, "reason")) + "依据：" + rule.basis + "。";
  if (!rule.text.id.text().starts_with(pack.id + "."))
    return wrong(file, "has an id that does not begin with '" + pack.id + ".'");
  if (loaded.check < 0 && loaded.check_budget < 0)
    return wrong(file, "has neither check(project, budget) nor check_budget(budget)");
  for (const PackRule& other : pack.rules)
    if (other.text.id == rule.text.id) return wrong(file, "has the id of " + other.file);
  pack.rules.push_back(std::move(rule));
  return {};
}

/// Every rule shows what passes and what does not: the names of its cases.
Result<void> take_examples(ScriptPack& pack) {
  for (PackRule& rule : pack.rules) {
    for (const PackTest& test : pack.tests) {
      if (test.rule != rule.text.id) continue;
      std::string& example = test.finds.empty() ? rule.text.passes : rule.text.fails;
      if (example.empty()) example = test.name;
    }
    if (rule.text.passes.empty() || rule.text.fails.empty()) {
      return wrong(rule.file, "has no test case that " +
                                  std::string(rule.text.passes.empty() ? "passes" : "fails"));
    }
  }
  return {};
}

}  // namespace

Result<ScriptPack> ScriptPack::read(const Json& folder, const Limits& limits) {
  ScriptPack pack;
  for (const auto& [name, text] : folder.members()) {
    if (!name.ends_with(".lua")) continue;  // a README, a licence
    const bool is_known =
        name == "pack.lua" || name.starts_with("rules/") || name.starts_with("tests/");
    if (!is_known) return wrong(name, "lies neither in rules/ nor in tests/");
    if (text.text().size() > kLargestFile) return wrong(name, "is larger than 256 KB");
    pack.files.emplace(name, text.text());
  }
  const auto sandbox = TRY(LuaSandbox::open(limits));
  TRY(read_manifest(pack, *sandbox));
  for (const auto& [file, text] : pack.files)
    if (file.starts_with("rules/")) TRY(read_rule(pack, *sandbox, file));
  if (pack.rules.empty()) return wrong("the folder", "has no rules/*.lua");
  for (const auto& [file, text] : pack.files) {
    if (!file.starts_with("tests/")) continue;
    const Json cases = TRY(sandbox->evaluate(file, text));
    TRY(read_tests(pack, file, cases));
  }
  TRY(take_examples(pack));
  return pack;
}

int months_ended(std::string_view today, int fiscal_year) {
  const Result<Date> day = Date::parse(today);
  if (!day || day->year() < fiscal_year) return 0;
  if (day->year() > fiscal_year) return 12;
  const bool is_last = *day == Date::last_of_month(day->year(), day->month());
  return is_last ? day->month() : day->month() - 1;
}

Json readable_budget(const Json& payload) {
  Json budget = Json::object();
  for (const auto& [name, value] : payload.members())
    if (name != "projects") budget.set(name, value);
  budget.set("months_ended", months_ended(payload["today"].text(),
                                          static_cast<int>(payload["fiscal_year"].integer())));
  Json projects = Json::array();
  for (const Json& given : payload["projects"].items()) {
    Json project = given;
    Json planned = Json::array();
    for (int month = 1; month <= 12; ++month) {
      std::int64_t fen = 0;
      for (const Json& node : given["plan"].items())
        if (node["month"].integer() <= month) fen = node["cumulative_fen"].integer();
      planned.push(fen);
    }
    projects.push(project.set("planned_fen", std::move(planned)));
  }
  return budget.set("projects", std::move(projects));
}

}  // namespace budget::script
