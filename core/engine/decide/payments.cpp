#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include <budget/text.h>

#include "engine/decide/decision.h"

namespace budget {
namespace {

constexpr std::size_t kMostRows = 20'000;     // in one command
constexpr std::size_t kLongestVoucher = 500;  // bytes of a voucher, a memo or a kept row
constexpr std::size_t kEllipsis = 3;          // bytes that shortened() may add

/// Sorts the rows of one batch into new, known and rejected. Each row's project is looked up once.
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
    recorded.rows.reserve(action_.rows.size());
    taken_.reserve(action_.rows.size());
    targets_.reserve(action_.rows.size());
    const bool is_total = action_.shape != PaymentShape::payments;
    for (std::size_t i = 0; i < action_.rows.size(); ++i) {
      const Payment& sent = action_.rows[i];
      Target* target = target_of(sent);
      const Payment* same = is_total ? nullptr : same_voucher(sent, target);
      if (!is_total && is_known(sent, same)) {
        ++recorded.known;
        continue;
      }
      Payment row = sent;
      if (is_total) {
        if (!is_missing(row, target)) {
          ++recorded.known;
          continue;
        }
        same = same_voucher(row, target);
      }
      const std::string reason = why_not(row, target, same);
      if (!reason.empty()) {
        const int number =
            action_.row_numbers.empty() ? static_cast<int>(i) + 1 : action_.row_numbers[i];
        recorded.rejects.push_back(
            {number, shortened(kept_text(sent), kLongestVoucher - kEllipsis), reason});
        continue;
      }
      if (!row.voucher.empty()) taken_.emplace(sent.voucher, Taken{target->place, &sent});
      target->paid[static_cast<std::size_t>(row.paid_on.month() - 1)] += row.amount;
      target->is_paid = true;
      target->is_reversed = target->is_reversed || row.amount.is_negative();
      total_ += row.amount;
      recorded.rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(recorded.rejects, {}, &PaymentReject::row);
    return recorded;
  }

  /// A project as the rows that were taken leave it.
  struct After {
    ProjectState project;
    bool is_reversed = false;
  };
  /// By code; after run().
  [[nodiscard]] std::vector<After> after() const {
    std::vector<const Target*> paid;
    for (const auto& [code, target] : targets_) {
      if (target.is_paid) paid.push_back(&target);
    }
    std::ranges::sort(paid, {}, [](const Target* each) { return each->project->code; });
    std::vector<After> projects;
    projects.reserve(paid.size());
    for (const Target* target : paid) {
      projects.push_back({*target->project, target->is_reversed});
      for (std::size_t month = 0; month < target->paid.size(); ++month)
        projects.back().project.paid[month] += target->paid[month];
    }
    return projects;
  }

 private:
  /// Where a project's money belongs; the same for all projects of an instance.
  struct Place {
    const InstanceState* instance = nullptr;
    RegionCode region;
    bool may_record = false;
    bool may_be_stopped = false;  ///< one of its rules stops payments
  };
  struct Target {
    const ProjectState* project = nullptr;
    const Place* place = nullptr;
    std::array<Money, 12> paid{};  ///< sums of this batch, by month
    bool is_paid = false;          ///< by a row that was taken
    bool is_reversed = false;      ///< likewise
  };
  struct Taken {
    const Place* place;
    const Payment* row;
  };

  /// A total must not be taken for a payment when it is sent again.
  std::string kept_text(const Payment& row) const {
    std::string text = canonical_row(row);
    if (action_.shape == PaymentShape::payments) return text;
    const char* what = action_.shape == PaymentShape::month_totals ? "月合计" : "月累计";
    return std::to_string(row.paid_on.month()) + what + text.substr(text.find(','));
  }

  /// Null when the project is unknown.
  Target* target_of(const Payment& row) {
    const auto known = targets_.find(row.project);
    if (known != targets_.end()) return &known->second;
    const auto& projects = decision_.state().projects;
    const auto found = projects.find({action_.year, row.project});
    if (found == projects.end()) return nullptr;
    return &targets_
                .emplace(row.project,
                         Target{&found->second, place_of(found->second.instance), {}, false, false})
                .first->second;
  }

  const Place* place_of(InstanceId id) {
    const auto [known, is_new] = places_.try_emplace(id);
    Place& place = known->second;
    if (!is_new) return &place;
    const State& state = decision_.state();
    place.instance = &state.instances.at(id);
    place.region = region_of(place.instance->data.department);
    place.may_record = state.directory.is_granted(decision_.command().actor,
                                                  Permission::record_payments, place.region);
    place.may_be_stopped = std::ranges::any_of(
        state.rule_sets.at(place.instance->data.rule_set).rules, [](const Rule& rule) {
          return std::ranges::count(rule.thresholds, AlertAction::block, &Threshold::action) > 0;
        });
    return &place;
  }

  /// Another payment of the same county under this voucher.
  const Payment* same_voucher(const Payment& row, const Target* target) const {
    if (row.voucher.empty()) return nullptr;
    const auto [first, last] = taken_.equal_range(row.voucher);
    if (first == last && decision_.context().known_vouchers.empty()) return nullptr;
    const RegionCode region = target == nullptr ? RegionCode() : target->place->region;
    for (auto taken = first; taken != last; ++taken) {
      if (taken->second.place->region == region) return taken->second.row;
    }
    const auto known = decision_.context().known_vouchers.find(row.voucher);
    if (known == decision_.context().known_vouchers.end()) return nullptr;
    const auto same = std::ranges::find(known->second, region, &KnownVoucher::region);
    return same == known->second.end() ? nullptr : &same->payment;
  }

