#include "model/stage_work.h"

#include <array>

namespace budget {
namespace {

struct Words {
  const char* name;
  const char* title;
};

// In the order of the enumeration.
constexpr std::array<Words, 14> kWords = {{{"transfer", "转办"},
                                           {"delegate", "委派"},
                                           {"answer", "交回"},
                                           {"recall", "收回委派"},
                                           {"add_signer", "加签"},
                                           {"drop_signer", "减签"},
                                           {"copy", "抄送"},
                                           {"urge", "催办"},
                                           {"suspend", "挂起"},
                                           {"resume", "恢复"},
                                           {"terminate", "终止"},
                                           {"propose_repair", "提议更正跳转"},
                                           {"confirm_repair", "确认更正跳转"},
                                           {"drop_repair", "放弃更正跳转"}}};

}  // namespace

const char* name_of(Arrangement value) noexcept {
  return kWords[static_cast<std::size_t>(value)].name;
}

const char* title_of(Arrangement value) noexcept {
  return kWords[static_cast<std::size_t>(value)].title;
}

}  // namespace budget
