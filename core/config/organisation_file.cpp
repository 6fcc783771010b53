#include "config/organisation_file.h"

#include <algorithm>
#include <set>

#include "config/load_file.h"
#include "config/toml_reader.h"
#include "config/unit_table.h"
#include "model/command.h"

namespace budget {
namespace {

constexpr std::initializer_list<Administrator> kAdministrators = {
    Administrator::none, Administrator::system, Administrator::security, Administrator::audit};

/// Reads regions, departments, roles and people in this order, so that each may name the ones
/// before.
class OrganisationReader {
 public:
  explicit OrganisationReader(OrganisationFile& file)
      : file_(file), organisation_(file.organisation) {}

  void read(TableReader& root) {
    root.tables("regions", [&](TableReader& t) { read_region(t); });
    root.tables("departments", [&](TableReader& t) { read_department(t); });
    root.tables("roles", [&](TableReader& t) { read_role(t); });
    root.tables("people", [&](TableReader& t) { read_person(t); });
  }

 private:
  void read_region(TableReader& table) {
    Region region{.code = table.digits<RegionCode>("code", 6), .name = table.filled_text("name")};
    refuse_twice(table, "code", organisation_.regions, &Region::code, region.code);
    organisation_.regions.push_back(std::move(region));
  }

  void read_department(TableReader& table) {
    Department department;
    department.region = table.digits<RegionCode>("region", 6);
    require_region(table, department.region);
    const auto code = table.digits<UnitCode>("code", 3).text();
    if (!department.region.empty() && !code.empty())
      department.id = department_id(department.region, code);
    refuse_twice(table, "code", organisation_.departments, &Department::id, department.id);
    department.name = table.filled_text("name");
    department.units = read_units(table, code);
    organisation_.departments.push_back(std::move(department));
  }

  void read_role(TableReader& table) {
    Role role;
    role.id = table.id<RoleId>("id");
    refuse_twice(table, "id", organisation_.roles, &Role::id, role.id);
    role.title = table.filled_text("title");
    role.scope = table.choice("scope", {RoleScope::department, RoleScope::office});
    role.administrator = table.choice_or("administrator", kAdministrators, Administrator::none);
    read_grants(table, role);
    if (role.administrator != Administrator::none && role.scope == RoleScope::department &&
        table.asks("scope")) {
      table.report("config.value", "scope",
                   "expected scope \"office\" for an administrator, but it is \"department\"");
    }
    organisation_.roles.push_back(std::move(role));
  }

  static void read_grants(TableReader& table, Role& role) {
    const std::vector<std::string> names = table.texts_if_any("grants");
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string item = "grants[" + std::to_string(i) + "]";
      const auto known = {Permission::open_cycle, Permission::record_payments, Permission::read_all,
                          Permission::steer};
      const auto* found =
          std::ranges::find_if(known, [&](Permission p) { return names[i] == name_of(p); });
      if (found == known.end()) {
        table.report("config.value", item,
                     "expected one of \"open_cycle\", \"record_payments\", \"read_all\", "
                     "\"steer\", but there "
                     "is \"" +
                         names[i] + "\"");
      } else if (role.scope == RoleScope::department) {
        table.report("config.value", item,
                     "expected a role of scope \"department\" to grant nothing, but there is \"" +
                         names[i] + "\"; give the role scope \"office\", or leave the grant out");
      } else if (role.administrator != Administrator::none && *found != Permission::read_all) {
        table.report(
            "config.administrator", item,
            "expected an administrator role to grant nothing but \"read_all\", but there is \"" +
                names[i] + "\"; administrators do not act on budgets");
      } else {
        role.grants.push_back(*found);
      }
    }
  }

  void read_person(TableReader& table) {
    Person person;
    person.id = table.id<PersonId>("id");
    if (person.id == system_actor()) {
      table.report("config.value", "id",
                   "expected a person's id, but \"system\" is the engine itself; choose another");
    }
    refuse_twice(table, "id", organisation_.people, &Person::id, person.id);
    person.name = table.filled_text("name");
    person.enabled = table.flag_or("enabled", true);
    if (table.asks("token_sha256")) read_token(table, person.id);
    read_address(table, person.id);
    table.tables("roles", [&](TableReader& t) { read_holding(t, person); });
    check_separation(table, person);
    organisation_.people.push_back(std::move(person));
  }

  void read_address(TableReader& table, const PersonId& person) {
    Address address{table.text_or("email", ""), table.text_or("mobile", "")};
    if (!address.email.empty() && !is_email(address.email)) {
      table.report("config.value", "email",
                   "expected one address such as \"wang.fang@example.gov.cn\", but it is not",
                   address.email);
    }
    const bool is_mobile = address.mobile.size() >= 5 && address.mobile.size() <= 20 &&
                           std::ranges::all_of(address.mobile, [](char c) {
                             return (c >= '0' && c <= '9') || c == '+';
                           });
    if (!address.mobile.empty() && !is_mobile) {
      table.report("config.value", "mobile",
                   "expected 5 to 20 digits, such as \"13800000000\", but it is not",
                   address.mobile);
    }
    if (!person.empty() && !(address == Address())) file_.addresses[person] = std::move(address);
  }

