#include "model/indicator.h"

namespace budget {

const char* name_of(Comparator comparator) noexcept {
  switch (comparator) {
    case Comparator::at_least:
      return ">=";
    case Comparator::at_most:
      return "<=";
    case Comparator::equal:
      return "=";
    case Comparator::above:
      return ">";
    case Comparator::below:
      return "<";
    case Comparator::qualitative:
      return "qualitative";
  }
  return "";
}

std::optional<Comparator> comparator_named(const std::string& name) {
  for (const Comparator candidate :
       {Comparator::at_least, Comparator::at_most, Comparator::equal, Comparator::above,
        Comparator::below, Comparator::qualitative}) {
    if (name == name_of(candidate)) return candidate;
  }
  return std::nullopt;
}

}  // namespace budget
