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
  }
  return "";
}

}  // namespace budget
