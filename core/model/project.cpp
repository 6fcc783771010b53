#include "model/project.h"

#include <algorithm>

#include <budget/text.h>

namespace budget {
namespace {

constexpr std::string_view kCheckAlphabet =
    "0123456789ABCDEFGHJKLMNPQRTUWXY";  // GB 32100: no I O S V Z
constexpr std::size_t kLetterAt = 8;
constexpr std::size_t kCheckAt = 20;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Finding project_finding(const char* rule, FindingLevel level, const char* field,
                        std::string message, std::string quote) {
  Finding finding;
  finding.rule = RuleId(rule);
  finding.level = level;
  finding.place.field = field;
  finding.message = std::move(message);
  finding.quote = std::move(quote);
  return finding;
}

bool outside_input_range(Money amount) {
  return amount.is_negative() || amount > kLargestInput;
}

}  // namespace

Result<ProjectCode> ProjectCode::parse(std::string_view text) {
  const bool shaped =
      text.size() == kLength &&
      std::ranges::all_of(text, [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); }) &&
      std::ranges::all_of(text.substr(0, kLetterAt), is_digit);
  if (!shaped) {
    return Error{ErrorCode::invalid_input,
                 "expected a project code of 21 digits and capital letters, but got \"" +
                     shortened(text, 2 * kLength) + "\"",
                 "copy it from the goal sheet without blanks, e.g. 13060526P00002810078Y"};
  }
  ProjectCode code;
  std::ranges::copy(text, code.text_.begin());
  return code;
}

int ProjectCode::year() const {
  return 2000 + (text_[6] - '0') * 10 + (text_[7] - '0');
}

CodeCheck check_code(const ProjectCode& code) {
  const std::string_view text = code.view();
  if (text[kLetterAt] != 'P' || code.year() < 2022) return CodeCheck::not_applicable;
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (std::size_t i = 0; i < kCheckAt; ++i) {
    const std::size_t index = kCheckAlphabet.find(text[i]);
    if (index == std::string_view::npos) return CodeCheck::fails;
    sum += index * weight;
    weight = weight * 3 % 31;
  }
  return text[kCheckAt] == kCheckAlphabet[(61 - sum % 31) % 31] ? CodeCheck::holds
                                                                : CodeCheck::fails;
}

std::vector<Finding> check_project(const Project& project) {
  std::vector<Finding> findings = check_plan(project.plan, project.funds.budget);
  if (project.name.empty()) {
    findings.push_back(
        project_finding("project.name", FindingLevel::error, "name", "项目名称不应为空", ""));
  }
  const Funds& funds = project.funds;
  if (outside_input_range(funds.budget) || outside_input_range(funds.fiscal) ||
      outside_input_range(funds.other)) {
    findings.push_back(project_finding("project.amount", FindingLevel::error, "budget",
                                       "金额应在0至10万亿元之间", funds.budget.to_wan()));
  } else if (funds.fiscal + funds.other != funds.budget) {
    findings.push_back(project_finding("project.funds", FindingLevel::error, "budget",
                                       "预算数应等于财政资金 " + funds.fiscal.to_wan() +
                                           " 与其他资金 " + funds.other.to_wan() + " 万元之和",
                                       funds.budget.to_wan()));
  }
  if (check_code(project.code) == CodeCheck::fails) {
    findings.push_back(project_finding("project.code_check", FindingLevel::warning, "code",
                                       "项目编码的校验字符不符，可能有识别错误",
                                       project.code.text()));
  }
  return findings;
}

}  // namespace budget
