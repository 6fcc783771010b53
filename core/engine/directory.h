#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "model/organisation.h"

namespace budget {

/// Who holds what, looked up in constant time. Built from an organisation, which it does not keep.
class Directory {
 public:
  Directory() = default;
  explicit Directory(const Organisation& organisation);

  /// Known and enabled.
  [[nodiscard]] bool is_member(const PersonId& person) const { return people_.contains(person); }
  [[nodiscard]] bool is_administrator(const PersonId& person) const;
  /// Whether they keep the machine.
  [[nodiscard]] bool is_system_administrator(const PersonId& person) const;
  /// Whether they keep the accounts: who may do what, and who acts for whom.
  [[nodiscard]] bool is_security_administrator(const PersonId& person) const;
  /// Anywhere.
  [[nodiscard]] bool holds_any(const PersonId& person, const std::vector<RoleId>& roles) const;
  /// Directly in the department, or in its whole region.
  [[nodiscard]] bool holds(const PersonId& person, const RoleId& role,
                           const DepartmentId& department) const;
  /// Whether any role of theirs reaches the department.
  [[nodiscard]] bool is_concerned(const PersonId& person, const DepartmentId& department) const;
  /// Whether some role of theirs reaches wherever these roles of the other one reach; all of them
  /// when none is named.
  [[nodiscard]] bool sees_as_much(const PersonId& person, const PersonId& other,
                                  const std::vector<RoleId>& roles) const;
  /// Region empty: in any region. Only office roles count.
  [[nodiscard]] bool is_granted(const PersonId& person, Permission permission,
                                const RegionCode& region) const;
  /// Enabled people only, in the order of the organisation: the department's own before the
  /// region's.
  [[nodiscard]] std::vector<PersonId> holders(const RoleId& role,
                                              const DepartmentId& department) const;
  /// Enabled people who are granted this for the region and are no administrators, ascending.
  [[nodiscard]] std::vector<PersonId> granted(Permission permission,
                                              const RegionCode& region) const;
  /// Every enabled person, ascending.
  [[nodiscard]] std::vector<PersonId> members() const;
  /// The department's name; its id when it is unknown.
  [[nodiscard]] std::string name_of(const DepartmentId& department) const;
  /// The person's name; the id when unknown.
  [[nodiscard]] std::string name_of(const PersonId& person) const;

 private:
  struct Grant {
    Permission permission;
    RegionCode region;
  };
  struct Member {
    std::string name;
    bool is_administrator = false;
    bool is_system_administrator = false;
    bool is_security_administrator = false;
    std::vector<RoleHolding> roles;
    std::vector<Grant> grants;
  };

  std::unordered_map<PersonId, Member> people_;
  std::unordered_map<std::string, std::vector<PersonId>>
      holders_;  ///< by role and department or region
  std::unordered_map<DepartmentId, std::string> departments_;
};

/// "130605-203" lies in "130605".
[[nodiscard]] RegionCode region_of(const DepartmentId& department);

}  // namespace budget
