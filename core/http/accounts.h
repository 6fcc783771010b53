#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "model/organisation.h"

namespace budget {

/// A person who can sign in, and what they may look at. What they may do is the engine's affair.
struct Account {
  PersonId id;
  std::string name;
  std::vector<RoleHolding> roles;
  std::vector<std::string> titles;  ///< of the roles, in their order

  bool reads_all = false;                ///< `read_all` in every region there is
  bool is_administrator = false;         ///< of the machine, the accounts or the audit
  bool reads_payments = false;           ///< `read_all` or `record_payments` held for a region
  std::vector<RegionCode> read_regions;  ///< `read_all` held for the whole region; sorted
  std::vector<DepartmentId> read_departments;  ///< in which a role is held; sorted

  [[nodiscard]] bool may_see(const DepartmentId& department) const;
};

/// A person's access token as its SHA-256 in lower-case hex. The token itself is nowhere.
struct AccessToken {
  PersonId person;
  std::string sha256;
};

/// Whether an Authorization field holds a token at all, known or not.
[[nodiscard]] bool carries_token(std::string_view authorization);

/// Who can sign in. Tokens are looked up by their digest, so that comparing them takes no
/// secret-dependent time.
class Accounts {
 public:
  /// Everybody signed in before is looked up anew from now on. Disabled and unknown people get no
  /// account. [any]
  void replace(const Organisation& organisation, const std::vector<AccessToken>& tokens);

  /// The account behind an Authorization field, "Bearer …"; null when there is none. [any]
  [[nodiscard]] std::shared_ptr<const Account> authenticate(std::string_view authorization) const;

 private:
  struct Table;
  mutable std::mutex mutex_;
  std::shared_ptr<const Table> table_;  // shared: a request keeps the table it began with
};

}  // namespace budget
