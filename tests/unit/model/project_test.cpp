#include "model/project.h"

#include <gmock/gmock.h>

#include <unordered_set>

#include "support/words.h"

namespace budget {
namespace {

using test::wan;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ProjectCode code(const char* text) {
  return ProjectCode::parse(text).value();
}
Project sound_project() {
  Project project;
  project.code = code("13060526P00002810078Y");
  project.name = "一";
  project.unit = UnitCode("203001");
  project.funds = {wan("10"), wan("7"), wan("3")};
  project.plan = {{{6, wan("5")}, {12, wan("10")}}};
  return project;
}

std::vector<std::string> rules_of(const Project& project) {
  std::vector<std::string> rules;
  for (const Finding& finding : check_project(project))
    rules.push_back(finding.rule.text() + " " + finding.place.field);
  return rules;
}

TEST(ProjectCodeTest, HoldsForTheVectorsOfRealDocuments) {
  for (const char* text : {"13018624P00023010001J", "13060526P00002810078Y",
                           "13073022P000DP010003E", "13018624P000224100012"}) {
    EXPECT_EQ(check_code(code(text)), CodeCheck::holds) << text;
  }
}

TEST(ProjectCodeTest, NoticesAnyOneWrongCharacter) {
  const std::string right = "13060526P00002810078Y";
  int noticed = 0;
  for (std::size_t i = 9; i < right.size(); ++i) {
    for (const char c : std::string("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
      std::string wrong = right;
      wrong[i] = c;
      if (c == right[i]) continue;
      ASSERT_EQ(check_code(code(wrong.c_str())), CodeCheck::fails) << wrong;
      ++noticed;
    }
  }
  EXPECT_EQ(noticed, 12 * 30);
}

TEST(ProjectCodeTest, NoticesNeighboursThatChangedPlaces) {
  EXPECT_EQ(check_code(code("13060526P00002810087Y")), CodeCheck::fails);
}

TEST(ProjectCodeTest, FailsForLettersTheAlphabetLacks) {
  for (const char* text : {"13060526PI0002810078Y", "13060526PO0002810078Y",
                           "13060526PS0002810078Y", "13060526P00002810078Z"}) {
    EXPECT_EQ(check_code(code(text)), CodeCheck::fails) << text;
  }
}

TEST(ProjectCodeTest, DoesNotApplyBefore2022NorToOtherLetters) {
  for (const char* text :
       {"13073021K9QPMIB2W0I7G", "130730213QTTW95ZBZSQ9", "13073021P0HQNULH2UANG",
        "13073022X000010998170", "51000021R000000019951"}) {
    EXPECT_EQ(check_code(code(text)), CodeCheck::not_applicable) << text;
  }
}

TEST(ProjectCodeTest, HasTwentyOneDigitsAndCapitals) {
  for (const char* text :
       {"", "13060526P00002810078", "13060526P00002810078YY", "13060526p00002810078Y",
        "1306052AP00002810078Y", "13060526P0000281007 Y", "13060526P0000281007－Y",
        "１3060526P00002810078Y"}) {
    EXPECT_FALSE(ProjectCode::parse(text)) << text;
  }
}

TEST(ProjectCodeTest, TellsItsRegionAndYear) {
  EXPECT_EQ(code("13060526P00002810078Y").region(), "130605");
  EXPECT_EQ(code("13060526P00002810078Y").year(), 2026);
  EXPECT_EQ((std::unordered_set<ProjectCode>{code("13060526P00002810078Y"),
                                             code("13060526P00002810078Y")})
                .size(),
            1U);
}

TEST(ProjectTest, IsSound) {
  EXPECT_THAT(rules_of(sound_project()), IsEmpty());
}

TEST(ProjectTest, WantsTheFundsToAddUpToTheFen) {
  Project project = sound_project();
  project.funds.other = wan("3.000001");
  EXPECT_THAT(rules_of(project), ElementsAre("project.funds budget"));
}

TEST(ProjectTest, WantsANameAndASoundCode) {
  Project project = sound_project();
  project.name = "";
  project.code = code("13060526P00002810078X");
  EXPECT_THAT(rules_of(project), ElementsAre("project.name name", "project.code_check code"));
  EXPECT_EQ(check_project(project).back().level, FindingLevel::warning);
}

TEST(ProjectTest, KeepsAmountsWithinTheInputRange) {
  Project project = sound_project();
  project.plan = {};
  project.funds = {Money::from_fen(kLargestInput.fen() + 1), kLargestInput, Money::from_fen(1)};
  EXPECT_THAT(rules_of(project), ElementsAre("project.amount budget"));
  project.funds = {kLargestInput, kLargestInput, Money()};
  EXPECT_THAT(rules_of(project), IsEmpty());
  project.funds = {Money(), wan("1"), wan("-1")};
  EXPECT_THAT(rules_of(project), ElementsAre("project.amount budget"));
  project.funds = {Money::from_fen(INT64_MAX), Money::from_fen(INT64_MAX),
                   Money::from_fen(INT64_MAX)};
  EXPECT_THAT(rules_of(project), ElementsAre("project.amount budget")) << "no sum beyond int64";
}

}  // namespace
}  // namespace budget
