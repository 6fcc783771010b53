#include "reader/document.h"

namespace budget::reader {

const char* name_of(PlanUnit unit) noexcept {
  switch (unit) {
    case PlanUnit::unknown:
      return "unknown";
    case PlanUnit::amount:
      return "amount";
    case PlanUnit::percent:
      return "percent";
  }
  return "";
}

const char* name_of(ReadComparator comparator) noexcept {
  switch (comparator) {
    case ReadComparator::missing:
      return "";
    case ReadComparator::at_least:
      return ">=";
    case ReadComparator::at_most:
      return "<=";
    case ReadComparator::equal:
      return "=";
    case ReadComparator::above:
      return ">";
    case ReadComparator::below:
      return "<";
    case ReadComparator::qualitative:
      return "qualitative";
  }
  return "";
}

const char* name_of(ValueKind kind) noexcept {
  switch (kind) {
    case ValueKind::plain:
      return "plain";
    case ValueKind::deadline:
      return "deadline";
    case ValueKind::text:
      return "text";
  }
  return "";
}

const char* name_of(DocumentKind kind) noexcept {
  switch (kind) {
    case DocumentKind::other:
      return "other";
    case DocumentKind::performance_text:
      return "performance_text";
    case DocumentKind::budget_disclosure:
      return "budget_disclosure";
  }
  return "";
}

}  // namespace budget::reader
