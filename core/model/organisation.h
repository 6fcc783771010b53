#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/ids.h>

namespace budget {

/// A finance office's area (行政区), by its six-digit administrative code.
struct Region {
  RegionCode code;
  std::string name;
  friend bool operator==(const Region&, const Region&) = default;
};

/// A budget unit (预算单位): six digits, the department's three and its own three.
struct Unit {
  UnitCode code;
  std::string name;
  friend bool operator==(const Unit&, const Unit&) = default;
};

/// A department (主管部门) with the units whose budgets it hands in.
struct Department {
  DepartmentId id;
  RegionCode region;
  std::string name;
  std::vector<Unit> units;
  friend bool operator==(const Department&, const Department&) = default;
};

/// "130605" and "203" make "130605-203".
[[nodiscard]] DepartmentId department_id(const RegionCode& region,
                                         const std::string& department_code);

/// What a role may do besides the stages a workflow gives it.
enum class Permission {
  open_cycle,
  record_payments,
  read_all,
  steer,  ///< suspend, resume and terminate instances; one of the two people of a repair
};

/// The three administrators keep the machine, the accounts and the audit apart; none of them acts
/// on a budget.
enum class Administrator { none, system, security, audit };

/// A department role counts only inside its department, an office role in the whole region.
enum class RoleScope { department, office };

struct Role {
  RoleId id;
  std::string title;
  RoleScope scope = RoleScope::department;
  Administrator administrator = Administrator::none;
  std::vector<Permission> grants;
  friend bool operator==(const Role&, const Role&) = default;
};

/// One role held by a person: in one department, or (department empty) in a whole region.
struct RoleHolding {
  RoleId role;
  RegionCode region;
  DepartmentId department;
  friend bool operator==(const RoleHolding&, const RoleHolding&) = default;
};

struct Person {
  PersonId id;
  std::string name;
  bool enabled = true;
  std::vector<RoleHolding> roles;
  friend bool operator==(const Person&, const Person&) = default;
};

/// Who there is: configured data, deployed as one event whenever it changes.
struct Organisation {
  std::vector<Region> regions;
  std::vector<Department> departments;
  std::vector<Role> roles;
  std::vector<Person> people;
  friend bool operator==(const Organisation&, const Organisation&) = default;
};

[[nodiscard]] const Role* find_role(const Organisation& organisation, const RoleId& id);

[[nodiscard]] const char* name_of(Permission value) noexcept;
[[nodiscard]] const char* name_of(Administrator value) noexcept;
[[nodiscard]] const char* name_of(RoleScope value) noexcept;

}  // namespace budget
