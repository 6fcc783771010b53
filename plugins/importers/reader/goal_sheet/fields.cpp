#include "reader/goal_sheet/fields.h"

#include "reader/goal_sheet/amount.h"
#include "reader/goal_sheet/goals.h"
#include "reader/goal_sheet/plan.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

constexpr std::size_t kCodeLength = 21;

bool looks_like_code(std::string_view compact) {
  const std::string narrow = to_half_width(compact);
  if (narrow.size() < 10 || narrow.size() > 40) return false;
  for (const char c : narrow) {
    if (!is_digit(c) && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z')) return false;
  }
  return is_digit(narrow[0]) && is_digit(narrow[1]);
}

bool is_money_label(Label label) {
  return label == Label::budget || label == Label::fiscal || label == Label::other;
}

class Fields {
 public:
  Fields(Reading& reading, const Tokens& tokens, ReadProject& project)
      : reading_(reading), tokens_(tokens), project_(project) {}

  void read() {
    for (std::size_t i = 0; i < tokens_.size();)
      i = read_one(i);
    finish_goals();
  }

 private:
  std::size_t read_one(std::size_t i) {
    const Token& token = tokens_[i];
    if (token.cell.blank()) return i + 1;
    if (!goals_open_ && token.month > 0 && (!token.label || plan_open_)) {
      const std::size_t next = read_plan(reading_, tokens_, i, project_);
      plan_open_ = false;
      return next;
    }
    if (!token.label) return read_loose(i);
    const Label label = *token.label;
    if (label == Label::goals_kind && goals_open_) return i + 1;
    goals_open_ = false;
    switch (label) {
      case Label::funds_group:
        group_open_ = true;
        return i + 1;
      case Label::plan:
        plan_open_ = true;
        if (!project_.plan) project_.plan.emplace();
        if (project_.plan->nodes.empty()) {
          project_.plan->label = reading_.text_of_cell(token.row, token.cell);
        }
        return i + 1;
      case Label::goals:
      case Label::goals_kind:
        goals_open_ = true;
        return i + 1;
      default:
        return read_value_of(i, label);
    }
  }

  /// The next cell with text in the label's row, or, where the label stands alone at its row's
  /// end, the first one of the next row.
  std::size_t value_after(std::size_t i) const {
    const std::size_t row = tokens_[i].row;
    std::size_t j = i + 1;
    for (; j < tokens_.size() && tokens_[j].row == row; ++j) {
      if (tokens_[j].cell.blank()) continue;
      return tokens_[j].label || tokens_[j].month > 0 ? kNone : j;
    }
    const bool alone = tokens_[i].index == 0 || reading_.row(row).shape == RowShape::cell_lines;
    if (!alone || j >= tokens_.size() || tokens_[j].cell.blank() || tokens_[j].label ||
        tokens_[j].month > 0) {
      return kNone;
    }
    return j;
  }

  std::size_t read_value_of(std::size_t i, Label label) {
    if (is_money_label(label)) {
      // 项目资金（元） holds for the amounts below it, too.
      const std::string_view unit = money_unit_in(tokens_[i].cell.compact);
      if (!unit.empty()) {
        project_.money_unit = std::string(unit);
        project_.money_unit_printed = true;
      }
    }
    std::size_t j = value_after(i);
    std::size_t behind = i + 1;
    while (is_money_label(label) && j != kNone && take_bare_unit(j)) {  // 预算数 | 万元 | 6.16
      behind = j + 1;
      j = value_after(j);
    }
    if (j == kNone) return behind;
    const Token& value = tokens_[j];
    const bool same_row = value.row == tokens_[i].row;
    if (is_money_label(label) && same_row && says_nothing(value.cell.compact)) return j + 1;
    if (is_money_label(label)) {
      const bool number = plain_number(value.cell.compact).has_value() ||
                          (same_row && is_meant_as_amount(value, j == i + 1));
      if (!number && (!same_row || (group_open_ && project_.purpose.empty()))) return i + 1;
      const bool has_unit = j + 1 < tokens_.size() && tokens_[j + 1].row == value.row &&
                            take_bare_unit(j + 1);  // 6.16 | 万元
      take_money(label, tokens_[i], value);
      return j + (has_unit ? 2 : 1);
    }
    if (label == Label::code) {
      if (!same_row && !looks_like_code(value.cell.compact)) return i + 1;
      take_code(value);
      return j + 1;
    }
    if (label == Label::purpose) return read_purpose(j);
    ReadText text = reading_.text_of_cell(value.row, value.cell);
    if (label == Label::name) {
      if (project_.name.empty()) {
        project_.name = std::move(text);
      } else {
        repeated("name", value);
      }
    } else if (label == Label::unit && project_.unit.empty()) {
      take_unit(value, std::move(text));
    } else if (label == Label::unit || label == Label::noise || label == Label::year) {
      project_.other_fields.push_back(
          {std::string(label_core(tokens_[i].cell.compact)), std::move(text)});
    }
    return j + 1;
  }

  /// 万元 in a cell of its own, beside an amount.
  bool take_bare_unit(std::size_t at) {
    std::string_view unit = tokens_[at].cell.compact;
    for (const std::string_view open : {"（", "("})
      skip(unit, open);
    for (const std::string_view close : {"）", ")"})
      if (unit.ends_with(close)) unit.remove_suffix(close.size());
    if (unit != "元" && unit != "百元" && unit != "千元" && unit != "万元" && unit != "亿元")
      return false;
    project_.money_unit = std::string(unit);
    project_.money_unit_printed = true;
    return true;
  }

  /// What stands in an amount's place though it is none: l2.5O, 六十, 约5万, 1e5. Words without any
  /// digit beside 预算数 are the purpose.
  static bool is_meant_as_amount(const Token& value, bool is_beside) {
    const std::string_view text = value.cell.compact;
    constexpr std::size_t kLongest = 60;
    return misread_number(text) || number_in_words(text) ||
           (is_beside && text.size() <= kLongest &&
            to_half_width(text).find_first_of("0123456789") != std::string::npos);
  }

  std::size_t read_purpose(std::size_t j) {
    append(project_.purpose, tokens_[j]);
    return j + 1;
  }

  /// A cell that no label stands before: the purpose under its group, goals below their label.
  std::size_t read_loose(std::size_t i) {
    const Token& token = tokens_[i];
    if (goals_open_) {
      if (goals_.empty()) {
        project_.goals_column = static_cast<int>(token.index);
        project_.goals_text.source = reading_.source_of(token.row, token.cell);
      } else {
        goals_ += '\n';
        project_.goals_text.printed += '\n';
      }
      goals_ += token.cell.text;
      project_.goals_text.printed += token.cell.printed;
      project_.goals_text.source.last_line = reading_.row(token.row).last_line;
      return i + 1;
    }
    if (looks_like_code(token.cell.compact) && project_.code.empty() &&
        token.cell.compact.size() == kCodeLength) {
      take_code(token);
      return i + 1;
    }
    if (const auto found = furniture_of_cell(token.cell)) {
      if (!found->unit_name.empty() && project_.unit.empty()) {
        project_.unit_code = found->unit_code;
        project_.unit_name = found->unit_name;
        project_.unit = reading_.text_of_cell(token.row, token.cell);
      }
      if (!found->money_unit.empty()) {
        project_.money_unit = found->money_unit;
        project_.money_unit_printed = true;
      }
      return i + 1;
    }
    const bool words = !plain_number(token.cell.compact);
    if (group_open_ && words) {
      append(project_.purpose, token);
      return i + 1;
    }
    if (words && take_other_field(i)) return i + 2;
    leftover(token);
    return i + 1;
  }

  /// 项目负责人 | 张某: a short text and its value beside it, both in cells of one row.
  bool take_other_field(std::size_t i) {
    constexpr std::size_t kLongestLabel = 60;
    const Token& label = tokens_[i];
    if (label.cell.compact.size() > kLongestLabel || i + 1 >= tokens_.size()) return false;
    for (const std::string_view mark : {"。", "；", "，"}) {
      if (contains(label.cell.compact, mark)) return false;
    }
    const Token& value = tokens_[i + 1];
    if (value.row != label.row || value.label || value.month > 0 || value.cell.blank()) {
      return false;
    }
    project_.other_fields.push_back({std::string(label_core(label.cell.compact)),
                                     reading_.text_of_cell(value.row, value.cell)});
    return true;
  }

  void take_money(Label label, const Token& at, const Token& value) {
    ReadMoney& money = label == Label::budget   ? project_.budget
                       : label == Label::fiscal ? project_.fiscal
                                                : project_.other;
    if (!money.value.empty()) {
      if (money.value.text != to_half_width(value.cell.compact)) repeated("funds", value);
      return;
    }
    money.value = reading_.text_of_cell(value.row, value.cell);
    money.value.text = to_half_width(value.cell.compact);
    const auto number = plain_number(value.cell.compact);
    if (number && !number->percent) {
      if (!number->unit.empty() || contains(at.cell.compact, "元）"))
        project_.money_unit_printed = true;
      money.value.text = number->digits;
      money.amount = amount_of(*number, project_.money_unit);
    }
    if (has_blank(trimmed(value.cell.text)) && number) {
      reading_.defects.add("ocr_space_in_number", {value.cell.line}, "金额中有空格",
                           std::string(value.cell.printed), "去掉空格读入", "funds");
    }
    if (!money.amount) {
      reading_.defects.add("amount_not_number", {value.cell.line},
                           std::string(at.cell.compact) + "不是数字",
                           std::string(value.cell.printed), "原样保留，没有当作金额", "funds");
    }
  }

  void take_code(const Token& value) {
    if (!project_.code.empty()) {
      if (project_.code.text != to_half_width(value.cell.compact)) repeated("code", value);
      return;
    }
    project_.code = reading_.text_of_cell(value.row, value.cell);
    project_.code.text = to_half_width(value.cell.compact);
    if (has_wide_digits(value.cell.text)) {
      reading_.defects.gather("full_width_digits", value.cell.line, value.cell.printed,
                              "按半角读入");
    }
    if (has_blank(value.cell.text)) {
      reading_.defects.gather("ocr_space_in_code", value.cell.line, value.cell.printed,
                              "去掉空格读入");
    }
    const std::string& code = project_.code.text;
    const bool form = code.size() == kCodeLength && looks_like_code(code);
    if (!form && !contains(code, "*")) {
      reading_.defects.add(
          "code_form", {value.cell.line},
          "项目编码应为21位数字和字母，这里是 " + std::to_string(code.size()) + " 个字节",
          std::string(value.cell.printed), "原样保留", "code");
    }
  }

  void take_unit(const Token& value, ReadText text) {
    std::size_t digits = 0;
    while (digits < text.text.size() && is_digit(text.text[digits]))
      ++digits;
    if (digits == 3 || digits == 6) project_.unit_code = text.text.substr(0, digits);
    std::string_view name = text.text;
    if (digits == 3 || digits == 6) name.remove_prefix(digits);
    while (digits > 0 && (skip(name, "-") || skip(name, "—") || skip(name, "_") ||
                          skip(name, "]") || skip(name, "】")))
      continue;
    project_.unit_name = std::string(name);
    project_.unit = std::move(text);
    project_.unit.source = reading_.source_of(value.row, value.cell);
  }

  void append(ReadText& text, const Token& token) {
    if (text.empty()) {
      text = reading_.text_of_cell(token.row, token.cell);
      return;
    }
    text.text += tidy(token.cell.text);
    text.printed += '\n';
    text.printed += token.cell.printed;
    text.source.last_line = token.cell.line;
  }

  void repeated(const std::string& field, const Token& value) {
    reading_.defects.add("field_repeated", {value.cell.line}, "同一栏目印了两次，内容不同",
                         std::string(value.cell.printed), "只取第一次", field);
  }

  void leftover(const Token& token) {
    reading_.unread += count_characters(token.cell.printed);
    reading_.defects.add("cell_not_read", {token.cell.line}, "单元格不属于任何栏目",
                         std::string(token.cell.printed), "没有读入", "",
                         address_of(reading_.grid, reading_.row(token.row), token.cell));
  }

  void finish_goals() {
    if (goals_.empty()) return;
    if (has_wide_digits(goals_)) goals_ = with_narrow_digits(goals_);
    project_.goals = split_goals(goals_);
    project_.goals_text.text = tidy(goals_);
    const int line = project_.goals_text.source.line;
    for (const ReadGoal& goal : project_.goals) {
      if (goal.clean.size() == goal.text.size()) continue;
      reading_.defects.add("placeholder_prefix", {line}, "绩效目标保留了占位文字“目标内容”",
                           goal.text, "原样保留，另给出去掉占位后的文字", "goals");
    }
  }

  Reading& reading_;
  const Tokens& tokens_;
  ReadProject& project_;
  std::string goals_;
  bool group_open_ = false;
  bool plan_open_ = false;
  bool goals_open_ = false;
};

}  // namespace

void read_fields(Reading& reading, const Tokens& tokens, ReadProject& project) {
  Fields(reading, tokens, project).read();
}

}  // namespace budget::reader