  /// name@host in printable ASCII, without anything a mail's header could trip over.
  static bool is_email(std::string_view text) {
    const std::size_t at = text.find('@');
    const bool is_plain = std::ranges::all_of(text, [](char c) {
      return c > ' ' && c < '\x7f' &&
             std::string_view("<>()[]\\,;:\"").find(c) == std::string::npos;
    });
    return is_plain && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos && text.size() <= 254;
  }

  void read_token(TableReader& table, const PersonId& person) {
    const std::string hash = table.filled_text("token_sha256");
    const bool shaped = hash.size() == 64 && std::ranges::all_of(hash, [](char c) {
                          return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                        });
    if (hash.empty()) return;
    if (!shaped) {
      table.report("config.value", "token_sha256",
                   "expected 64 small hexadecimal digits, but there is something else; run "
                   "budgetctl token new");
      return;
    }
    const auto owner =
        std::ranges::find(file_.token_hashes, hash, [](const auto& entry) { return entry.second; });
    if (owner != file_.token_hashes.end()) {
      table.report("config.duplicate", "token_sha256",
                   "expected a token of one's own, but " + owner->first.text() +
                       " has the same; run budgetctl token new");
      return;
    }
    if (!person.empty()) file_.token_hashes.emplace(person, hash);
  }

  void read_holding(TableReader& table, Person& person) {
    RoleHolding holding;
    holding.role = table.id<RoleId>("role");
    const Role* role = find_role(organisation_, holding.role);
    if (role == nullptr) {
      if (!holding.role.empty()) {
        table.report("config.reference", "role",
                     "expected one of the roles, but there is no \"" + holding.role.text() + "\"");
      }
      table.asks("department");
      table.asks("region");
      return;
    }
    if (role->scope == RoleScope::department) {
      holding.department = DepartmentId(table.filled_text("department"));
      const auto found =
          std::ranges::find(organisation_.departments, holding.department, &Department::id);
      if (found != organisation_.departments.end()) {
        holding.region = found->region;
      } else if (!holding.department.empty()) {
        table.report("config.reference", "department",
                     "expected one of the departments, such as \"130605-203\", but there is no \"" +
                         holding.department.text() + "\"");
      }
    } else {
      holding.region = table.digits<RegionCode>("region", 6);
      require_region(table, holding.region);
    }
    if (std::ranges::find(person.roles, holding) != person.roles.end()) {
      table.report("config.duplicate", "role",
                   "expected every role of a person once, but this one is given twice",
                   holding.role.text());
    }
    person.roles.push_back(std::move(holding));
  }

  /// The three administrators are three different people, and none of them works on budgets.
  void check_separation(TableReader& table, const Person& person) {
    std::set<Administrator> kinds;
    for (const RoleHolding& holding : person.roles) {
      if (const Role* role = find_role(organisation_, holding.role))
        kinds.insert(role->administrator);
    }
    if (kinds.size() < 2) return;
    table.report(
        "config.administrator", "roles",
        kinds.contains(Administrator::none)
            ? "expected an administrator to hold no other role, but this person does; give it to "
              "somebody else"
            : "expected the administrators to be different people, but this person is two of them",
        person.id.text());
  }

  void require_region(TableReader& table, const RegionCode& code) {
    if (code.empty() || std::ranges::find(organisation_.regions, code, &Region::code) !=
                            organisation_.regions.end())
      return;
    table.report("config.reference", "region",
                 "expected one of the regions, but there is no \"" + code.text() + "\"");
  }

  template <typename T, typename Key>
  static void refuse_twice(TableReader& table, const char* key, const std::vector<T>& earlier,
                           Key T::*member, const Key& value) {
    if (value.empty() || std::ranges::find(earlier, value, member) == earlier.end()) return;
    table.report("config.duplicate", key,
                 "expected every " + std::string(key) + " once, but this one was used before",
                 value.text());
  }

  OrganisationFile& file_;
  Organisation& organisation_;
};

}  // namespace

Loaded<OrganisationFile> read_organisation(std::string_view text, std::string file) {
  Loaded<OrganisationFile> loaded{.value = {}, .report = SourceReport(std::move(file))};
  OrganisationReader reader(loaded.value);
  read_toml(text, loaded.report, [&](TableReader& root) { reader.read(root); });
  return loaded;
}

Loaded<OrganisationFile> load_organisation_file(const std::filesystem::path& path) {
  return load_file<OrganisationFile>(path, read_organisation);
}

}  // namespace budget
