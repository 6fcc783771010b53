#include "reader/text/words.h"

#include <array>
#include <string>
#include <utility>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

using Entry = std::pair<std::string_view, Label>;

constexpr std::array<Entry, 74> kLabels = {{
    {"项目编码", Label::code},
    {"项目代码", Label::code},
    {"项目编号", Label::code},
    {"项目号", Label::code},
    {"项目名称", Label::name},
    {"预算项目名称", Label::name},
    {"预算单位", Label::unit},
    {"单位名称", Label::unit},
    {"部门名称", Label::unit},
    {"部门", Label::unit},
    {"主管部门", Label::unit},
    {"主管部门及代码", Label::unit},
    {"实施单位", Label::unit},
    {"项目单位", Label::unit},
    {"填报单位", Label::unit},
    {"单位编码", Label::unit},
    {"预算部门", Label::unit},
    {"项目实施单位", Label::unit},
    {"预算数", Label::budget},
    {"预算规模", Label::budget},
    {"预算金额", Label::budget},
    {"预算安排", Label::budget},
    {"项目预算", Label::budget},
    {"预算总额", Label::budget},
    {"年度预算", Label::budget},
    {"年度预算数", Label::budget},
    {"资金总额", Label::budget},
    {"项目资金", Label::budget},
    {"年度资金总额", Label::budget},
    {"项目资金总额", Label::budget},
    {"资金规模", Label::budget},
    {"本年预算数", Label::budget},
    {"财政资金", Label::fiscal},
    {"财政拨款", Label::fiscal},
    {"财政性资金", Label::fiscal},
    {"财政拨款资金", Label::fiscal},
    {"本年财政拨款", Label::fiscal},
    {"当年财政拨款", Label::fiscal},
    {"其他资金", Label::other},
    {"其它资金", Label::other},
    {"其他", Label::other},
    {"预算规模及资金用途", Label::funds_group},
    {"预算规模和资金用途", Label::funds_group},
    {"资金规模及用途", Label::funds_group},
    {"资金用途", Label::purpose},
    {"项目用途", Label::purpose},
    {"资金用途说明", Label::purpose},
    {"资金支出计划", Label::plan},
    {"资金支出进度计划", Label::plan},
    {"支出计划", Label::plan},
    {"支出进度计划", Label::plan},
    {"累计支出金额", Label::plan},
    {"累计支出计划", Label::plan},
    {"累计支出进度", Label::plan},
    {"用款计划", Label::plan},
    {"资金使用计划", Label::plan},
    {"资金支出进度", Label::plan},
    {"支出进度", Label::plan},
    {"绩效目标", Label::goals},
    {"项目绩效目标", Label::goals},
    {"绩效总目标", Label::goals},
    {"总体目标", Label::goals},
    {"总体绩效目标", Label::goals},
    {"年度总体目标", Label::goals},
    {"年度绩效目标", Label::goals},
    {"项目总体目标", Label::goals},
    {"年度目标", Label::goals_kind},
    {"绩效指标", Label::noise},
    {"项目绩效指标", Label::noise},
    {"年度绩效指标", Label::noise},
    {"项目类别", Label::noise},
    {"项目属性", Label::noise},
    {"项目期", Label::noise},
    {"预算年度", Label::year},
}};

using ColumnEntry = std::pair<std::string_view, Column>;
constexpr std::array<ColumnEntry, 44> kColumns = {{
    {"一级指标", Column::level1},
    {"一级", Column::level1},
    {"二级指标", Column::level2},
    {"二级", Column::level2},
    {"三级指标", Column::level3},
    {"三级", Column::level3},
    {"指标名称", Column::level3},
    {"绩效指标名称", Column::level3},
    {"绩效指标描述", Column::description},
    {"绩效指标说明", Column::description},
    {"指标描述", Column::description},
    {"指标说明", Column::description},
    {"指标内容", Column::description},
    {"指标解释", Column::description},
    {"绩效指标解释", Column::description},
    {"符号", Column::symbol},
    {"指标符号", Column::symbol},
    {"运算符号", Column::symbol},
    {"计算符号", Column::symbol},
    {"比较符", Column::symbol},
    {"比较符号", Column::symbol},
    {"关系符号", Column::symbol},
    {"指标值", Column::value},
    {"绩效指标值", Column::value},
    {"年度指标值", Column::value},
    {"目标值", Column::value},
    {"指标目标值", Column::value},
    {"年度目标值", Column::value},
    {"预期指标值", Column::value},
    {"指标单位", Column::unit},
    {"计量单位", Column::unit},
    {"度量单位", Column::unit},
    {"单位", Column::unit},
    {"指标值单位", Column::unit},
    {"指标值确定依据", Column::basis},
    {"指标确定依据", Column::basis},
    {"指标值设定依据", Column::basis},
    {"指标值依据", Column::basis},
    {"确定依据", Column::basis},
    {"依据", Column::basis},
    {"权重", Column::weight},
    {"指标权重", Column::weight},
    {"分值", Column::weight},
    {"分值权重", Column::weight},
}};
constexpr std::array<std::string_view, 8> kOtherColumns = {
    "备注", "指标方向", "指标性质", "评分标准", "评扣分标准", "指标类型", "指标属性", "数据来源"};

