#pragma once

#include <array>
#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include <budget/date.h>
#include <budget/finding.h>
#include <budget/money.h>

#include "model/goal.h"
#include "model/indicator.h"
#include "model/plan.h"

namespace budget {

/// The 21-character project code (项目编码): region(6) year(2) letter(1) and 12 more. domain.md
/// §6.3.
class ProjectCode {
 public:
  static constexpr std::size_t kLength = 21;

  ProjectCode() = default;
  /// Errors: invalid_input unless 21 ASCII digits and capital letters, the first eight of them
  /// digits.
  [[nodiscard]] static Result<ProjectCode> parse(std::string_view text);

  [[nodiscard]] std::string_view view() const { return {text_.data(), text_.size()}; }
  [[nodiscard]] std::string text() const { return std::string(view()); }
  [[nodiscard]] std::string_view region() const { return view().substr(0, 6); }
  /// The year printed in the code, which is not always the budget's year.
  [[nodiscard]] int year() const;

  friend auto operator<=>(const ProjectCode&, const ProjectCode&) = default;

 private:
  std::array<char, kLength> text_{};
};

/// Whether the check character rule of letter-P codes from 2022 on applies, holds or fails. A
/// failure is a warning only: the rule is verified on real codes, no official text of it was found
/// (domain.md §6.3).
enum class CodeCheck { not_applicable, holds, fails };
[[nodiscard]] CodeCheck check_code(const ProjectCode& code);

/// 预算数 and its two parts; budget = fiscal + other. 分.
struct Funds {
  Money budget;
  Money fiscal;
  Money other;
  friend bool operator==(const Funds&, const Funds&) = default;
};

/// A project with its goal sheet (绩效目标表), as entered for one fiscal year.
struct Project {
  ProjectCode code;
  std::string name;
  UnitCode unit;
  Funds funds;
  std::string purpose;  ///< 资金用途
  Plan plan;            ///< as drafted; becomes a PlanVersion when approved
  std::vector<Goal> goals;
  std::vector<Indicator> indicators;
  friend bool operator==(const Project&, const Project&) = default;
};

/// What is wrong with a project by itself: empty name, amounts, funds that do not add up, plan
/// shape, code check.
[[nodiscard]] std::vector<Finding> check_project(const Project& project);

}  // namespace budget

template <>
struct std::hash<budget::ProjectCode> {
  std::size_t operator()(const budget::ProjectCode& code) const noexcept {
    return std::hash<std::string_view>{}(code.view());
  }
};
