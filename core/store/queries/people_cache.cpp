#include "store/queries/people_cache.h"

#include "model/command.h"
#include "store/tables/definitions.h"

namespace budget {
namespace {

std::string unit_key(const DepartmentId& department, const UnitCode& unit) {
  return department.text() + "/" + unit.text();
}

}  // namespace

People::People(const Organisation& organisation) : directory_(organisation) {
  for (const Person& person : organisation.people)
    names_.emplace(person.id, person.name);
  for (const Role& role : organisation.roles)
    titles_.emplace(role.id, role.title);
  for (const Department& department : organisation.departments) {
    department_units_.emplace(department.id, department.units);
    for (const Unit& unit : department.units)
      units_.emplace(unit_key(department.id, unit.code), unit.name);
  }
}

std::string People::name_of(const PersonId& person) const {
  if (person == system_actor()) return "系统";
  const auto found = names_.find(person);
  return found == names_.end() ? person.text() : found->second;
}

std::string People::title_of(const RoleId& role) const {
  const auto found = titles_.find(role);
  return found == titles_.end() ? role.text() : found->second;
}

const std::vector<Unit>& People::units_of(const DepartmentId& department) const {
  static const std::vector<Unit> nothing;
  const auto found = department_units_.find(department);
  return found == department_units_.end() ? nothing : found->second;
}

std::string People::name_of(const DepartmentId& department, const UnitCode& unit) const {
  const auto found = units_.find(unit_key(department, unit));
  return found == units_.end() ? std::string() : found->second;
}

std::vector<PersonName> People::holders(const RoleId& role, const DepartmentId& department) const {
  std::vector<PersonName> people;
  if (role.empty()) return people;
  for (PersonId& person : directory_.holders(role, department)) {
    std::string name = name_of(person);
    people.push_back({std::move(person), std::move(name)});
  }
  return people;
}

std::shared_ptr<const People> PeopleCache::current(Database& database) {
  ContentHash hash = organisation_in_use(database);
  {
    const std::lock_guard lock(mutex_);
    if (people_ != nullptr && hash_ == hash) return people_;
  }
  auto people = hash.empty()
                    ? std::make_shared<const People>()
                    : std::make_shared<const People>(read_organisation(database, hash.text()));
  const std::lock_guard lock(mutex_);
  hash_ = std::move(hash);
  people_ = people;
  return people;
}

}  // namespace budget
