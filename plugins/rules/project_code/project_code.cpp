#include "project_code.h"

#include <algorithm>
#include <map>

#include <budget/text.h>

#include "code_parts.h"

namespace budget::project_code {
namespace {

const RuleId kShape("project_code.shape");
const RuleId kCheckCharacter("project_code.check_character");
const RuleId kRegion("project_code.region");
const RuleId kLaterYear("project_code.later_year");
const RuleId kEarlierYear("project_code.earlier_year");
const RuleId kOldYear("project_code.old_year");
const RuleId kUnit("project_code.unit");
const RuleId kDuplicate("project_code.duplicate");
const RuleId kSameName("project_code.same_name");

constexpr std::size_t kQuoted = 60;

/// "203" of the department "130605-203"; empty when there is no such part.
std::string_view department_part(std::string_view id) {
  const std::size_t dash = id.find('-');
  return dash == std::string_view::npos ? std::string_view() : id.substr(dash + 1);
}

bool is_unit_code(std::string_view code) {
  return code.size() == 6 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

void check_unit(const plugin::Budget& budget, const plugin::Project& project,
                plugin::Report& report) {
  const std::string_view department = department_part(budget.department_id);
  // A text for the public may name the unit without its code.
  const bool is_file = budget.payload != nullptr && !(*budget.payload)["instance"].is_object() &&
                       (*budget.payload)["document"].is_object();
  if (project.unit_code.empty() && is_file) return;
  if (!is_unit_code(project.unit_code)) {
    report.add(kUnit, FindingLevel::warning, project, "unit_code",
               "单位编码应为6位数字，实际为“" + shortened(project.unit_code, kQuoted) + "”");
  } else if (!department.empty() && !project.unit_code.starts_with(department)) {
    report.add(kUnit, FindingLevel::warning, project, "unit_code",
               "单位编码 " + project.unit_code + " 的部门段应为 " + std::string(department) +
                   "，实际为 " + project.unit_code.substr(0, 3));
  }
}

/// Projects that share a text, in the order of the budget: the first of them and how many.
template <typename Part>
void find_shared(const plugin::Budget& budget, Part part, auto&& tell) {
  std::map<std::string_view, const plugin::Project*> first;
  for (const plugin::Project& project : budget.projects) {
    const std::string& text = project.*part;
    if (text.empty()) continue;
    const auto [seen, is_new] = first.emplace(text, &project);
    if (!is_new) tell(project, *seen->second);
  }
}

}  // namespace

plugin::About ProjectCodeRule::about() {
  plugin::About about;
  about.id = "cn.budgetd.rules.project_code";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "项目编码检查";
  about.title_en = "Project codes";
  about.flags = BUDGET_FLAG_PURE | BUDGET_FLAG_THREAD_SAFE;
  about.options = {
      {.key = "regions",
       .type = OptionType::text_list,
       .fallback = Json::array(),
       .help = "除本地区外，项目编码前6位还可以是哪些行政区划代码（如上级转来的项目）。"},
      {.key = "check_letters",
       .type = OptionType::text,
       .fallback = "P",
       .help = "第9位为这些字母的编码带有校验字符；留空则不做校验。"},
      {.key = "check_from_year",
       .type = OptionType::integer,
       .unit = "年",
       .fallback = 2022,
       .help = "从哪一年的编码起做校验；河北2021年的编码没有校验字符。",
       .low = 2000,
       .high = 2099},
      {.key = "oldest_code_years",
       .type = OptionType::integer,
       .unit = "年",
       .fallback = 2,
       .help = "编码年度比预算年度早多少年以内不提醒清理；预算法第四十二条：连续两年未用完的结转资"
               "金收回。",
       .low = 1,
       .high = 99},
  };
  return about;
}

Result<void> ProjectCodeRule::configure(const Json& config) {
  regions_.clear();
  for (const Json& region : config["regions"].items()) {
    const std::string& code = region.text();
    if (!is_unit_code(code)) {
      return Error{ErrorCode::invalid_input,
                   "expected regions to hold six-digit codes, but found \"" +
                       shortened(code, kQuoted) + "\"",
                   "write for example \"130600\""};
    }
    regions_.push_back(code);
  }
  letters_ = config["check_letters"].text();
  check_from_year_ = static_cast<int>(config["check_from_year"].integer(check_from_year_));
  oldest_code_years_ = static_cast<int>(config["oldest_code_years"].integer(oldest_code_years_));
  return {};
}

std::vector<plugin::RuleText> ProjectCodeRule::rules() const {
  const auto old = std::to_string(oldest_code_years_);
  return {
      {kShape, "项目编码为21位", FindingLevel::error,
       "预算管理一体化的项目编码为21位数字和大写字母：6位行政区划、2位年度、1位字母、12位编号。",
       "13060526P00002810078Y", "13018624P0002301000 1J（中间有空格）"},
      {kCheckCharacter, "项目编码的校验字符相符", FindingLevel::warning,
       "2022年以后的P类编码末位是校验字符（字符集同GB 32100，权为3的幂，模31）。由实际编码归纳，"
       "未见正式文件，所以只提醒，多为录入或识别错误。",
       "13018624P000224100012", "13018624P000224100013"},
      {kRegion, "项目编码属于本地区", FindingLevel::warning,
       "编码前6位为行政区划代码，应与本地区一致，或在选项 regions 中列明。",
       "地区130605，编码130605…", "地区130605，编码130186…"},
      {kLaterYear, "编码年度不晚于预算年度", FindingLevel::warning,
       "项目先入库后编预算，编码第7至8位的年度不会晚于预算年度。", "2026年预算，编码年度2026",
       "2025年预算，编码年度2026"},
      {kEarlierYear, "编码年度早于预算年度的项目", FindingLevel::info,
       "编码年度早于预算年度，说明是延续项目或结转项目，便于核对。", "2026年预算，编码年度2026",
       "2026年预算，编码年度2025"},
      {kOldYear, "编码年度早于预算年度超过" + old + "年", FindingLevel::warning,
       "预算法第四十二条：连续两年未用完的结转资金作为结余资金管理。年度过早的编码应核对是否结转"
       "资金。年限由选项 oldest_code_years 设定。",
       "2026年预算，编码年度2024", "2026年预算，编码年度2020"},
      {kUnit, "单位编码为6位且属于本部门", FindingLevel::warning,
       "单位编码由3位部门编码和3位单位顺序号组成。", "部门203，单位203001", "部门203，单位323001"},
      {kDuplicate, "项目编码不重复", FindingLevel::error,
       "一个项目编码在同一部门、同一年度的预算中只能出现一次。", "两个项目，两个编码",
       "两个项目都是13060526P00002810078Y"},
      {kSameName, "项目名称不重复", FindingLevel::info,
       "名称相同而编码不同的项目容易混淆，也可能是重复申报。", "两个项目，名称不同",
       "两个项目名称都是“稳就业补助资金”"},
  };
}

Result<void> ProjectCodeRule::check(const plugin::Budget& budget, plugin::Report& report,
                                    const plugin::Call& call) const {
  for (const plugin::Project& project : budget.projects) {
    if (call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected to finish, but the check was cancelled"};
    check_code(budget, project, report);
    check_unit(budget, project, report);
  }
  find_shared(budget, &plugin::Project::code, [&](const auto& project, const auto& first) {
    report.add(kDuplicate, FindingLevel::error, project, "code",
               "编码与项目“" + shortened(first.name, kQuoted) + "”重复", project.code);
  });
  find_shared(budget, &plugin::Project::name, [&](const auto& project, const auto& first) {
    if (project.code == first.code || project.fiscal_year != first.fiscal_year) return;
    report.add(kSameName, FindingLevel::info, project, "name",
               "名称与项目 " + shortened(first.code, kQuoted) + " 相同",
               shortened(project.name, kQuoted));
  });
  for (const plugin::RuleText& rule : rules())
    report.ran(rule.id);
  report.covered(budget.projects.size());
  return {};
}

void ProjectCodeRule::check_code(const plugin::Budget& budget, const plugin::Project& project,
                                 plugin::Report& report) const {
  const std::string& code = project.code;
  const std::string quote = shortened(code, kQuoted);
  // A text for the public prints neither codes nor amounts.
  if (code.empty() && project.budget.is_zero() && project.plan.empty()) return;
  if (!is_shaped(code)) {
    const std::string closed = without_blanks(code);
    const std::string advice =
        code != closed && is_shaped(closed) ? "；去掉空格后为 " + closed : std::string();
    report.add(
        kShape, FindingLevel::error, project, "code",
        code.empty() ? "没有项目编码" : "项目编码应为21位数字和大写字母，前8位为数字" + advice,
        quote);
    return;
  }
  const std::string region(region_of(code));
  const bool is_known = !budget.region_code.empty() || !regions_.empty();
  if (is_known && region != budget.region_code &&
      std::ranges::find(regions_, region) == regions_.end()) {
    report.add(kRegion, FindingLevel::warning, project, "code",
               "编码前6位为 " + region + "，本地区为 " + budget.region_code, quote);
  }
  check_year(project, report);
  if (letters_.find(letter_of(code)) == std::string::npos || year_of(code) < check_from_year_)
    return;
  const char expected = check_character_for(code);
  if (expected == '\0') {
    report.add(kCheckCharacter, FindingLevel::warning, project, "code",
               "编码中有校验字符集以外的字母（I、O、S、V、Z），可能是录入或识别错误", quote);
  } else if (expected != code.back()) {
    report.add(kCheckCharacter, FindingLevel::warning, project, "code",
               std::string("校验字符应为 ") + expected + "，实际为 " + code.back() +
                   "，可能是录入或识别错误",
               quote);
  }
}

void ProjectCodeRule::check_year(const plugin::Project& project, plugin::Report& report) const {
  const int year = year_of(project.code);
  const int age = project.fiscal_year - year;
  const std::string both =
      "编码年度为" + std::to_string(year) + "，预算年度为" + std::to_string(project.fiscal_year);
  if (age < 0) {
    report.add(kLaterYear, FindingLevel::warning, project, "code", both, project.code);
  } else if (age > oldest_code_years_) {
    report.add(kOldYear, FindingLevel::warning, project, "code",
               both + "，早了" + std::to_string(age) + "年，超过" +
                   std::to_string(oldest_code_years_) + "年，请核对是否应收回的结转资金",
               project.code);
  } else if (age > 0) {
    report.add(kEarlierYear, FindingLevel::info, project, "code", both + "，是延续或结转项目",
               project.code);
  }
}

}  // namespace budget::project_code
