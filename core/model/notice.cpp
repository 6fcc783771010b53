#include "model/notice.h"

namespace budget {

const char* name_of(NoticeTopic topic) noexcept {
  switch (topic) {
    case NoticeTopic::your_turn:
      return "your_turn";
    case NoticeTopic::returned:
      return "returned";
    case NoticeTopic::reminder:
      return "reminder";
    case NoticeTopic::overdue:
      return "overdue";
    case NoticeTopic::node_result:
      return "node_result";
    case NoticeTopic::closed:
      return "closed";
  }
  return "";
}

}  // namespace budget
