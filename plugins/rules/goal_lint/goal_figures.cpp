#include <algorithm>
#include <map>

#include "lint.h"

namespace budget::goal_lint {
namespace {

/// A count or an amount the goals speak of, with the words around it.
struct Figure {
  Value value;
  Text clause;            ///< the part of the sentence it stands in
  Text before;            ///< the part before that
  bool is_about = false;  ///< 左右, 约
  bool is_least = false;  ///< 以上, 不少于
};

bool ends_clause(char32_t c) {
  return has(U",;。:!?()", View(&c, 1));
}

/// The longest unit of the lists right behind a number.
Text unit_at(const Lint& lint, View text) {
  Text longest;
  for (const char* list : {"figure_units", "people_units"}) {
    for (const Text& unit : lint.words.list(list))
      if (unit.size() > longest.size() && text.starts_with(unit)) longest = unit;
  }
  return longest;
}

void read_figure(const Lint& lint, View clause, View before, std::size_t& at,
                 std::vector<Figure>& figures) {
  const std::size_t from = at;
  while (at < clause.size() && (is_digit(clause[at]) || clause[at] == U'.'))
    ++at;
  const View digits = clause.substr(from, at - from);
  View rest = clause.substr(at);
  Figure figure;
  if (from > 0 && clause[from - 1] == U'第') return;
  if (!rest.empty() && has(U"余多来几", rest.substr(0, 1))) {
    rest.remove_prefix(1);
    figure.is_about = true;
  }
  const Text unit = unit_at(lint, rest);
  if (unit.empty() || rest.substr(unit.size()).starts_with(U"/")) return;
  const std::size_t window = from < 4 ? 0 : from - 4;
  const View ahead = clause.substr(window, from - window);
  if (has(ahead, U"每") && !has(ahead, U"每年")) return;
  const View behind = rest.substr(unit.size(), 2);
  figure.is_about = figure.is_about || behind == U"左右" || has(ahead, U"约");
  figure.is_least = behind == U"以上" || has(ahead, U"不少于") || has(ahead, U"不低于");
  figure.value = read_value(Text(digits) + unit, lint.words);
  figure.clause = clause;
  figure.before = before;
  if (figure.value.is_number) figures.push_back(std::move(figure));
}

void read_figures(const Lint& lint, View text, std::vector<Figure>& figures) {
  View before;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t end = from;
    while (end < text.size() && !ends_clause(text[end]))
      ++end;
    const View clause = text.substr(from, end - from);
    for (std::size_t at = 0; at < clause.size();) {
      if (is_digit(clause[at])) {
        read_figure(lint, clause, before, at, figures);
      } else {
        ++at;
      }
    }
    before = clause;
    from = end + 1;
  }
}

using Pairs = std::set<std::pair<char32_t, char32_t>>;

Pairs pairs_of(View text) {
  Pairs pairs;
  for (std::size_t at = 0; at + 1 < text.size(); ++at)
    if (is_han(text[at]) && is_han(text[at + 1])) pairs.insert({text[at], text[at + 1]});
  return pairs;
}

std::size_t shared(const Pairs& a, const Pairs& b) {
  return static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&](const auto& pair) { return b.contains(pair); }));
}

bool same_class(const Value& a, const Value& b) {
  if (a.kind == UnitKind::money || b.kind == UnitKind::money)
    return a.kind == b.kind && !a.is_rate() && !b.is_rate();
  return (a.kind == UnitKind::people && b.kind == UnitKind::people) || a.unit == b.unit;
}

bool agrees(const Value& row, const Figure& figure) {
  const bool is_money = row.kind == UnitKind::money;
  const Int128 a = is_money ? row.micro_yuan() : Int128{row.millionths};
  const Int128 b = is_money ? figure.value.micro_yuan() : Int128{figure.value.millionths};
  if (figure.is_least && a >= b) return true;
  const Int128 slack = figure.is_about ? b / 20 : 0;
  return a >= b - slack && a <= b + slack;
}

/// A doubled value says nothing by itself; what was probably meant does.
Value meant(const Lint& lint, const Row& row) {
  return row.value.is_doubled && !row.value.likely.empty()
             ? read_value(row.value.likely, lint.words)
             : row.value;
}

