#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace budget {

/// A name that cannot be mixed up with another kind of name.
template <typename Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string text_;
};

/// A number that cannot be mixed up with another kind of number. 0 means none.
template <typename Tag>
class Number {
 public:
  constexpr Number() = default;
  explicit constexpr Number(std::int64_t value) : value_(value) {}
  [[nodiscard]] constexpr std::int64_t value() const { return value_; }
  friend constexpr auto operator<=>(Number, Number) = default;

 private:
  std::int64_t value_ = 0;
};

using PersonId = Id<struct PersonTag>;          ///< "wang_fang"; "system" is the engine itself
using RoleId = Id<struct RoleTag>;              ///< "drafter"
using RegionCode = Id<struct RegionTag>;        ///< six digits, "130605"
using DepartmentId = Id<struct DepartmentTag>;  ///< region-department, "130605-203"
using UnitCode = Id<struct UnitTag>;            ///< six digits, "203001"
using StageId = Id<struct StageTag>;            ///< "draft"
using ActId = Id<struct ActTag>;                ///< "submit"
using WorkflowId = Id<struct WorkflowTag>;      ///< "annual_budget"
using RuleId = Id<struct RuleTag>;              ///< "hebei.own_plan_lag"
using RuleSetId = Id<struct RuleSetTag>;        ///< "hebei"
using ContentHash =
    Id<struct ContentHashTag>;  ///< SHA-256 in lower-case hex: identity of a definition

using InstanceId = Number<struct InstanceTag>;
using AlertId = Number<struct AlertTag>;
using NoticeId = Number<struct NoticeTag>;
using LetterId = Number<struct LetterTag>;
using BatchId = Number<struct BatchTag>;
using EventSeq = Number<struct EventTag>;  ///< place in the log, from 1 without gaps

}  // namespace budget

template <typename Tag>
struct std::hash<budget::Id<Tag>> {
  std::size_t operator()(const budget::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.text());
  }
};

template <typename Tag>
struct std::hash<budget::Number<Tag>> {
  std::size_t operator()(budget::Number<Tag> number) const noexcept {
    return std::hash<std::int64_t>{}(number.value());
  }
};
