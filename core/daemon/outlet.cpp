#include "daemon/outlet.h"

namespace budget {

const char* name_of(Attempt::Outcome outcome) noexcept {
  switch (outcome) {
    case Attempt::Outcome::delivered:
      return "delivered";
    case Attempt::Outcome::retry:
      return "retry";
    case Attempt::Outcome::refused:
      return "refused";
    case Attempt::Outcome::gone:
      return "gone";
    case Attempt::Outcome::busy:
      return "busy";
  }
  return "retry";
}

}  // namespace budget
