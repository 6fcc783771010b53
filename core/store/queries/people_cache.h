#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/directory.h"
#include "engine/queries.h"
#include "store/database.h"

namespace budget {

/// The people and roles of one organisation, as rows name them. Disabled people keep their names.
class People {
 public:
  People() = default;
  explicit People(const Organisation& organisation);

  /// "系统" for the engine itself; the id when nobody of this id is known.
  [[nodiscard]] std::string name_of(const PersonId& person) const;
  /// Empty for no role; the id when the role is unknown.
  [[nodiscard]] std::string title_of(const RoleId& role) const;
  /// Of a department's unit; empty when unknown.
  [[nodiscard]] std::string name_of(const DepartmentId& department, const UnitCode& unit) const;
  [[nodiscard]] const std::vector<Unit>& units_of(const DepartmentId& department) const;
  [[nodiscard]] std::vector<PersonName> holders(const RoleId& role,
                                                const DepartmentId& department) const;

 private:
  Directory directory_;
  std::unordered_map<PersonId, std::string> names_;
  std::unordered_map<RoleId, std::string> titles_;
  std::unordered_map<std::string, std::string> units_;  ///< by department and unit
  std::unordered_map<DepartmentId, std::vector<Unit>> department_units_;
};

/// The people of the organisation in use, built once per organisation. [any]
class PeopleCache {
 public:
  /// Shared with the cache, which moves on when another organisation is deployed.
  [[nodiscard]] std::shared_ptr<const People> current(Database& database);

 private:
  std::mutex mutex_;
  ContentHash hash_;
  std::shared_ptr<const People> people_;
};

}  // namespace budget