class Comparison {
 public:
  Comparison(Lint& lint, const Sheet& sheet) : lint_(lint), sheet_(sheet) {
    read_figures(lint, sheet.purpose.text, figures_);
    for (const Field& goal : sheet.goals)
      read_figures(lint, goal.text, figures_);
  }

  /// What the department's own goals say of this project, in place of the sheet's.
  Comparison(Lint& lint, const Sheet& sheet, View narrative) : lint_(lint), sheet_(sheet) {
    read_figures(lint, narrative, figures_);
  }

  /// The counts among the sheet's indicators against the narrative's.
  void run_narrative(const std::string& title) {
    for (const Row& row : sheet_.rows) {
      const Value value = meant(lint_, row);
      if (row.category != Category::quantity || !value.is_number || value.is_rate() ||
          value.kind == UnitKind::money || value.kind == UnitKind::percent) {
        continue;
      }
      if (const Figure* other = contradicting(row, value); other != nullptr) note(row, *other);
    }
    if (first_ != nullptr)
      lint_.add("narrative_indicator_mismatch", sheet_, *first_, "printed",
                "部门绩效目标" + quoted(title) + "与项目指标的数字不一致：" + text_, text_);
  }

  void run() {
    if (figures_.empty()) return;
    for (const Row& row : sheet_.rows) {
      const bool is_count = row.category == Category::quantity;
      if (!is_count && row.category != Category::cost) continue;
      const Value value = meant(lint_, row);
      if (!value.is_number || value.is_rate() || (value.kind == UnitKind::money) == is_count)
        continue;
      if (const Figure* other = contradicting(row, value); other != nullptr) note(row, *other);
    }
    look_at_single_amount();
    look_at_sum();
    if (first_ != nullptr)
      lint_.add("goal_indicator_mismatch", sheet_, *first_, "printed",
                "绩效目标与指标的数字不一致：" + text_, text_);
  }

