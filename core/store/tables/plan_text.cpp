#include "store/tables/plan_text.h"

#include <algorithm>
#include <charconv>

#include "store/failure.h"

namespace budget {

std::string plan_text(const Plan& plan) {
  std::string text;
  for (const PlanNode& node : plan.nodes) {
    if (!text.empty()) text += ',';
    text += std::to_string(node.month);
    text += ':';
    text += std::to_string(node.cumulative.fen());
  }
  return text;
}

Plan parse_plan(std::string_view text) {
  Plan plan;
  if (text.empty()) return plan;
  plan.nodes.reserve(static_cast<std::size_t>(std::ranges::count(text, ',')) + 1);
  const char* const end = text.data() + text.size();
  for (const char* at = text.data();; ++at) {
    int month = 0;
    std::int64_t fen = 0;
    const auto [colon, month_problem] = std::from_chars(at, end, month);
    const bool has_month = month_problem == std::errc() && colon != end && *colon == ':';
    const auto [behind, problem] = std::from_chars(has_month ? colon + 1 : end, end, fen);
    if (problem != std::errc() || (behind != end && *behind != ',')) {
      throw StoreFault("expected to read a plan from the database, but found \"" +
                       std::string(text) + "\"");
    }
    plan.nodes.push_back({month, Money::from_fen(fen)});
    if (behind == end) return plan;
    at = behind;
  }
}

}  // namespace budget