constexpr std::array<std::string_view, 5> kLevel1 = {"产出指标", "效益指标", "满意度指标",
                                                     "成本指标", "管理指标"};
constexpr std::array<std::string_view, 16> kLevel2 = {
    "数量指标",           "质量指标",       "时效指标",           "成本指标",
    "经济效益指标",       "社会效益指标",   "生态效益指标",       "可持续影响指标",
    "服务对象满意度指标", "经济成本指标",   "社会成本指标",       "生态环境成本指标",
    "环境效益指标",       "可持续发展指标", "社会公众满意度指标", "生态成本指标"};

template <typename Table, typename Word>
bool among(const Table& table, Word word) {
  for (const auto& entry : table) {
    if (entry == word) return true;
  }
  return false;
}

/// 产出 and 产出指标 are the same word.
std::string with_ending(std::string_view compact) {
  constexpr std::string_view kEnding = "指标";
  std::string word(compact);
  if (!compact.ends_with(kEnding)) word += kEnding;
  return word;
}

}  // namespace

std::string_view label_core(std::string_view compact) {
  skip(compact, "其中：");
  skip(compact, "其中:");
  skip(compact, "其中");
  while (compact.ends_with("："))
    compact.remove_suffix(std::string_view("：").size());
  while (compact.ends_with(":"))
    compact.remove_suffix(1);
  for (const std::string_view open : {"（", "("}) {
    const std::size_t at = compact.find(open);
    const bool closed = compact.ends_with("）") || compact.ends_with(")");
    if (at != std::string_view::npos && at > 0 && closed) return compact.substr(0, at);
  }
  return compact;
}

std::optional<Label> label_of(std::string_view compact) {
  constexpr std::size_t kLongest = 60;
  if (compact.empty() || compact.size() > kLongest) return std::nullopt;
  const std::string_view core = label_core(compact);
  for (const auto& [word, label] : kLabels) {
    if (core == word) return label;
  }
  return std::nullopt;
}

std::optional<Column> indicator_column_of(std::string_view compact) {
  constexpr std::size_t kLongest = 80;
  if (compact.empty() || compact.size() > kLongest) return std::nullopt;
  const std::string_view core = label_core(compact);
  for (const auto& [word, column] : kColumns) {
    if (core == word) return column;
  }
  if (among(kOtherColumns, core)) return Column::other;
  return std::nullopt;
}

bool is_level1_word(std::string_view compact) {
  return !compact.empty() && compact.size() < 40 && among(kLevel1, with_ending(compact));
}

bool is_level2_word(std::string_view compact) {
  return !compact.empty() && compact.size() < 40 && among(kLevel2, with_ending(compact));
}

bool levels_agree(std::string_view level1, std::string_view level2) {
  const auto above = [&](std::string_view word) { return level1.starts_with(word); };
  if (level2.starts_with("数量") || level2.starts_with("质量") || level2.starts_with("时效")) {
    return !above("效益") && !above("满意度") && !above("成本");
  }
  if (contains(level2, "效益") || contains(level2, "可持续")) {
    return !above("产出") && !above("满意度") && !above("成本");
  }
  if (contains(level2, "满意度")) return !above("产出") && !above("成本");
  return true;
}

int month_of(std::string_view compact) {
  constexpr std::size_t kLongest = 40;
  if (compact.empty() || compact.size() > kLongest) return 0;
  std::string narrow = to_half_width(label_core(compact));
  std::string_view rest = narrow;
  for (const std::string_view word : {"截至", "截止", "累计", "至", "到"})
    skip(rest, word);
  if (rest == "年底" || rest == "全年" || rest == "年末" || rest == "四季度" ||
      rest == "第四季度") {
    return 12;
  }
  if (rest == "上半年" || rest == "二季度" || rest == "第二季度") return 6;
  if (rest == "一季度" || rest == "第一季度") return 3;
  if (rest == "三季度" || rest == "第三季度" || rest == "前三季度") return 9;
  if (rest.starts_with("1-") && contains(rest, "月")) rest.remove_prefix(2);
  int month = 0;
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits]) && digits < 2) {
    month = month * 10 + (rest[digits++] - '0');
  }
  rest.remove_prefix(digits);
  if (digits == 0) {
    month = han_number(rest, digits);
    rest.remove_prefix(digits);
  }
  if (month < 1 || month > 12 || !(skip(rest, "月份") || skip(rest, "月"))) return 0;
  if (rest.empty() || rest == "底" || rest == "末" || rest == "底前" || rest == "末前")
    return month;
  while (!rest.empty() && is_digit(rest.front()))
    rest.remove_prefix(1);
  return rest == "日" || rest == "日前" || rest == "底累计" ? month : 0;
}

}  // namespace budget::reader
