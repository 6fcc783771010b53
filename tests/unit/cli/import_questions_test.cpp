#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <boost/json/parse.hpp>

#include "cli/documents/answer_template.h"
#include "cli/documents/import_prompt.h"
#include "config/answer_file.h"
#include "support/temporary_folder.h"
#include "unit/cli/screen.h"

namespace budget::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using Answers = std::map<std::string, std::string>;

/// Codes for three sheets, one answered before, and the unit of amounts.
boost::json::value preview() {
  return boost::json::parse(R"({"questions": [
    {"id": "project_code", "title": "没有编码，怎么办？", "free_form": "21位项目编码",
     "free_for_each": true, "fallback": null, "open": 2,
     "choices": [{"id": "leave_out", "title": "不作为项目"}],
     "items": [{"key": "甲", "text": "甲（第1行）", "answer": null, "given": "no"},
               {"key": "乙\"", "text": "乙（第9行）", "answer": null, "given": "no"},
               {"key": "丙", "text": "丙（第17行）", "answer": "C", "given": "before"}]},
    {"id": "money_unit", "title": "金额单位？", "free_form": null, "free_for_each": false,
     "fallback": null, "open": 2,
     "choices": [{"id": "wan", "title": "万元"}, {"id": "yuan", "title": "元"}],
     "items": [{"key": "X", "text": "甲", "answer": null, "given": "no"},
               {"key": "Y", "text": "乙", "answer": null, "given": "no"}]},
    {"id": "gone", "title": "没有了？", "free_form": null, "free_for_each": false,
     "fallback": "keep", "open": 0, "choices": [{"id": "keep", "title": "保留"}],
     "items": [{"key": "Z", "text": "丁", "answer": "keep", "given": "default"}]}]})");
}

struct Prompted {
  Answers answers;
  bool goes_on = false;
  std::string shown;
};

Prompted type(const std::string& lines, const boost::json::value& questions = preview()) {
  Screen screen;
  std::istringstream in(lines);
  screen.terminal.in = &in;
  Prompted made;
  made.goes_on = ask_questions(screen.terminal, questions, made.answers);
  made.shown = screen.err.str();
  return made;
}

TEST(ImportPromptTest, OneAnswerHoldsForAllThatIsOpen) {
  const Prompted made = type("a\n2\n");
  EXPECT_TRUE(made.goes_on);
  EXPECT_THAT(
      made.answers,
      ElementsAre(Pair("money_unit[X]", "yuan"), Pair("money_unit[Y]", "yuan"),
                  Pair("project_code[乙\"]", "leave_out"), Pair("project_code[甲]", "leave_out")));
}

TEST(ImportPromptTest, OneByOneGoesBackAndPassesOver) {
  const Prompted made = type("e\nA\n<\nB\n\n1\n");
  EXPECT_TRUE(made.goes_on);
  EXPECT_THAT(made.answers, ElementsAre(Pair("money_unit[X]", "wan"), Pair("money_unit[Y]", "wan"),
                                        Pair("project_code[甲]", "B")));
}

TEST(ImportPromptTest, ACodeIsNotTakenForAllSheets) {
  const Prompted made = type("13060526P00002810078Y\na\n1\n");
  EXPECT_THAT(made.shown, HasSubstr("输入 e 逐个回答"));
  EXPECT_EQ(made.answers.at("project_code[甲]"), "leave_out");
}

TEST(ImportPromptTest, WhatWasTypedBeforeSomebodyStopsIsKept) {
  const Prompted made = type("e\nA\nq\n");
  EXPECT_FALSE(made.goes_on);
  EXPECT_THAT(made.answers, ElementsAre(Pair("project_code[甲]", "A")));
}

/// Two sheets that say the same, and one of another name.
boost::json::value budgets() {
  return boost::json::parse(R"({"questions": [
    {"id": "budget", "title": "没有预算数，怎么办？", "free_form": "预算数（万元）",
     "free_for_each": true, "fallback": null, "open": 3,
     "choices": [{"id": "zero", "title": "预算数为0"}, {"id": "leave_out", "title": "不作为项目"}],
     "items": [{"key": "甲", "text": "甲（第1行）", "answer": null, "given": "no"},
               {"key": "甲", "text": "甲（第9行）", "answer": null, "given": "no"},
               {"key": "乙", "text": "乙（第17行）", "answer": null, "given": "no"}]}]})");
}

TEST(ImportPromptTest, ANumberThatMayBeAnAmountIsNoChoice) {
  const Prompted made = type("e\n1\na\n", budgets());
  EXPECT_THAT(made.shown, HasSubstr("  a 预算数为0\n  b 不作为项目\n"));
  EXPECT_THAT(made.answers, ElementsAre(Pair("budget[乙]", "zero"), Pair("budget[甲]", "1")));
}

Answers read_back(const std::string& text) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "answers.toml";
  std::ofstream(file) << text;
  const Loaded<Answers> loaded = load_answer_file(file);
  EXPECT_FALSE(loaded.report.has_errors()) << text;
  return loaded.value;
}

TEST(AnswerTemplateTest, IsAFileOfAnswersThatAnswersNothingYet) {
  const std::string text = answer_template(preview(), {});
  EXPECT_THAT(text, HasSubstr("\"project_code[甲]\" = \"\"  # 甲（第1行）"));
  EXPECT_THAT(text, HasSubstr("\nmoney_unit = \"\"\n"));
  EXPECT_THAT(text, HasSubstr("# gone = \"keep\""));
  EXPECT_THAT(read_back(text), ElementsAre(Pair("project_code[丙]", "C")));
}

TEST(AnswerTemplateTest, KeepsEveryAnswerThatWasGiven) {
  const Answers given{{"project_code[甲]", "A"}, {"money_unit", "wan"}, {"funds[K]", "parts"}};
  const std::string text = answer_template(preview(), given);
  Answers expected = given;
  expected["project_code[丙]"] = "C";
  EXPECT_EQ(read_back(text), expected) << text;
  EXPECT_THAT(text, HasSubstr("\"project_code[乙\\\"]\" = \"\""));
  EXPECT_THAT(text, Not(HasSubstr("money_unit = \"\"")));
}

TEST(AnswerTemplateTest, SheetsThatSayTheSameHaveOneLine) {
  const Answers given{{"budget[甲]", "1.00"}};
  EXPECT_THAT(read_back(answer_template(budgets(), {})), testing::IsEmpty());
  EXPECT_EQ(read_back(answer_template(budgets(), given)), given);
}

TEST(AnswerTemplateTest, NamesThatAreNoBareKeysAreQuoted) {
  const Answers given{{"plan unit", "x"}, {"a.b", "y"}, {"单位", "z"}, {"", "w"}};
  EXPECT_EQ(read_back(answer_template(boost::json::object(), given)), given);
}

TEST(AnswerTemplateTest, EveryCharacterOfANameAndAnAnswerComesBack) {
  const std::string odd = "\u202E反\t\"向\\\u200B\U000E0001 [1]#=";
  boost::json::value asked = budgets();
  auto& items = asked.as_object()["questions"].as_array()[0].as_object()["items"].as_array();
  items[2].as_object()["key"] = odd;
  items[2].as_object()["text"] = odd + "\n第二行";
  const Answers given{{"budget[" + odd + "]", odd}};
  const std::string text = answer_template(asked, given);
  EXPECT_EQ(read_back(text), given) << text;
  EXPECT_THAT(text, Not(HasSubstr("\u202E"))) << "which would turn the line on a screen";
}

}  // namespace
}  // namespace budget::cli
