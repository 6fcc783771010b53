#include "http/accounts.h"

#include <gtest/gtest.h>

#include "http/sha256.h"

namespace budget {
namespace {

Organisation two_regions() {
  Organisation organisation;
  organisation.regions = {{RegionCode("130605"), "甲"}, {RegionCode("130606"), "乙"}};
  organisation.roles = {
      {RoleId("drafter"), "经办", RoleScope::department, Administrator::none, {}},
      {RoleId("officer"),
       "预算股",
       RoleScope::office,
       Administrator::none,
       {Permission::read_all, Permission::record_payments}},
      {RoleId("security"), "安全", RoleScope::office, Administrator::security, {}}};
  const RegionCode first("130605");
  const RegionCode second("130606");
  organisation.people = {
      {PersonId("wang"), "王", true, {{RoleId("drafter"), first, DepartmentId("130605-203")}}},
      {PersonId("liu"), "刘", true, {{RoleId("officer"), first, DepartmentId()}}},
      {PersonId("sun"),
       "孙",
       true,
       {{RoleId("officer"), first, DepartmentId()}, {RoleId("officer"), second, DepartmentId()}}},
      {PersonId("wu"), "吴", true, {{RoleId("security"), first, DepartmentId()}}},
      {PersonId("gone"), "离", false, {{RoleId("officer"), first, DepartmentId()}}}};
  return organisation;
}

class AccountsTest : public testing::Test {
 protected:
  AccountsTest() {
    std::vector<AccessToken> tokens;
    for (const char* person : {"wang", "liu", "sun", "wu", "gone", "nobody"}) {
      tokens.push_back({PersonId(person), to_hex(sha256(std::string("token-") + person))});
    }
    accounts_.replace(two_regions(), tokens);
  }
  Accounts accounts_;  // NOLINT: for the tests
};

TEST_F(AccountsTest, FindsThePersonBehindAToken) {
  EXPECT_EQ(accounts_.authenticate("Bearer token-wang")->id, PersonId("wang"));
  EXPECT_EQ(accounts_.authenticate("bearer token-liu")->id, PersonId("liu"));
}

TEST_F(AccountsTest, KnowsNobodyElse) {
  for (const char* field : {"", "Bearer", "Bearer ", "Bearer token-x", "Basic token-wang",
                            "token-wang", "Bearer  token-wang", "Bearer token-gone",
                            "Bearer token-nobody", "Bearer token-wang, Bearer token-wang"}) {
    EXPECT_EQ(accounts_.authenticate(field), nullptr) << field;
  }
  EXPECT_EQ(accounts_.authenticate("Bearer " + std::string(10'000, 'x')), nullptr);
}

TEST(CarriesTokenTest, TellsAMissingTokenFromAnUnknownOne) {
  for (const char* field : {"", "Bearer", "Bearer ", "Basic token-wang", "token-wang"})
    EXPECT_FALSE(carries_token(field)) << field;
  EXPECT_TRUE(carries_token("Bearer token-x"));
  EXPECT_TRUE(carries_token("Bearer " + std::string(10'000, 'x')));
}

TEST_F(AccountsTest, ADepartmentsPersonSeesItOnly) {
  const auto account = accounts_.authenticate("Bearer token-wang");
  EXPECT_TRUE(account->may_see(DepartmentId("130605-203")));
  EXPECT_FALSE(account->may_see(DepartmentId("130605-204")));
  EXPECT_FALSE(account->reads_all);
  EXPECT_FALSE(account->reads_payments);
}

TEST_F(AccountsTest, ReadAllReachesAsFarAsTheRegion) {
  const auto one = accounts_.authenticate("Bearer token-liu");
  EXPECT_TRUE(one->may_see(DepartmentId("130605-204")));
  EXPECT_FALSE(one->may_see(DepartmentId("130606-204")));
  EXPECT_FALSE(one->reads_all);
  EXPECT_TRUE(accounts_.authenticate("Bearer token-sun")->reads_all);
}

TEST_F(AccountsTest, AnOfficeRoleWithoutReadAllSeesNothing) {
  EXPECT_FALSE(accounts_.authenticate("Bearer token-wu")->may_see(DepartmentId("130605-203")));
}

TEST_F(AccountsTest, ADepartmentsRoleGrantsNoSightOfPayments) {
  Organisation organisation = two_regions();
  organisation.roles[0].grants = {Permission::record_payments, Permission::read_all};
  accounts_.replace(organisation, {{PersonId("wang"), to_hex(sha256("t"))}});
  EXPECT_FALSE(accounts_.authenticate("Bearer t")->reads_payments);
}

TEST_F(AccountsTest, ReplacingSignsPeopleOut) {
  const auto before = accounts_.authenticate("Bearer token-wang");
  accounts_.replace(two_regions(), {});
  EXPECT_EQ(accounts_.authenticate("Bearer token-wang"), nullptr);
  EXPECT_EQ(before->id, PersonId("wang"));
}

TEST(Sha256Test, IsTheStandardOne) {
  EXPECT_EQ(to_hex(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_from_hex(to_hex(sha256("abc"))), sha256("abc"));
  EXPECT_EQ(sha256_from_hex("xyz"), std::nullopt);
}

}  // namespace
}  // namespace budget
