#include "model/organisation.h"

#include <algorithm>

namespace budget {

DepartmentId department_id(const RegionCode& region, const std::string& department_code) {
  return DepartmentId(region.text() + "-" + department_code);
}

const Role* find_role(const Organisation& organisation, const RoleId& id) {
  const auto found = std::ranges::find(organisation.roles, id, &Role::id);
  return found == organisation.roles.end() ? nullptr : &*found;
}

const char* name_of(Permission value) noexcept {
  switch (value) {
    case Permission::open_cycle:
      return "open_cycle";
    case Permission::record_payments:
      return "record_payments";
    case Permission::read_all:
      return "read_all";
    case Permission::steer:
      return "steer";
  }
  return "";
}

const char* name_of(Administrator value) noexcept {
  switch (value) {
    case Administrator::none:
      return "none";
    case Administrator::system:
      return "system";
    case Administrator::security:
      return "security";
    case Administrator::audit:
      return "audit";
  }
  return "";
}

const char* name_of(RoleScope value) noexcept {
  return value == RoleScope::department ? "department" : "office";
}

}  // namespace budget
