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

/// One part of a heading. 本年收入 says no year: last year's money is in it, too, as 结转.
int year_of_part(std::string_view part, int fiscal_year) {
  if (has_any(part, {"结转", "结余"})) return 0;
  if (const std::vector<int> years = years_in(part); !years.empty()) return years.front();
  for (const std::string_view word : {"本年", "本年度", "本年数", "当年"})
    if (part == word) return fiscal_year;
  for (const std::string_view word : {"上年", "上年度", "上年数", "去年"})
    if (part == word) return fiscal_year - 1;
  const bool is_last_years =
      has_any(part, {"上年", "去年", "上一年"}) && has_any(part, {"预算", "执行", "决算", "完成"});
  return is_last_years ? fiscal_year - 1 : 0;
}

}  // namespace

std::string_view leaf_of(std::string_view head) {
  return head.substr(head.rfind('/') + 1);
}

/// 支出项目／基本支出 holds money: which heading names projects, the column alone says.
bool holds_words(std::string_view head) {
  const std::string_view column = leaf_of(head);
  for (const std::string_view word :
       {"类", "款", "项", "目", "科目", "单位", "部门", "行次", "栏次"})
    if (column == word) return true;
  return has_any(head, {"序号", "编码", "代码", "名称", "备注", "说明", "原因"}) ||
         (has(column, "项目") && !has(column, "项目支出"));
}

bool holds_shares(std::string_view head) {
  return has_any(head, {"比例", "百分比", "占比", "幅度", "增幅", "之比", "%", "％"}) ||
         leaf_of(head).ends_with("率");
}

bool holds_changes(std::string_view head) {
  return has_any(head, {"增减", "增加", "减少", "增长", "下降", "变动", "变化", "同比", "比上年",
                        "比20", "相比", "差额", "差异"});
}

bool holds_money(std::string_view head) {
  return !holds_words(head) && !holds_shares(head) && !holds_changes(head);
}

int year_said(std::string_view head, int fiscal_year) {
  if (holds_changes(head)) return 0;
  for (std::size_t from = 0; from <= head.size();) {
    const std::size_t end = std::min(head.find('/', from), head.size());
    const int year = year_of_part(head.substr(from, end - from), fiscal_year);
    if (year != 0) return year;  // the outermost says it for those below
    from = end + 1;
  }
  return 0;
}

}  // namespace budget::disclosure