  /// A row without a voucher is known once for each time the same file brought it before.
  bool is_known(const Payment& row, const Payment* same) {
    if (!row.voucher.empty()) {
      if (same != nullptr && *same == row) return true;
      // Of a budget that has closed: its region is not known any more, but the row is.
      const auto known = decision_.context().known_vouchers.find(row.voucher);
      return known != decision_.context().known_vouchers.end() &&
             std::ranges::count(known->second, row, &KnownVoucher::payment) > 0;
    }
    if (unvouchered_.empty()) return false;
    const auto earlier = unvouchered_.find(canonical_row(row));
    return earlier != unvouchered_.end() && earlier->second-- > 0;
  }

  /// Turns a total into what is missing from it; false when nothing is.
  bool is_missing(Payment& row, const Target* target) const {
    if (target == nullptr || !action_.year.contains(row.paid_on)) return true;  // to be rejected
    const int month = row.paid_on.month();
    const int first = action_.shape == PaymentShape::month_totals ? month : 1;
    Money before = paid_by(*target->project, month) - paid_by(*target->project, first - 1);
    for (int m = first; m <= month; ++m)
      before += target->paid[static_cast<std::size_t>(m - 1)];
    const Money total = row.amount;
    row.voucher.clear();
    const std::string what = action_.shape == PaymentShape::month_totals
                                 ? std::to_string(month) + "月合计 "
                                 : "1至" + std::to_string(month) + "月累计 ";
    row.memo = what + total.to_yuan() + " 元，此前已登记 " + before.to_yuan() + " 元";
    const Result<Money> missing = subtract(total, before);
    if (!missing) return true;
    row.amount = *missing;
    return !row.amount.is_zero();
  }

  std::string why_not(const Payment& row, const Target* target, const Payment* same) const {
    if (same != nullptr) return "凭证号 " + row.voucher + " 已用于另一笔支付";
    if (!action_.year.contains(row.paid_on))
      return "支付日期不在" + std::to_string(action_.year.value()) + "年度内";
    if (row.amount.is_zero()) return "支付金额为零";
    if (row.amount > kLargestInput || Money() - kLargestInput > row.amount)
      return "支付金额超过10万亿元";
    if (row.voucher.size() > kLongestVoucher || row.memo.size() > kLongestVoucher)
      return "凭证号或摘要过长";
    if (target == nullptr) return "没有这个项目，或其预算年度已办结";
    if (!target->place->may_record) return "登记人无权登记该地区的支付";
    if (!row.amount.is_negative() && target->place->may_be_stopped) {
      const std::string stopped = why_stopped(*target->project, *target->place->instance);
      if (!stopped.empty()) return stopped;
    }
    return why_not_total(*target, row);
  }

  /// An open alert whose rule stops the project's payments.
  std::string why_stopped(const ProjectState& project, const InstanceState& instance) const {
    const State& state = decision_.state();
    for (const AlertId id : instance.open_alerts) {
      const Alert& alert = state.alerts.at(id);
      if (alert.project != project.code) continue;
      for (const Rule& rule : state.rule_sets.at(instance.data.rule_set).rules) {
        const Threshold* threshold =
            rule.id == alert.rule ? threshold_of(rule, alert.level) : nullptr;
        if (threshold != nullptr && threshold->action == AlertAction::block) {
          return "该项目因预警 " + std::to_string(id.value()) + " 暂停支付（" + rule.title + "）";
        }
      }
    }
    return {};
  }

  /// The first month at whose end less than nothing would have been paid; 0: none.
  static int below_nothing(const Target& target, const Payment& row) {
    const int first = row.paid_on.month();
    Money paid = row.amount;
    for (int month = 1; month <= 12; ++month) {
      const auto at = static_cast<std::size_t>(month - 1);
      paid += target.project->paid[at] + target.paid[at];
      if (month >= first && paid.is_negative()) return month;
    }
    return 0;
  }

  std::string why_not_total(const Target& target, const Payment& row) const {
    Money paid = paid_by(*target.project, 12);
    for (const Money month : target.paid)
      paid += month;
    const Money after = paid + row.amount;
    if (after > kLargestInput) return "该项目的累计支付超过10万亿元";
    if (after.is_negative()) return "冲销金额大于该项目的累计支付";
    if (row.amount.is_negative() && action_.shape == PaymentShape::payments) {
      const int month = below_nothing(target, row);
      if (month > 0)
        return "冲销后截至" + std::to_string(month) +
               "月底的累计支付为负：冲销日期早于所冲销的支付，或该支付尚未登记";
    }
    if (!add(total_, row.amount)) return "本批合计超出范围，请分批登记";
    return {};
  }

  const Decision& decision_;
  const RecordPayments& action_;
  std::unordered_multimap<std::string_view, Taken> taken_;  ///< vouchers of this batch
  std::unordered_map<ProjectCode, Target, ProjectCodeHash> targets_;
  std::unordered_map<InstanceId, Place> places_;
  Money total_;  ///< of this batch
  std::map<std::string, int>
      unvouchered_;  ///< how often the same file brought a row before, less those met again
};

}  // namespace

Result<void> decide_on(Decision& decision, const RecordPayments& action) {
  if (action.source.empty() || action.source.size() > kLongestVoucher ||
      action.digest.size() > kLongestVoucher) {
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
  Sorter sorter(decision, action);
  PaymentsRecorded recorded = sorter.run();
  if (recorded.rows.empty() && recorded.rejects.empty()) return {};

  decision.record(std::move(recorded));
  for (const auto& [project, is_reversed] : sorter.after()) {
    const Instance& instance = decision.state().instances.at(project.instance).data;
    assess_again(decision, project, instance,
                 is_reversed ? AlertCause::reversal : AlertCause::late_record);
  }
  return {};
}

}  // namespace budget
