#pragma once

#include "model/organisation.h"
#include "store/codec/field.h"

namespace budget {

template <>
struct Described<Region> {
  static constexpr auto kFields =
      std::tuple(field("code", &Region::code), field("name", &Region::name));
};

template <>
struct Described<Unit> {
  static constexpr auto kFields =
      std::tuple(field("code", &Unit::code), field("name", &Unit::name));
};

template <>
struct Described<Department> {
  static constexpr auto kFields =
      std::tuple(field("id", &Department::id), field("region", &Department::region),
                 field("name", &Department::name), field("units", &Department::units));
};

template <>
struct Described<Role> {
  static constexpr auto kFields =
      std::tuple(field("id", &Role::id), field("title", &Role::title), field("scope", &Role::scope),
                 field("administrator", &Role::administrator), field("grants", &Role::grants));
};

template <>
struct Described<RoleHolding> {
  static constexpr auto kFields =
      std::tuple(field("role", &RoleHolding::role), field("region", &RoleHolding::region),
                 field("department", &RoleHolding::department));
};

template <>
struct Described<Person> {
  static constexpr auto kFields =
      std::tuple(field("id", &Person::id), field("name", &Person::name),
                 field("enabled", &Person::enabled), field("roles", &Person::roles));
};

template <>
struct Described<Organisation> {
  static constexpr auto kFields = std::tuple(
      field("regions", &Organisation::regions), field("departments", &Organisation::departments),
      field("roles", &Organisation::roles), field("people", &Organisation::people));
};

}  // namespace budget
