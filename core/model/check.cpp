#include "model/check.h"

namespace budget {

PluginVerdict verdict_of(const PluginReport& report) {
  const bool is_checked = report.problem.empty() && report.not_run.empty();
  return {report.pin, report.is_shadow, is_checked, report.errors, report.warnings};
}

}  // namespace budget
