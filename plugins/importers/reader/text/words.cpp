#include "reader/text/words.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

using Entry = std::pair<std::string_view, Label>;

/// Tables are written in the order of meaning and looked up by halving.
template <typename Table>
constexpr Table sorted(Table table) {
  std::sort(table.begin(), table.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  return table;
}

template <typename Table>
auto found_in(const Table& table, std::string_view word)
    -> std::optional<typename Table::value_type::second_type> {
  const auto at =
      std::lower_bound(table.begin(), table.end(), word,
                       [](const auto& entry, std::string_view w) { return entry.first < w; });
  if (at == table.end() || at->first != word) return std::nullopt;
  return at->second;
}

constexpr auto kLabels = sorted(std::array<Entry, 203>{{
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
    {"年度预算申请", Label::noise},
    {"按收入性质分", Label::noise},
    {"按支出性质分", Label::noise},
    {"项目类别", Label::noise},
    {"项目属性", Label::noise},
    {"项目期", Label::noise},
    {"预算年度", Label::year},
    {"预算项目编码", Label::code},
    {"预算项目代码", Label::code},
    {"项目全称", Label::name},
    {"二级项目名称", Label::name},
    {"项目主管部门", Label::unit},
    {"主管部门名称", Label::unit},
    {"主管单位", Label::unit},
    {"项目主管单位", Label::unit},
    {"项目承担单位", Label::unit},
    {"承担单位", Label::unit},
    {"用款单位", Label::unit},
    {"资金使用单位", Label::unit},
    {"申报单位", Label::unit},
    {"编制单位", Label::unit},
    {"项目申报单位", Label::unit},
    {"部门编码及名称", Label::unit},
    {"单位编码及名称", Label::unit},
    {"预算单位编码及名称", Label::unit},
    {"预算单位名称", Label::unit},
    {"部门单位名称", Label::unit},
    {"主管部门及编码", Label::unit},
    {"主管部门编码及名称", Label::unit},
    {"预算资金", Label::budget},
    {"预算资金总额", Label::budget},
    {"项目预算数", Label::budget},
    {"项目预算金额", Label::budget},
    {"项目预算总额", Label::budget},
    {"项目资金预算", Label::budget},
    {"年度预算金额", Label::budget},
    {"年度预算总额", Label::budget},
    {"年度资金预算", Label::budget},
    {"年度资金", Label::budget},
    {"本年预算", Label::budget},
    {"本年度预算", Label::budget},
    {"本年度预算数", Label::budget},
    {"当年预算", Label::budget},
    {"当年预算数", Label::budget},
    {"资金合计", Label::budget},
    {"资金总量", Label::budget},
    {"资金额度", Label::budget},
    {"项目总额", Label::budget},
    {"项目总预算", Label::budget},
    {"项目金额", Label::budget},
    {"预算总规模", Label::budget},
    {"年初预算数", Label::budget},
    {"年初预算", Label::budget},
    {"申请资金总额", Label::budget},
    {"年度预算资金", Label::budget},
    {"年度预算安排", Label::budget},
    {"项目资金额", Label::budget},
    {"一般公共预算", Label::fiscal},
    {"一般公共预算资金", Label::fiscal},
    {"一般公共预算拨款", Label::fiscal},
    {"一般公共预算财政拨款", Label::fiscal},
    {"财政预算资金", Label::fiscal},
    {"财政安排资金", Label::fiscal},
    {"本级财政资金", Label::fiscal},
    {"年度财政拨款", Label::fiscal},
    {"财政拨款收入", Label::fiscal},
    {"其他来源资金", Label::other},
    {"自有资金", Label::other},
    {"自筹资金", Label::other},
    {"单位资金", Label::other},
    {"单位自有资金", Label::other},
    {"非财政资金", Label::other},
    {"其他收入", Label::other},
    {"预算规模与资金用途", Label::funds_group},
    {"资金规模及资金用途", Label::funds_group},
    {"预算规模及用途", Label::funds_group},
    {"预算规模及资金使用用途", Label::funds_group},
    {"资金安排及用途", Label::funds_group},
    {"资金使用范围", Label::purpose},
    {"资金用途及内容", Label::purpose},
    {"用途", Label::purpose},
    {"资金主要用途", Label::purpose},
    {"预算资金用途", Label::purpose},
    {"资金支付计划", Label::plan},
    {"支付计划", Label::plan},
    {"预算支出计划", Label::plan},
    {"预算执行计划", Label::plan},
    {"项目支出计划", Label::plan},
    {"项目资金支出计划", Label::plan},
    {"资金支出进度安排", Label::plan},
    {"支出进度安排", Label::plan},
    {"支出计划安排", Label::plan},
    {"资金拨付计划", Label::plan},
    {"用款进度", Label::plan},
    {"用款进度计划", Label::plan},
    {"累计支出", Label::plan},
    {"累计支出比例", Label::plan},
    {"累计支出率", Label::plan},
    {"累计支出占比", Label::plan},
    {"累计支付金额", Label::plan},
    {"累计支出数", Label::plan},
    {"资金支出计划表", Label::plan},
    {"分月用款计划", Label::plan},
    {"资金支出安排", Label::plan},
    {"资金支出比例", Label::plan},
    {"预算支出进度", Label::plan},
    {"预算支出进度计划", Label::plan},
    {"资金使用进度计划", Label::plan},
    {"绩效目标内容", Label::goals},
    {"目标内容", Label::goals},
    {"年度绩效总目标", Label::goals},
    {"绩效总体目标", Label::goals},
    {"总目标", Label::goals},
    {"项目总目标", Label::goals},
    {"年度总目标", Label::goals},
    {"项目年度绩效目标", Label::goals},
    {"项目年度目标", Label::goals},
    {"项目目标", Label::goals},
    {"项目总体绩效目标", Label::goals},
    {"项目绩效总目标", Label::goals},
    {"预期绩效目标", Label::goals},
    {"预期目标", Label::goals},
    {"本年度绩效目标", Label::goals},
    {"本年度目标", Label::goals},
    {"当年绩效目标", Label::goals},
    {"年度总体绩效目标", Label::goals},
    {"实施期目标", Label::goals_kind},
    {"中期目标", Label::goals_kind},
    {"长期目标", Label::goals_kind},
    {"中长期目标", Label::goals_kind},
    {"实施期总目标", Label::goals_kind},
    {"项目总体目标描述", Label::goals_kind},
    {"预算年份", Label::year},
}});

using ColumnEntry = std::pair<std::string_view, Column>;
constexpr auto kColumns = sorted(std::array<ColumnEntry, 101>{{
    {"一级指标", Column::level1},
    {"一级", Column::level1},
    {"二级指标", Column::level2},
    {"二级", Column::level2},
    {"三级指标", Column::level3},
    {"三级", Column::level3},
    {"四级指标", Column::level4},
    {"四级", Column::level4},
    {"四级指标名称", Column::level4},
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
    {"一级指标名称", Column::level1},
    {"指标一级", Column::level1},
    {"二级指标名称", Column::level2},
    {"指标二级", Column::level2},
    {"三级指标名称", Column::level3},
    {"指标三级", Column::level3},
    {"绩效指标内容", Column::level3},
    {"指标解释和计算公式", Column::description},
    {"指标解释及计算公式", Column::description},
    {"指标说明及计算公式", Column::description},
    {"计算公式", Column::description},
    {"指标定义", Column::description},
    {"指标内涵", Column::description},
    {"指标计算方法", Column::description},
    {"计算方法", Column::description},
    {"三级指标描述", Column::description},
    {"三级指标解释", Column::description},
    {"三级指标说明", Column::description},
    {"指标具体描述", Column::description},
    {"具体内容", Column::description},
    {"预期值", Column::value},
    {"预期目标值", Column::value},
    {"预期目标", Column::value},
    {"年初指标值", Column::value},
    {"年初目标值", Column::value},
    {"计划指标值", Column::value},
    {"全年指标值", Column::value},
    {"本年指标值", Column::value},
    {"本年度指标值", Column::value},
    {"当年指标值", Column::value},
    {"绩效目标值", Column::value},
    {"标准值", Column::value},
    {"绩效指标目标值", Column::value},
    {"目标指标值", Column::value},
    {"三级指标值", Column::value},
    {"指标数值", Column::value},
    {"数值", Column::value},
    {"设定依据", Column::basis},
    {"指标依据", Column::basis},
    {"取值依据", Column::basis},
    {"指标来源", Column::basis},
    {"指标值来源", Column::basis},
    {"指标值确定的依据", Column::basis},
    {"指标值设定的依据", Column::basis},
    {"指标设定依据", Column::basis},
    {"目标值确定依据", Column::basis},
    {"目标值设定依据", Column::basis},
    {"目标值依据", Column::basis},
    {"评价依据", Column::basis},
    {"指标值的确定依据", Column::basis},
    {"指标分值", Column::weight},
    {"权重分值", Column::weight},
    {"权重及分值", Column::weight},
    {"指标计量单位", Column::unit},
}});
constexpr std::array<std::string_view, 17> kOtherColumns = {
    "备注",         "指标方向",   "指标性质", "评分标准", "评扣分标准", "评（扣）分标准",
    "评(扣)分标准", "指标类型",   "指标属性", "数据来源", "佐证材料",   "说明",
    "上年指标值",   "指标方向性", "方向性",   "指标类别", "指标编码"};

constexpr std::array<std::string_view, 11> kLevel1 = {
    "产出指标", "效益指标",     "满意度指标",   "成本指标",     "管理指标",  "投入指标",
    "效果指标", "项目产出指标", "项目效益指标", "项目效果指标", "影响力指标"};
constexpr std::array<std::string_view, 9> kLevel2 = {
    "数量指标",   "质量指标",       "时效指标",     "成本指标",        "可持续影响指标",
    "影响力指标", "可持续发展指标", "可持续性指标", "可持续性影响指标"};
/// Before these endings stand whose cost, benefit or satisfaction it is.
constexpr std::array<std::string_view, 3> kLevel2Endings = {"成本指标", "效益指标", "满意度指标"};
constexpr std::array<std::string_view, 20> kLevel2Begins = {
    "经济",     "社会",         "生态",   "环境",   "生态环境",     "自然生态", "政治",
    "服务对象", "社会公众",     "公众",   "群众",   "受益对象",     "受益群体", "受益群众",
    "服务",     "受益对象服务", "社会性", "经济性", "社会公众服务", "资源"};

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

void drop_end(std::string_view& text, std::string_view ending) {
  if (text.size() > ending.size() && text.ends_with(ending)) text.remove_suffix(ending.size());
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
  if (const auto known = found_in(kLabels, core)) return known;
  // 预算安排及用途, 资金来源与用途: whatever stands for the amounts, beside the purpose
  constexpr std::size_t kLongestGroup = 36;
  if (core.size() <= kLongestGroup && core.ends_with("用途") &&
      (core.starts_with("预算") || core.starts_with("资金") || core.starts_with("项目"))) {
    for (const std::string_view joint : {"及", "和", "与", "、"}) {
      if (contains(core, joint)) return Label::funds_group;
    }
  }
  return std::nullopt;
}

std::optional<Column> indicator_column_of(std::string_view compact) {
  constexpr std::size_t kLongest = 80;
  if (compact.empty() || compact.size() > kLongest) return std::nullopt;
  const std::string_view core = label_core(compact);
  if (const auto column = found_in(kColumns, core)) return column;
  if (among(kOtherColumns, core)) return Column::other;
  return std::nullopt;
}

std::optional<Column> header_column_of(std::string_view compact) {
  if (const auto known = indicator_column_of(compact)) return known;
  constexpr std::size_t kLongest = 60;
  if (compact.empty() || compact.size() > kLongest ||
      (!contains(compact, "指标") && !contains(compact, "目标值")) || is_level1_word(compact) ||
      is_level2_word(compact)) {
    return std::nullopt;
  }
  std::string_view core = compact;
  // 2024年指标值, 2024年度目标值
  std::size_t digits = 0;
  while (digits < core.size() && is_digit(core[digits]))
    ++digits;
  if (digits == 4 && (core.substr(4).starts_with("年"))) {
    core.remove_prefix(digits);
    skip(core, "年度");
    skip(core, "年");
    if (const auto known = indicator_column_of(core)) return known;
  }
  for (const std::string_view open : {"（", "("}) {
    const std::size_t at = core.find(open);
    if (at != std::string_view::npos && at > 0) core = core.substr(0, at);
  }
  for (const std::string_view mark : {"，", "。", "；", "、", "≥", "≤", "%"}) {
    if (contains(core, mark)) return std::nullopt;
  }
  if (core.starts_with("一级") || core.ends_with("一级")) return Column::level1;
  if (core.starts_with("二级") || core.ends_with("二级")) return Column::level2;
  if (contains(core, "依据")) return Column::basis;
  for (const std::string_view word : {"描述", "说明", "解释", "公式", "定义", "内涵"}) {
    if (contains(core, word)) return Column::description;
  }
  if (core.ends_with("指标值") || core.ends_with("目标值")) return Column::value;
  if (contains(core, "单位")) return Column::unit;
  if (contains(core, "权重") || contains(core, "分值")) return Column::weight;
  if (core.starts_with("三级")) return Column::level3;
  return std::nullopt;
}

std::string_view without_points(std::string_view compact) {
  for (const std::string_view open : {"（", "("}) {
    const std::size_t at = compact.rfind(open);
    const bool closed = compact.ends_with("）") || compact.ends_with(")");
    if (at == std::string_view::npos || at == 0 || !closed) continue;
    std::string_view inside = compact.substr(at + open.size());
    for (const std::string_view word : {"权重", "分值", "：", ":"})
      skip(inside, word);
    const std::string narrow = to_half_width(inside);
    std::string_view rest = narrow;
    std::size_t digits = 0;
    while (digits < rest.size() && (is_digit(rest[digits]) || rest[digits] == '.'))
      ++digits;
    rest.remove_prefix(digits);
    if (digits == 0) continue;
    skip(rest, "分");
    skip(rest, "%");
    if (rest == ")" || rest == "）") return compact.substr(0, at);
  }
  return compact;
}

bool is_level1_word(std::string_view compact) {
  compact = without_points(compact);
  return !compact.empty() && compact.size() < 40 && among(kLevel1, with_ending(compact));
}

bool is_level2_word(std::string_view compact) {
  constexpr std::size_t kLongest = 60;
  compact = without_points(compact);
  if (compact.empty() || compact.size() > kLongest) return false;
  const std::string word = with_ending(compact);
  if (among(kLevel2, word)) return true;
  for (const std::string_view ending : kLevel2Endings) {
    if (word.size() <= ending.size() || !word.ends_with(ending)) continue;
    std::string_view begin = word;
    begin.remove_suffix(ending.size());
    if (among(kLevel2Begins, begin)) return true;
    // 社会公众或服务对象满意度: two of them
    for (const std::string_view joint : {"或", "和", "及", "与", "、"}) {
      const std::size_t at = begin.find(joint);
      if (at != std::string_view::npos && among(kLevel2Begins, begin.substr(0, at)) &&
          among(kLevel2Begins, begin.substr(at + joint.size()))) {
        return true;
      }
    }
  }
  return false;
}

std::string_view level1_above(std::string_view level2) {
  if (!is_level2_word(level2)) return {};
  if (contains(level2, "满意度")) return "满意度指标";
  if (contains(level2, "效益") || contains(level2, "可持续") || contains(level2, "影响力")) {
    return "效益指标";
  }
  return level2.starts_with("经济成本") || level2.starts_with("社会成本") ||
                 contains(level2, "环境成本")
             ? "成本指标"
             : "产出指标";
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
  for (const std::string_view word : {"累计", "前", "止"})
    drop_end(rest, word);
  if (rest == "年底" || rest == "全年" || rest == "年末") return 12;
  if (contains(rest, "季度")) {
    drop_end(rest, "末");
    drop_end(rest, "底");
  }
  if (rest == "四季度" || rest == "第四季度" || rest == "前四季度") return 12;
  if (rest == "上半年" || rest == "二季度" || rest == "第二季度" || rest == "前二季度") return 6;
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
  if (rest.empty() || rest == "底" || rest == "末") return month;
  while (!rest.empty() && is_digit(rest.front()))
    rest.remove_prefix(1);
  return rest == "日" ? month : 0;
}

}  // namespace budget::reader
