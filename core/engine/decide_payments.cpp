#include <algorithm>
#include <map>
#include <set>

#include <budget/text.h>

#include "engine/decision.h"

namespace budget {
namespace {

constexpr std::size_t kMostRows = 20'000;  // in one command
constexpr std::size_t kLongestText = 500;  // bytes of a voucher, a memo or a kept row
constexpr std::size_t kEllipsis = 3;       // bytes that shortened() may add

/// Sorts the rows of one batch into new, known and rejected.
class Sorter {
 public:
  Sorter(const Decision& decision, const RecordPayments& action)
      : decision_(decision), action_(action) {
    for (const Payment& row : decision.context().known_unvouchered)
      ++unvouchered_[canonical_row(row)];
  }

  PaymentsRecorded run() {
    PaymentsRecorded recorded;
    recorded.batch = BatchId(decision_.state().last_batch.value() + 1);
    recorded.source = action_.source;
    recorded.digest = action_.digest;
    recorded.year = action_.year;
    recorded.rejects = action_.unreadable;
    for (std::size_t i = 0; i < action_.rows.size(); ++i) {
      const Payment& row = action_.rows[i];
      if (is_known(row)) {
        ++recorded.known;
        continue;
      }
      const std::string reason = why_not(row);
      if (!reason.empty()) {
        const int number =
            action_.row_numbers.empty() ? static_cast<int>(i) + 1 : action_.row_numbers[i];
        recorded.rejects.push_back(
            {number, shortened(canonical_row(row), kLongestText - kEllipsis), reason});
        continue;
      }
      if (!row.voucher.empty()) taken_.emplace(row.voucher, row);
      paid_[row.project] += row.amount;
      total_ += row.amount;
      recorded.rows.push_back(row);
    }
    std::ranges::stable_sort(recorded.rejects, {}, &PaymentReject::row);
    return recorded;
  }

 private:
  const Payment* same_voucher(const Payment& row) const {
    if (row.voucher.empty()) return nullptr;
    const auto taken = taken_.find(row.voucher);
    if (taken != taken_.end()) return &taken->second;
    const auto known = decision_.context().known_vouchers.find(row.voucher);
    return known == decision_.context().known_vouchers.end() ? nullptr : &known->second;
  }

  /// A row without a voucher is known once for each time the same file brought it before.
  bool is_known(const Payment& row) {
    if (!row.voucher.empty()) {
      const Payment* other = same_voucher(row);
      return other != nullptr && *other == row;
    }
    if (unvouchered_.empty()) return false;
    const auto earlier = unvouchered_.find(canonical_row(row));
    return earlier != unvouchered_.end() && earlier->second-- > 0;
  }

  std::string why_not(const Payment& row) const {
    if (same_voucher(row) != nullptr) return "凭证号 " + row.voucher + " 已用于另一笔支付";
    if (!action_.year.contains(row.paid_on))
      return "支付日期不在" + std::to_string(action_.year.value()) + "年度内";
    if (row.amount.is_zero()) return "支付金额为零";
    if (row.amount > kLargestInput || Money() - kLargestInput > row.amount)
      return "支付金额超过10万亿元";
    if (row.voucher.size() > kLongestText || row.memo.size() > kLongestText)
      return "凭证号或摘要过长";
    const State& state = decision_.state();
    const auto project = state.projects.find({action_.year, row.project});
    if (project == state.projects.end()) return "没有这个项目，或其预算年度已办结";
    const DepartmentId& department = state.instances.at(project->second.instance).data.department;
    if (!state.directory.is_granted(decision_.command().actor, Permission::record_payments,
                                    region_of(department))) {
      return "登记人无权登记该地区的支付";
    }
    return why_not_total(project->second, row);
  }

  std::string why_not_total(const ProjectState& project, const Payment& row) const {
    Money paid = paid_by(project, 12);
    if (const auto in_batch = paid_.find(row.project); in_batch != paid_.end())
      paid += in_batch->second;
    const Money after = paid + row.amount;
    if (after > kLargestInput) return "该项目的累计支付超过10万亿元";
    if (after.is_negative()) return "冲销金额大于该项目的累计支付";
    if (!add(total_, row.amount)) return "本批合计超出范围，请分批登记";
    return {};
  }

  const Decision& decision_;
  const RecordPayments& action_;
  std::map<std::string, Payment> taken_;  ///< vouchers of this batch
  std::map<ProjectCode, Money> paid_;     ///< sums of this batch
  Money total_;                           ///< of this batch
  std::map<std::string, int>
      unvouchered_;  ///< how often the same file brought a row before, less those met again
};

/// The rows' projects as they will be, each once.
std::vector<ProjectState> after_rows(const State& state, const PaymentsRecorded& recorded) {
  std::map<ProjectCode, ProjectState> touched;
  for (const Payment& row : recorded.rows) {
    const auto place =
        touched.try_emplace(row.project, state.projects.at({recorded.year, row.project})).first;
    place->second.paid[static_cast<std::size_t>(row.paid_on.month() - 1)] += row.amount;
  }
  std::vector<ProjectState> projects;
  projects.reserve(touched.size());
  for (auto& [code, project] : touched)
    projects.push_back(std::move(project));
  return projects;
}

void reassess(Decision& decision, const ProjectState& project, bool has_reversal) {
  const State& state = decision.state();
  const Instance& instance = state.instances.at(project.instance).data;
  const AlertCause cause = has_reversal ? AlertCause::reversal : AlertCause::late_record;
  for (const Rule& rule : state.rule_sets.at(instance.rule_set).rules) {
    for (const int month : instance.nodes_checked) {
      if (std::ranges::count(rule.months, month) > 0)
        assess(decision, project, instance, rule, month, cause);
    }
  }
}

}  // namespace

Result<void> decide_on(Decision& decision, const RecordPayments& action) {
  if (action.source.empty() || action.source.size() > kLongestText ||
      action.digest.size() > kLongestText) {
    return invalid(
        "expected the name of the payments' source, at most 500 bytes, but it is empty or longer");
  }
  if (action.rows.size() + action.unreadable.size() > kMostRows) {
    return Error{ErrorCode::too_large,
                 "expected at most 20000 rows in one request, but there are " +
                     std::to_string(action.rows.size()),
                 "send them in parts"};
  }
  if (!action.row_numbers.empty() && action.row_numbers.size() != action.rows.size()) {
    return invalid("expected as many row numbers as rows, but there are " +
                   std::to_string(action.row_numbers.size()) + " for " +
                   std::to_string(action.rows.size()));
  }
  PaymentsRecorded recorded = Sorter(decision, action).run();
  if (recorded.rows.empty() && recorded.rejects.empty()) return {};

  std::set<ProjectCode> reversed;
  for (const Payment& row : recorded.rows) {
    if (row.amount.is_negative()) reversed.insert(row.project);
  }
  const std::vector<ProjectState> projects = after_rows(decision.state(), recorded);
  decision.record(std::move(recorded));
  for (const ProjectState& project : projects)
    reassess(decision, project, reversed.contains(project.code));
  return {};
}

}  // namespace budget
