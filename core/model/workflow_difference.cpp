#include "model/workflow_difference.h"

#include <algorithm>

#include "model/workflow_words.h"

namespace budget {
namespace {

std::string months_text(const std::vector<int>& months) {
  std::string text;
  for (const int month : months)
    text += (text.empty() ? "" : "、") + std::to_string(month);
  return text.empty() ? "无" : text + "月";
}

std::string role_text(const RoleId& role) {
  return role.empty() ? "无" : role.text();
}

std::string ladder_text(const std::vector<LadderStep>& ladder) {
  std::string text;
  for (const LadderStep& step : ladder)
    text += (text.empty() ? "" : "，") + chinese_text(step);
  return text.empty() ? "无" : text;
}

std::string deadline_text(const std::optional<DeadlineRule>& rule) {
  return rule ? chinese_text(*rule, false) : "无";
}

std::string needs_text(const std::vector<Requirement>& needs) {
  std::string text;
  for (const Requirement& need : needs)
    text += (text.empty() ? "" : "；") + need.text;
  return text.empty() ? "无" : text;
}

/// What of a deadline moves it: all but the text it is based on.
bool same_day(const std::optional<DeadlineRule>& a, const std::optional<DeadlineRule>& b) {
  if (a.has_value() != b.has_value() || !a) return a.has_value() == b.has_value();
  DeadlineRule left = *a;
  left.basis = b->basis;
  return left == *b;
}

class Comparison {
 public:
  Comparison(const WorkflowDefinition& before, const WorkflowDefinition& after)
      : before_(before), after_(after) {}

  std::vector<DefinitionChange> run() {
    compare_whole();
    for (const Stage& stage : after_.stages) {
      const Stage* old = find_stage(before_, stage.id);
      if (old == nullptr) {
        add(ChangeKind::breaking, stage.id,
            "新增阶段" + title(stage.id) +
                (stage.role.empty() ? "" : "，责任角色 " + stage.role.text()));
      } else {
        compare(*old, stage);
      }
      compare_acts(stage.id);
    }
    for (const Stage& stage : before_.stages) {
      if (find_stage(after_, stage.id) == nullptr)
        add(ChangeKind::breaking, stage.id, "取消阶段“" + stage.title + "”");
    }
    return std::move(changes_);
  }

 private:
  void add(ChangeKind kind, const StageId& stage, std::string sentence) {
    changes_.push_back({kind, stage, std::move(sentence) + "。"});
  }
  std::string title(const StageId& stage) const { return quoted_title(after_, stage); }
  std::string old_title(const StageId& stage) const { return quoted_title(before_, stage); }

  /// "…由…改为…", when it differs.
  void changed(bool differs, ChangeKind kind, const StageId& stage, const std::string& what,
               const std::string& from, const std::string& to) {
    if (differs) add(kind, stage, what + "由“" + from + "”改为“" + to + "”");
  }

  void compare_whole() {
    changed(before_.title != after_.title, ChangeKind::cosmetic, {}, "流程名称", before_.title,
            after_.title);
    changed(before_.version != after_.version, ChangeKind::cosmetic, {}, "版本号",
            std::to_string(before_.version), std::to_string(after_.version));
    changed(before_.rule_set != after_.rule_set, ChangeKind::compatible, {},
            "规则集（只对新启动的年度有效）", before_.rule_set.text(), after_.rule_set.text());
    changed(before_.initial != after_.initial, ChangeKind::breaking, after_.initial, "起始阶段",
            before_.initial.text(), after_.initial.text());
    std::vector<StageId> left;
    std::vector<StageId> right;
    for (const Stage& stage : before_.stages) {
      if (find_stage(after_, stage.id) != nullptr) left.push_back(stage.id);
    }
    for (const Stage& stage : after_.stages) {
      if (find_stage(before_, stage.id) != nullptr) right.push_back(stage.id);
    }
    if (left != right) add(ChangeKind::cosmetic, {}, "阶段的列示顺序有变");
  }

  void compare(const Stage& old, const Stage& stage) {
    const StageId& id = stage.id;
    const std::string of = "阶段" + title(id) + "的";
    changed(old.title != stage.title, ChangeKind::cosmetic, id, "阶段 " + id.text() + " 的名称",
            old.title, stage.title);
    changed(old.role != stage.role, ChangeKind::compatible, id, of + "责任角色",
            role_text(old.role), role_text(stage.role));
    if (old.editable != stage.editable) {
      add(ChangeKind::breaking, id,
          "阶段" + title(id) + (stage.editable ? "改为可以录入项目" : "改为不能录入项目"));
    }
    if (old.is_final != stage.is_final)
      add(ChangeKind::breaking, id,
          "阶段" + title(id) + (stage.is_final ? "改为办结" : "不再是办结"));
    changed(old.node_months != stage.node_months, ChangeKind::timer, id, of + "监控节点",
            months_text(old.node_months), months_text(stage.node_months));
    compare_deadline(old.deadline, stage.deadline, id, of + "期限");
    compare_deadline(old.redo_deadline, stage.redo_deadline, id, of + "退回重报期限");
    changed(old.ladder != stage.ladder, ChangeKind::timer, id, of + "提醒", ladder_text(old.ladder),
            ladder_text(stage.ladder));
  }

