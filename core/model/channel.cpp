#include "model/channel.h"

namespace budget {

bool is_urgent(NoticeTopic topic) noexcept {
  return topic == NoticeTopic::overdue || topic == NoticeTopic::returned ||
         topic == NoticeTopic::urged;
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
    case NoticeTopic::arranged:
      return "办理安排";
    case NoticeTopic::copied:
      return "抄送";
    case NoticeTopic::urged:
      return "催办";
    case NoticeTopic::deadline_moved:
      return "期限变更";
    case NoticeTopic::unstaffed:
      return "无人能办";
  }
  return "";
}

}  // namespace budget
