#include "cli/rehearsal/words.h"

namespace budget::cli {

KindWord word_of(RehearsalStepKind kind) {
  switch (kind) {
    case RehearsalStepKind::cycle:
      return {"cycle", "启动", Style::bold};
    case RehearsalStepKind::entered:
      return {"entered", "进入", Style::plain};
    case RehearsalStepKind::projects:
      return {"projects", "录入", Style::plain};
    case RehearsalStepKind::check:
      return {"check", "检查", Style::plain};
    case RehearsalStepKind::act:
      return {"act", "办理", Style::bold};
    case RehearsalStepKind::reminder:
      return {"reminder", "提醒", Style::dim};
    case RehearsalStepKind::overdue:
      return {"overdue", "超期", Style::red};
    case RehearsalStepKind::payments:
      return {"payments", "支付", Style::plain};
    case RehearsalStepKind::node:
      return {"node", "节点", Style::bold};
    case RehearsalStepKind::alert:
      return {"alert", "预警", Style::yellow};
    case RehearsalStepKind::alert_closed:
      return {"alert_closed", "解除", Style::green};
    case RehearsalStepKind::refused:
      return {"refused", "被拒", Style::red};
    case RehearsalStepKind::arranged:
      return {"arranged", "安排", Style::plain};
    case RehearsalStepKind::closed:
      break;
  }
  return {"closed", "办结", Style::green};
}

}  // namespace budget::cli
