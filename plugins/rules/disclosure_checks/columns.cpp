#include "columns.h"

#include <algorithm>
#include <initializer_list>

#include "text.h"

namespace budget::disclosure {
namespace {

bool has_any(std::string_view head, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return has(head, word); });
}

}  // namespace

std::string_view leaf_of(std::string_view head) {
  return head.substr(head.rfind('/') + 1);
}

/// 支出项目／基本支出 holds money: which heading names projects, the column alone says.
bool holds_words(std::string_view head) {
  const std::string_view column = leaf_of(head);
  return has_any(head, {"序号", "编码", "名称", "备注", "说明", "原因"}) ||
         (has(column, "项目") && !has(column, "项目支出"));
}

bool holds_shares(std::string_view head) {
  return has_any(head, {"比例", "百分比", "占比", "幅度", "增幅", "%", "％"});
}

bool holds_changes(std::string_view head) {
  return has_any(head, {"增减", "增加", "减少", "变动", "变化", "同比", "比上年", "差额"});
}

bool holds_money(std::string_view head) {
  return !holds_words(head) && !holds_shares(head) && !holds_changes(head);
}

int year_said(std::string_view head, int fiscal_year) {
  if (holds_changes(head) || has_any(head, {"结转", "结余"})) return 0;
  if (const std::vector<int> years = years_in(head); !years.empty()) return years.front();
  const bool is_last_years = has_any(head, {"上年", "去年", "上一年"}) &&
                             has_any(head, {"预算", "执行", "决算", "完成", "上年数"});
  return is_last_years ? fiscal_year - 1 : 0;
}

}  // namespace budget::disclosure
