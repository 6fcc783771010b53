#include "http/accounts.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "http/sha256.h"

namespace budget {
namespace {

constexpr std::size_t kLongestToken = 512;

bool grants(const Role& role, Permission permission) {
  return std::ranges::count(role.grants, permission) > 0;
}

template <typename Value>
void sort_unique(std::vector<Value>& values) {
  std::ranges::sort(values);
  const auto rest = std::ranges::unique(values);
  values.erase(rest.begin(), rest.end());
}

void add_role(Account& account, const RoleHolding& holding, const Role& role) {
  account.roles.push_back(holding);
  account.titles.push_back(role.title);
  account.is_administrator |= role.administrator != Administrator::none;
  const bool reads = grants(role, Permission::read_all);
  if (!holding.department.empty()) {
    account.read_departments.push_back(holding.department);
    return;  // what a role grants reaches over a region; in one department it grants nothing
  }
  account.reads_payments |= reads || grants(role, Permission::record_payments);
  if (reads) account.read_regions.push_back(holding.region);
}

Account make_account(const Organisation& organisation, const Person& person) {
  Account account;
  account.id = person.id;
  account.name = person.name;
  for (const RoleHolding& holding : person.roles) {
    if (const Role* role = find_role(organisation, holding.role)) add_role(account, holding, *role);
  }
  sort_unique(account.read_regions);
  sort_unique(account.read_departments);
  account.reads_all = std::ranges::all_of(organisation.regions, [&](const Region& region) {
    return std::ranges::binary_search(account.read_regions, region.code);
  });
  return account;
}

/// "Bearer abc" → "abc"; empty when it is anything else.
std::string_view token_of(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  if (authorization.size() <= kScheme.size()) return {};
  for (std::size_t i = 0; i < kScheme.size(); ++i) {
    const char c = authorization[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != kScheme[i]) return {};
  }
  return authorization.substr(kScheme.size());
}

}  // namespace

struct Accounts::Table {
  struct DigestHash {
    std::size_t operator()(const Sha256& digest) const noexcept {
      std::size_t value = 0;
      std::memcpy(&value, digest.data(), sizeof value);
      return value;
    }
  };

  std::unordered_map<Sha256, std::shared_ptr<const Account>, DigestHash> by_digest;
};

bool Account::may_see(const DepartmentId& department) const {
  if (reads_all || std::ranges::binary_search(read_departments, department)) return true;
  const std::string& text = department.text();
  return std::ranges::any_of(read_regions, [&text](const RegionCode& region) {
    return text.size() > region.text().size() && text[region.text().size()] == '-' &&
           text.starts_with(region.text());
  });
}

bool carries_token(std::string_view authorization) {
  return !token_of(authorization).empty();
}

void Accounts::replace(const Organisation& organisation, const std::vector<AccessToken>& tokens) {
  auto table = std::make_shared<Table>();
  for (const AccessToken& token : tokens) {
    const auto digest = sha256_from_hex(token.sha256);
    const auto person = std::ranges::find(organisation.people, token.person, &Person::id);
    if (!digest || person == organisation.people.end() || !person->enabled) continue;
    table->by_digest.emplace(*digest,
                             std::make_shared<const Account>(make_account(organisation, *person)));
  }
  const std::lock_guard lock(mutex_);
  table_ = std::move(table);
}

std::shared_ptr<const Account> Accounts::authenticate(std::string_view authorization) const {
  const std::string_view token = token_of(authorization);
  if (token.empty() || token.size() > kLongestToken) return nullptr;
  std::shared_ptr<const Table> table;
  {
    const std::lock_guard lock(mutex_);
    table = table_;
  }
  if (table == nullptr) return nullptr;
  const auto found = table->by_digest.find(sha256(token));
  return found == table->by_digest.end() ? nullptr : found->second;
}

}  // namespace budget
