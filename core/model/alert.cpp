#include "model/alert.h"

namespace budget {

const char* name_of(AlertState value) noexcept {
  return value == AlertState::open ? "open" : "closed";
}

const char* name_of(AlertCause value) noexcept {
  switch (value) {
    case AlertCause::node_check:
      return "node_check";
    case AlertCause::late_record:
      return "late_record";
    case AlertCause::caught_up:
      return "caught_up";
    case AlertCause::reversal:
      return "reversal";
    case AlertCause::payment:
      return "payment";
    case AlertCause::handed_in:
      return "handed_in";
    case AlertCause::plan_changed:
      return "plan_changed";
    case AlertCause::progress_told:
      return "progress_told";
    case AlertCause::exempted:
      return "exempted";
    case AlertCause::overruled:
      return "overruled";
    case AlertCause::accepted:
      return "accepted";
  }
  return "";
}

const char* chinese_name_of(AlertCause value) noexcept {
  switch (value) {
    case AlertCause::node_check:
      return "节点检查";
    case AlertCause::late_record:
      return "补录支付";
    case AlertCause::caught_up:
      return "后续支付补足";
    case AlertCause::reversal:
      return "支付冲销";
    case AlertCause::payment:
      return "登记支付";
    case AlertCause::handed_in:
      return "提交计划";
    case AlertCause::plan_changed:
      return "计划或预算调整";
    case AlertCause::progress_told:
      return "填报目标完成情况";
    case AlertCause::exempted:
      return "获准豁免";
    case AlertCause::overruled:
      return "以同一事项的另一条规则为准";
    case AlertCause::accepted:
      return "财政认可说明";
  }
  return "";
}

const char* name_of(AlertPhase value) noexcept {
  switch (value) {
    case AlertPhase::raised:
      return "raised";
    case AlertPhase::acknowledged:
      return "acknowledged";
    case AlertPhase::inquired:
      return "inquired";
    case AlertPhase::explained:
      return "explained";
    case AlertPhase::rectifying:
      return "rectifying";
    case AlertPhase::rectified:
      return "rectified";
    case AlertPhase::accepted:
      return "accepted";
    case AlertPhase::escalated:
      return "escalated";
  }
  return "";
}

const char* chinese_name_of(AlertPhase value) noexcept {
  switch (value) {
    case AlertPhase::raised:
      return "未处理";
    case AlertPhase::acknowledged:
      return "已知悉";
    case AlertPhase::inquired:
      return "待答复";
    case AlertPhase::explained:
      return "已说明";
    case AlertPhase::rectifying:
      return "整改中";
    case AlertPhase::rectified:
      return "已整改待审核";
    case AlertPhase::accepted:
      return "已认可";
    case AlertPhase::escalated:
      return "已升级";
  }
  return "";
}

const char* name_of(AlertAct value) noexcept {
  switch (value) {
    case AlertAct::acknowledge:
      return "acknowledge";
    case AlertAct::inquire:
      return "inquire";
    case AlertAct::explain:
      return "explain";
    case AlertAct::rectify:
      return "rectify";
    case AlertAct::report:
      return "report";
    case AlertAct::accept:
      return "accept";
    case AlertAct::reject:
      return "reject";
    case AlertAct::escalate:
      return "escalate";
    case AlertAct::suppress:
      return "suppress";
    case AlertAct::lift:
      return "lift";
  }
  return "";
}

const char* chinese_name_of(AlertAct value) noexcept {
  switch (value) {
    case AlertAct::acknowledge:
      return "知悉";
    case AlertAct::inquire:
      return "问询";
    case AlertAct::explain:
      return "说明原因";
    case AlertAct::rectify:
      return "要求整改";
    case AlertAct::report:
      return "报告整改";
    case AlertAct::accept:
      return "认可";
    case AlertAct::reject:
      return "不予认可";
    case AlertAct::escalate:
      return "升级";
    case AlertAct::suppress:
      return "暂不提示";
    case AlertAct::lift:
      return "恢复提示";
  }
  return "";
}

const char* name_of(DeviationCause value) noexcept {
  switch (value) {
    case DeviationCause::funds:
      return "funds";
    case DeviationCause::rules:
      return "rules";
    case DeviationCause::people:
      return "people";
    case DeviationCause::equipment:
      return "equipment";
    case DeviationCause::other:
      return "other";
  }
  return "";
}

const char* chinese_name_of(DeviationCause value) noexcept {
  switch (value) {
    case DeviationCause::funds:
      return "经费保障";
    case DeviationCause::rules:
      return "制度保障";
    case DeviationCause::people:
      return "人员保障";
    case DeviationCause::equipment:
      return "硬件条件保障";
    case DeviationCause::other:
      return "其他";
  }
  return "";
}

Money stake_of(const AlertInputs& inputs) {
  return inputs.stake.value_or(inputs.planned - inputs.paid);
}

}  // namespace budget
