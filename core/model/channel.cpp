#include "model/channel.h"

namespace budget {

bool is_urgent(NoticeTopic topic) noexcept {
  return topic == NoticeTopic::overdue || topic == NoticeTopic::returned;
}

const char* title_of(NoticeTopic topic) noexcept {
  switch (topic) {
    case NoticeTopic::your_turn:
      return "轮到您办理";
    case NoticeTopic::returned:
      return "已退回，请修改";
    case NoticeTopic::reminder:
      return "办理提醒";
    case NoticeTopic::overdue:
      return "已超期";
    case NoticeTopic::node_result:
      return "监控节点结果";
    case NoticeTopic::closed:
      return "已办结";
  }
  return "";
}

}  // namespace budget