 private:
  [[nodiscard]] const Figure* contradicting(const Row& row, const Value& value) const {
    constexpr std::size_t kAlike = 3;
    const Pairs mine = pairs_of(row.name.text + U"。" + row.description.text);
    const Figure* other = nullptr;
    const bool is_only = is_only_pair(row, value);
    for (const Figure& figure : figures_) {
      if (!same_class(value, figure.value)) continue;
      if (agrees(value, figure)) return nullptr;
      // 培训80人 beside 培训人数 ≥60人: nothing else is counted in people here
      if (is_only && shared(pairs_of(row.name.text), pairs_of(figure.clause)) > 0) other = &figure;
      Pairs theirs = pairs_of(figure.clause);
      if (value.kind == UnitKind::money) theirs.merge(pairs_of(figure.before));
      if (shared(mine, theirs) >= kAlike) other = &figure;
    }
    if (other == nullptr || is_part(row, value, *other)) return nullptr;
    return other;
  }
  /// The sheet counts this kind once, and so do its goals.
  [[nodiscard]] bool is_only_pair(const Row& row, const Value& value) const {
    if (value.kind != UnitKind::people) return false;
    const auto told = std::count_if(figures_.begin(), figures_.end(), [&](const Figure& figure) {
      return same_class(value, figure.value);
    });
    return told == 1 && std::none_of(sheet_.rows.begin(), sheet_.rows.end(), [&](const Row& other) {
             const Value part = meant(lint_, other);
             return &other != &row && part.is_number && same_class(value, part);
           });
  }
  /// The rows of one unit make up the figure together.
  [[nodiscard]] bool is_part(const Row& row, const Value& value, const Figure& figure) const {
    Int128 sum = 0;
    for (const Row& other : sheet_.rows) {
      if (other.category != row.category) continue;
      const Value part = meant(lint_, other);
      if (part.is_number && same_class(value, part))
        sum += value.kind == UnitKind::money ? part.micro_yuan() : Int128{part.millionths};
    }
    const Int128 whole =
        value.kind == UnitKind::money ? figure.value.micro_yuan() : Int128{figure.value.millionths};
    return sum == whole;
  }
  void note(const Row& row, const Figure& figure) {
    if (first_ == nullptr) first_ = &row;
    text_ += (text_.empty() ? "" : "；") + quoted(encode(figure.clause)) + "／" + row.name.printed +
             " " + row.value_cell.printed;
  }
  [[nodiscard]] std::vector<const Row*> total_costs() const {
    std::vector<const Row*> rows;
    for (const Row& row : sheet_.rows) {
      if (row.category != Category::cost) continue;
      const Value value = meant(lint_, row);
      if (!value.is_number || value.kind != UnitKind::money || value.is_rate()) return {};
      rows.push_back(&row);
    }
    return rows;
  }
  [[nodiscard]] const Figure* only_amount() const {
    const Figure* found = nullptr;
    for (const Figure& figure : figures_) {
      if (figure.value.kind != UnitKind::money || figure.value.is_rate()) continue;
      if (found != nullptr) return nullptr;
      found = &figure;
    }
    return found;
  }
  /// The goals ask for one amount, the one cost indicator allows more.
  void look_at_single_amount() {
    const Figure* amount = only_amount();
    const auto costs = total_costs();
    if (amount == nullptr || costs.size() != 1 || first_ != nullptr) return;
    if (lint_.words.any_in("each_words", costs[0]->name.text)) return;
    if (costs[0]->value.micro_yuan() > amount->value.micro_yuan()) note(*costs[0], *amount);
  }
  /// The cost indicators together allow more than the one amount of the goals.
  void look_at_sum() const {
    const Figure* amount = only_amount();
    const auto costs = total_costs();
    if (amount == nullptr || costs.size() < 2) return;
    Int128 sum = 0;
    for (const Row* row : costs)
      sum += meant(lint_, *row).micro_yuan();
    if (sum <= amount->value.micro_yuan() || amount->is_least) return;
    lint_.add("cost_sum_mismatch", sheet_, *costs.front(), "printed",
              std::to_string(costs.size()) + " 个成本指标合计 " + wan_text(sum) +
                  "，目标中的金额是 " + wan_text(amount->value.micro_yuan()),
              encode(amount->clause));
  }

  Lint& lint_;
  const Sheet& sheet_;
  std::vector<Figure> figures_;
  const Row* first_ = nullptr;
  std::string text_;
};

const std::string& part_text(const Json& json, std::string_view name) {
  const Json& value = json[name];
  return value.is_object() ? value["text"].text() : value.text();
}

/// The one sheet a goal of the department speaks of: most of the project's name stands in the
/// goal's title, and of no other's.
const Sheet* sheet_of_goal(const Lint& lint, View title) {
  constexpr std::size_t kFewest = 4;
  const Pairs spoken = pairs_of(title);
  const Sheet* found = nullptr;
  for (const Sheet& sheet : lint.sheets) {
    if (sheet.is_redacted) continue;
    const Pairs named = pairs_of(sheet.name.text);
    const std::size_t both = shared(named, spoken);
    if (both < kFewest || both * 10 < named.size() * 7) continue;
    if (found != nullptr) return nullptr;
    found = &sheet;
  }
  return found;
}

void look_at_narrative(Lint& lint) {
  for (const Json& goal : lint.payload["document"]["department"]["goals"].items()) {
    const std::string& title = part_text(goal, "title");
    const Sheet* sheet = sheet_of_goal(lint, fold(title));
    if (sheet == nullptr) continue;
    Text told = fold(part_text(goal, "goal")) + U"。" + fold(part_text(goal, "indicators"));
    for (const Json& paragraph : goal["paragraphs"].items())
      told += U"。" + fold(paragraph.is_object() ? paragraph["text"].text() : paragraph.text());
    Comparison(lint, *sheet, told).run_narrative(title);
  }
}

}  // namespace

void check_goal_figures(Lint& lint) {
  for (const Sheet& sheet : lint.sheets)
    if (!sheet.is_redacted) Comparison(lint, sheet).run();
  look_at_narrative(lint);
}

}  // namespace budget::goal_lint
