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
    case NoticeTopic::arranged:
      return "arranged";
    case NoticeTopic::copied:
      return "copied";
    case NoticeTopic::urged:
      return "urged";
    case NoticeTopic::deadline_moved:
      return "deadline_moved";
    case NoticeTopic::unstaffed:
      return "unstaffed";
  }
  return "";
}

}  // namespace budget
