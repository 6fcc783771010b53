#include "config/organisation_file.h"

#include <gmock/gmock.h>

#include "unit/config/broken.h"

namespace budget {
namespace {

using test::only_message;
using test::places;
using test::with;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char* const kSmallOffice = R"([[regions]]
code = "130605"
name = "白沟"

[[departments]]
region = "130605"
code = "203"
name = "党群工作部"
units = [ { code = "203001", name = "本级" } ]

[[roles]]
id = "drafter"
title = "经办人"
scope = "department"

[[roles]]
id = "officer"
title = "预算股"
scope = "office"
grants = ["open_cycle"]

[[roles]]
id = "sysadmin"
title = "系统管理员"
scope = "office"
administrator = "system"

[[people]]
id = "wang"
name = "王芳"
roles = [ { role = "drafter", department = "130605-203" } ]

[[people]]
id = "li"
name = "李强"
enabled = false
roles = [ { role = "officer", region = "130605" } ]
)";

SourceReport office_report(const std::string& text) {
  return read_organisation(text, "organisation.toml").report;
}

/// The small organisation with one part replaced.
std::vector<std::string> broken_office(std::string_view old, std::string_view replacement) {
  return places(office_report(with(kSmallOffice, old, replacement)));
}

TEST(OrganisationFileTest, ReadsWhoThereIs) {
  const auto loaded = read_organisation(kSmallOffice, "organisation.toml");
  ASSERT_THAT(places(loaded.report), IsEmpty());
  const Organisation& organisation = loaded.value.organisation;
  EXPECT_EQ(organisation.departments.at(0).id, DepartmentId("130605-203"));
  EXPECT_EQ(organisation.departments.at(0).units,
            (std::vector<Unit>{{UnitCode("203001"), "本级"}}));
  EXPECT_EQ(organisation.people.at(0).roles.at(0),
            (RoleHolding{RoleId("drafter"), RegionCode("130605"), DepartmentId("130605-203")}));
  EXPECT_EQ(organisation.people.at(1).roles.at(0),
            (RoleHolding{RoleId("officer"), RegionCode("130605"), {}}));
  EXPECT_TRUE(organisation.people.at(0).enabled);
  EXPECT_FALSE(organisation.people.at(1).enabled);
  EXPECT_THAT(loaded.value.token_hashes, IsEmpty());
}

TEST(OrganisationFileTest, HoldsCodesToTheirShape) {
  EXPECT_THAT(
      broken_office("code = \"130605\"", "code = \"13060\""),
      ElementsAre("2:8 config.value regions[0].code", "6:10 config.reference departments[0].region",
                  "37:40 config.reference people[1].roles[0].region"));
  EXPECT_THAT(broken_office("code = \"203\"", "code = \"20x\""),
              ElementsAre("7:8 config.value departments[0].code",
                          "31:44 config.reference people[0].roles[0].department"));
  EXPECT_THAT(broken_office("203001", "204001"),
              ElementsAre("9:20 config.value departments[0].units[0].code"));
  EXPECT_THAT(broken_office("203001", "20300"),
              ElementsAre("9:20 config.value departments[0].units[0].code"));
}

TEST(OrganisationFileTest, RefusesTheSameTwice) {
  const std::string text(kSmallOffice);
  EXPECT_THAT(places(office_report(text + "[[regions]]\ncode = \"130605\"\nname = \"x\"\n")),
              ElementsAre("39:8 config.duplicate regions[1].code"));
  EXPECT_THAT(broken_office("id = \"officer\"", "id = \"drafter\""),
              ElementsAre("17:6 config.duplicate roles[1].id",
                          "37:20 config.reference people[1].roles[0].role"));
  EXPECT_THAT(broken_office("id = \"li\"", "id = \"wang\""),
              ElementsAre("34:6 config.duplicate people[1].id"));
  EXPECT_THAT(
      broken_office("name = \"本级\" }", "name = \"本级\" }, { code = \"203001\", name = \"x\" }"),
      ElementsAre("9:54 config.duplicate departments[0].units[1].code"));
  EXPECT_THAT(
      broken_office(
          "department = \"130605-203\" }",
          "department = \"130605-203\" }, { role = \"drafter\", department = \"130605-203\" }"),
      ElementsAre("31:69 config.duplicate people[0].roles[1].role"));
}

TEST(OrganisationFileTest, KeepsTheEnginesOwnNameForItself) {
  EXPECT_THAT(broken_office("id = \"wang\"", "id = \"system\""),
              ElementsAre("29:6 config.value people[0].id"));
  EXPECT_THAT(broken_office("id = \"wang\"", "id = \"Wang\""),
              ElementsAre("29:6 config.value people[0].id"));
}

TEST(OrganisationFileTest, GivesARoleTheKindOfPlaceItCountsIn) {
  EXPECT_THAT(broken_office("department = \"130605-203\"", "region = \"130605\""),
              ElementsAre("31:11 config.missing_key people[0].roles[0].department",
                          "31:31 config.unknown_key people[0].roles[0].region"));
  EXPECT_THAT(broken_office("region = \"130605\" }", "department = \"130605-203\" }"),
              ElementsAre("37:11 config.missing_key people[1].roles[0].region",
                          "37:31 config.unknown_key people[1].roles[0].department"));
  EXPECT_THAT(broken_office("\"130605-203\"", "\"130605-999\""),
              ElementsAre("31:44 config.reference people[0].roles[0].department"));
  EXPECT_THAT(broken_office("role = \"officer\", region = \"130605\"",
                            "role = \"officer\", region = \"130606\""),
              ElementsAre("37:40 config.reference people[1].roles[0].region"));
  EXPECT_THAT(broken_office("role = \"drafter\"", "role = \"drafer\""),
              ElementsAre("31:20 config.reference people[0].roles[0].role"));
}

TEST(OrganisationFileTest, KeepsAdministratorsApartFromTheWork) {
  const auto both =
      office_report(with(kSmallOffice, "{ role = \"officer\"",
                         "{ role = \"sysadmin\", region = \"130605\" }, { role = \"officer\""));
  EXPECT_THAT(places(both), ElementsAre("37:9 config.administrator people[1].roles"));
  EXPECT_THAT(only_message(both), HasSubstr("to hold no other role"));
}

TEST(OrganisationFileTest, WantsThreeDifferentAdministrators) {
  const std::string audit = std::string(kSmallOffice) +
                            "[[roles]]\nid = \"auditor\"\ntitle = \"审计\"\nscope = "
                            "\"office\"\nadministrator = \"audit\"\n";
  const auto both =
      office_report(with(audit, "{ role = \"officer\"",
                         "{ role = \"sysadmin\", region = \"130605\" }, { role = \"auditor\""));
  EXPECT_THAT(places(both), ElementsAre("37:9 config.administrator people[1].roles"));
  EXPECT_THAT(only_message(both), HasSubstr("to be different people"));
}

TEST(OrganisationFileTest, LetsAdministratorsGrantNothingButReading) {
  EXPECT_THAT(
      broken_office("administrator = \"system\"",
                    "administrator = \"system\"\ngrants = [\"read_all\", \"record_payments\"]"),
      ElementsAre("27:23 config.administrator roles[2].grants[1]"));
  EXPECT_THAT(broken_office("[\"open_cycle\"]", "[\"open_cycles\"]"),
              ElementsAre("20:11 config.value roles[1].grants[0]"));
}

TEST(OrganisationFileTest, LetsDepartmentRolesGrantNothing) {
  EXPECT_THAT(broken_office("scope = \"office\"\ngrants", "scope = \"department\"\ngrants"),
              testing::Contains("20:11 config.value roles[1].grants[0]"));
}

TEST(OrganisationFileTest, TakesTokensOfTheirOwnOnly) {
  const std::string hash(64, 'a');
  const std::string one =
      with(kSmallOffice, "id = \"wang\"", "id = \"wang\"\ntoken_sha256 = \"" + hash + "\"");
  EXPECT_EQ(read_organisation(one, "o").value.token_hashes.at(PersonId("wang")), hash);
  const std::string both = with(one, "id = \"li\"", "id = \"li\"\ntoken_sha256 = \"" + hash + "\"");
  EXPECT_THAT(places(office_report(both)),
              ElementsAre("36:16 config.duplicate people[1].token_sha256"));
  for (const std::string& bad : {std::string(64, 'A'), std::string(63, 'a'), std::string(65, 'a'),
                                 std::string("g") + std::string(63, 'a')}) {
    EXPECT_THAT(broken_office("id = \"wang\"", "id = \"wang\"\ntoken_sha256 = \"" + bad + "\""),
                ElementsAre("30:16 config.value people[0].token_sha256"));
  }
}

TEST(OrganisationFileTest, NeverPrintsAToken) {
  const std::string secret(63, 'b');
  const auto report = office_report(
      with(kSmallOffice, "id = \"wang\"", "id = \"wang\"\ntoken_sha256 = \"" + secret + "\""));
  const Finding finding = report.findings().at(0);
  EXPECT_EQ((finding.message + finding.quote).find("bbb"), std::string::npos);
}

}  // namespace
}  // namespace budget
