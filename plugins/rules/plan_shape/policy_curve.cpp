#include "policy_curve.h"

#include <budget/decimal.h>
#include <budget/text.h>

namespace budget::plan_shape {
namespace {

constexpr std::int64_t kWhole = 10'000;

Error wrong(const std::string& entry, const std::string& why) {
  return {ErrorCode::invalid_input,
          "expected policy_curve to hold entries such as \"6=60%\", but \"" + shortened(entry, 60) +
              "\" " + why};
}

}  // namespace

Result<std::vector<CurvePoint>> parse_curve(const std::vector<std::string>& entries) {
  std::vector<CurvePoint> curve;
  for (const std::string& entry : entries) {
    const std::size_t sign = entry.find('=');
    if (sign == std::string::npos || !entry.ends_with('%'))
      return wrong(entry, "has no month, '=' and '%'");
    const auto month = parse_fixed(entry.substr(0, sign), 0);
    const auto share = BasisPoints::parse_percent(entry.substr(sign + 1, entry.size() - sign - 2));
    if (!month || *month < 1 || *month > 12) return wrong(entry, "names no month from 1 to 12");
    if (!share || share->value() < 0 || share->value() > kWhole)
      return wrong(entry, "names no share from 0% to 100%");
    const CurvePoint point{static_cast<int>(*month), *share};
    if (!curve.empty() && point.month <= curve.back().month)
      return wrong(entry, "does not come after the month before it");
    if (!curve.empty() && point.share < curve.back().share)
      return wrong(entry, "asks for less than the month before it");
    curve.push_back(point);
  }
  return curve;
}

}  // namespace budget::plan_shape