  void compare_deadline(const std::optional<DeadlineRule>& old,
                        const std::optional<DeadlineRule>& rule, const StageId& id,
                        const std::string& what) {
    changed(!same_day(old, rule), ChangeKind::timer, id, what, deadline_text(old),
            deadline_text(rule));
    if (old && rule && old->basis != rule->basis)
      changed(true, ChangeKind::cosmetic, id, what + "依据", old->basis, rule->basis);
  }

  void compare_acts(const StageId& stage) {
    for (const Transition& transition : after_.transitions) {
      if (transition.from != stage) continue;
      const Transition* old = find_transition(before_, stage, transition.act);
      if (old != nullptr) {
        compare(*old, transition);
      } else if (find_stage(before_, stage) != nullptr) {
        add(ChangeKind::compatible, stage,
            title(stage) + "新增事项“" + transition.title + "”，进入" + title(transition.to) +
                "，由 " + role_text(transition.role) + " 办理");
      }
    }
    for (const Transition& old : before_.transitions) {
      const bool is_gone = old.from == stage && find_transition(after_, stage, old.act) == nullptr;
      if (is_gone) {
        add(old.kind == ActKind::take_back ? ChangeKind::compatible : ChangeKind::breaking, stage,
            title(stage) + "取消事项“" + old.title + "”");
      }
    }
  }

  void compare(const Transition& old, const Transition& now) {
    const StageId& id = now.from;
    const std::string act = title(id) + "的“" + now.title + "”";
    changed(old.title != now.title, ChangeKind::cosmetic, id,
            title(id) + "的事项 " + now.act.text() + " 的名称", old.title, now.title);
    if (old.to != now.to) {
      add(ChangeKind::breaking, id,
          act + "原进入" + old_title(old.to) + "，改为进入" + title(now.to));
    }
    changed(old.kind != now.kind, ChangeKind::breaking, id, act + "的性质", title_of(old.kind),
            title_of(now.kind));
    changed(old.role != now.role, ChangeKind::compatible, id, act + "的办理角色",
            role_text(old.role), role_text(now.role));
    if (old.reason_required != now.reason_required) {
      add(ChangeKind::compatible, id,
          act + (now.reason_required ? "改为必须说明理由" : "改为可以不说明理由"));
    }
    if (old.approves_plan != now.approves_plan) {
      add(ChangeKind::breaking, id,
          act + (now.approves_plan ? "改为同时批复计划" : "不再批复计划"));
    }
    if (old.starts_round != now.starts_round)
      add(ChangeKind::breaking, id, act + (now.starts_round ? "改为开始新一轮" : "不再开始新一轮"));
    changed(old.differs_from != now.differs_from, ChangeKind::compatible, id, act + "的回避阶段",
            stages_text(before_, old.differs_from), stages_text(after_, now.differs_from));
    changed(old.needs != now.needs, ChangeKind::compatible, id, act + "的条件",
            needs_text(old.needs), needs_text(now.needs));
    changed(old.gate != now.gate, ChangeKind::compatible, id, act + "的关口",
            old.gate ? chinese_text(*old.gate) : "无", now.gate ? chinese_text(*now.gate) : "无");
    changed(old.signing != now.signing, ChangeKind::compatible, id, act + "的签署",
            old.signing ? chinese_text(*old.signing) : "或签",
            now.signing ? chinese_text(*now.signing) : "或签");
    changed(old.choices != now.choices, ChangeKind::compatible, id, act + "的可选去向",
            stages_text(before_, old.choices), stages_text(after_, now.choices));
    if (old.to_previous != now.to_previous) {
      add(ChangeKind::compatible, id,
          act + (now.to_previous ? "改为默认回到来时的阶段" : "不再默认回到来时的阶段"));
    }
  }

  static std::string stages_text(const WorkflowDefinition& definition,
                                 const std::vector<StageId>& stages) {
    std::string text;
    for (const StageId& stage : stages) {
      const Stage* found = find_stage(definition, stage);
      text += (text.empty() ? "" : "、") + (found == nullptr ? stage.text() : found->title);
    }
    return text.empty() ? "无" : text;
  }

  const WorkflowDefinition& before_;
  const WorkflowDefinition& after_;
  std::vector<DefinitionChange> changes_;
};

}  // namespace

std::vector<DefinitionChange> differences(const WorkflowDefinition& before,
                                          const WorkflowDefinition& after) {
  return Comparison(before, after).run();
}

const char* name_of(ChangeKind kind) noexcept {
  switch (kind) {
    case ChangeKind::cosmetic:
      return "cosmetic";
    case ChangeKind::compatible:
      return "compatible";
    case ChangeKind::timer:
      return "timer";
    case ChangeKind::breaking:
      return "breaking";
  }
  return "";
}

const char* title_of(ChangeKind kind) noexcept {
  switch (kind) {
    case ChangeKind::cosmetic:
      return "文字";
    case ChangeKind::compatible:
      return "兼容";
    case ChangeKind::timer:
      return "期限";
    case ChangeKind::breaking:
      return "结构";
  }
  return "";
}

}  // namespace budget
