#include "model/project_difference.h"

#include <algorithm>
#include <map>

namespace budget {
namespace {

class Differences {
 public:
  void compare(std::string field, std::string title, const std::string& before,
               const std::string& after) {
    if (before != after) changes_.push_back({std::move(field), std::move(title), before, after});
  }
  void compare(std::string field, std::string title, Money before, Money after) {
    compare(std::move(field), std::move(title), before.to_wan(), after.to_wan());
  }
  std::vector<FieldChange> take() { return std::move(changes_); }

 private:
  std::vector<FieldChange> changes_;
};

void compare_plans(Differences& found, const Plan& before, const Plan& after) {
  std::map<int, std::pair<std::string, std::string>> months;
  for (const PlanNode& node : before.nodes)
    months[node.month].first = node.cumulative.to_wan();
  for (const PlanNode& node : after.nodes)
    months[node.month].second = node.cumulative.to_wan();
  for (const auto& [month, amounts] : months) {
    const std::string number = std::to_string(month);
    found.compare("plan[" + number + "]", number + "月底累计计划（万元）", amounts.first,
                  amounts.second);
  }
}

void compare_goals(Differences& found, const std::vector<Goal>& before,
                   const std::vector<Goal>& after) {
  const auto text_at = [](const std::vector<Goal>& goals, std::size_t i) {
    return i < goals.size() ? std::to_string(goals[i].number) + "." + goals[i].text : std::string();
  };
  for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
    const std::string number = std::to_string(i + 1);
    found.compare("goals[" + number + "]", "绩效目标" + number, text_at(before, i),
                  text_at(after, i));
  }
}

std::string path_of(const Indicator& indicator) {
  std::string path;
  for (const std::string& step : indicator.path)
    path += (path.empty() ? "" : "/") + step;
  return path;
}

std::string shown(const Indicator& indicator) {
  return indicator.raw.empty() ? name_of(indicator.comparator) + indicator.value + indicator.unit
                               : indicator.raw;
}

void compare_indicator(Differences& found, const Indicator& before, const Indicator& after) {
  const std::string field = "indicators[" + path_of(after) + "].";
  const std::string title =
      "指标“" + (after.path.empty() ? std::string() : after.path.back()) + "”";
  found.compare(field + "description", title + "的描述", before.description, after.description);
  const bool same_reading = before.comparator == after.comparator && before.value == after.value &&
                            before.unit == after.unit;
  if (!same_reading || shown(before) != shown(after)) {
    const bool same_print = shown(before) == shown(after);
    const auto reading = [&](const Indicator& one) {
      return shown(one) + (same_print ? "（" + std::string(name_of(one.comparator)) + " " +
                                            one.value + one.unit + "）"
                                      : "");
    };
    found.compare(field + "value", title + "的指标值", reading(before), reading(after));
  }
  found.compare(field + "weight", title + "的权重", before.weight, after.weight);
  found.compare(field + "basis", title + "的确定依据", before.basis, after.basis);
}

/// Each indicator meets the first of the same path that is still free: the same one twice in a
/// sheet is met twice.
void compare_indicators(Differences& found, const std::vector<Indicator>& before,
                        const std::vector<Indicator>& after) {
  std::vector<bool> met(before.size(), false);
  bool same_order = before.size() == after.size();
  for (std::size_t i = 0; i < after.size(); ++i) {
    std::size_t at = 0;
    while (at < before.size() && (met[at] || before[at].path != after[i].path))
      ++at;
    if (at == before.size()) {
      same_order = false;
      found.compare("indicators[" + path_of(after[i]) + "]", "新指标", "",
                    path_of(after[i]) + " " + shown(after[i]));
      continue;
    }
    met[at] = true;
    same_order = same_order && at == i;
    compare_indicator(found, before[at], after[i]);
  }
  bool any_gone = false;
  for (std::size_t at = 0; at < before.size(); ++at) {
    if (met[at]) continue;
    any_gone = true;
    found.compare("indicators[" + path_of(before[at]) + "]", "没有了的指标",
                  path_of(before[at]) + " " + shown(before[at]), "");
  }
  if (!same_order && !any_gone && before.size() == after.size())
    found.compare("indicators", "指标的顺序", "原来的顺序", "文件中的顺序");
}

}  // namespace

std::vector<FieldChange> differences(const Project& before, const Project& after) {
  Differences found;
  found.compare("name", "项目名称", before.name, after.name);
  found.compare("unit", "预算单位", before.unit.text(), after.unit.text());
  found.compare("budget", "预算数（万元）", before.funds.budget, after.funds.budget);
  found.compare("fiscal", "财政资金（万元）", before.funds.fiscal, after.funds.fiscal);
  found.compare("other", "其他资金（万元）", before.funds.other, after.funds.other);
  found.compare("purpose", "资金用途", before.purpose, after.purpose);
  compare_plans(found, before.plan, after.plan);
  compare_goals(found, before.goals, after.goals);
  compare_indicators(found, before.indicators, after.indicators);
  return found.take();
}

}  // namespace budget
