#include "engine/directory.h"

#include <algorithm>

namespace budget {
namespace {

std::string holder_key(const RoleId& role, const std::string& place) {
  return role.text() + "@" + place;
}

const std::string& place_of(const RoleHolding& holding) {
  return holding.department.empty() ? holding.region.text() : holding.department.text();
}

bool reaches(const RoleHolding& holding, const DepartmentId& department) {
  return holding.department.empty() ? holding.region == region_of(department)
                                    : holding.department == department;
}

}  // namespace

RegionCode region_of(const DepartmentId& department) {
  return RegionCode(department.text().substr(0, department.text().find('-')));
}

Directory::Directory(const Organisation& organisation) {
  // What an office itself keeps bears the name of its region.
  for (const Region& region : organisation.regions)
    departments_[DepartmentId(region.code.text())] = region.name;
  for (const Department& department : organisation.departments)
    departments_[department.id] = department.name;
  for (const Person& person : organisation.people) {
    if (!person.enabled) continue;
    Member member{person.name, false, false, false, person.roles, {}};
    for (const RoleHolding& holding : person.roles) {
      const Role* role = find_role(organisation, holding.role);
      if (role == nullptr) continue;
      member.is_administrator =
          member.is_administrator || role->administrator != Administrator::none;
      member.is_system_administrator =
          member.is_system_administrator || role->administrator == Administrator::system;
      member.is_security_administrator =
          member.is_security_administrator || role->administrator == Administrator::security;
      if (holding.department.empty()) {
        for (const Permission permission : role->grants)
          member.grants.push_back({permission, holding.region});
      }
      holders_[holder_key(holding.role, place_of(holding))].push_back(person.id);
    }
    people_.emplace(person.id, std::move(member));
  }
}

bool Directory::is_administrator(const PersonId& person) const {
  const auto found = people_.find(person);
  return found != people_.end() && found->second.is_administrator;
}

bool Directory::is_system_administrator(const PersonId& person) const {
  const auto found = people_.find(person);
  return found != people_.end() && found->second.is_system_administrator;
}

bool Directory::is_security_administrator(const PersonId& person) const {
  const auto found = people_.find(person);
  return found != people_.end() && found->second.is_security_administrator;
}

std::vector<PersonId> Directory::granted(Permission permission, const RegionCode& region) const {
  std::vector<PersonId> people;
  for (const PersonId& person : members()) {
    if (is_granted(person, permission, region) && !is_administrator(person))
      people.push_back(person);
  }
  return people;
}

std::vector<PersonId> Directory::members() const {
  std::vector<PersonId> people;
  people.reserve(people_.size());
  for (const auto& [person, member] : people_)
    people.push_back(person);
  std::ranges::sort(people);
  return people;
}

bool Directory::holds_any(const PersonId& person, const std::vector<RoleId>& roles) const {
  const auto found = people_.find(person);
  return found != people_.end() &&
         std::ranges::any_of(found->second.roles, [&](const RoleHolding& holding) {
           return std::ranges::count(roles, holding.role) > 0;
         });
}

bool Directory::holds(const PersonId& person, const RoleId& role,
                      const DepartmentId& department) const {
  const auto found = people_.find(person);
  return found != people_.end() &&
         std::ranges::any_of(found->second.roles, [&](const RoleHolding& holding) {
           return holding.role == role && reaches(holding, department);
         });
}

bool Directory::is_concerned(const PersonId& person, const DepartmentId& department) const {
  const auto found = people_.find(person);
  return found != people_.end() &&
         std::ranges::any_of(found->second.roles, [&](const RoleHolding& holding) {
           return reaches(holding, department);
         });
}

bool Directory::sees_as_much(const PersonId& person, const PersonId& other,
                             const std::vector<RoleId>& roles) const {
  const auto found = people_.find(person);
  const auto wanted = people_.find(other);
  if (found == people_.end() || wanted == people_.end()) return false;
  return std::ranges::all_of(wanted->second.roles, [&](const RoleHolding& there) {
    if (!roles.empty() && std::ranges::count(roles, there.role) == 0) return true;
    return std::ranges::any_of(found->second.roles, [&](const RoleHolding& here) {
      return there.department.empty() ? here.department.empty() && here.region == there.region
                                      : reaches(here, there.department);
    });
  });
}

bool Directory::is_granted(const PersonId& person, Permission permission,
                           const RegionCode& region) const {
  const auto found = people_.find(person);
  if (found == people_.end()) return false;
  return std::ranges::any_of(found->second.grants, [&](const Grant& grant) {
    return grant.permission == permission && (region.empty() || grant.region == region);
  });
}

std::vector<PersonId> Directory::holders(const RoleId& role, const DepartmentId& department) const {
  std::vector<PersonId> people;
  for (const std::string& place : {department.text(), region_of(department).text()}) {
    const auto found = holders_.find(holder_key(role, place));
    if (found == holders_.end()) continue;
    for (const PersonId& person : found->second) {
      if (std::ranges::count(people, person) == 0) people.push_back(person);
    }
  }
  return people;
}

std::string Directory::name_of(const DepartmentId& department) const {
  const auto found = departments_.find(department);
  return found == departments_.end() ? department.text() : found->second;
}

std::string Directory::name_of(const PersonId& person) const {
  const auto found = people_.find(person);
  return found == people_.end() ? person.text() : found->second.name;
}

}  // namespace budget
