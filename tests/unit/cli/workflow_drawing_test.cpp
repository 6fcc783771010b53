#include "cli/workflow_drawing.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "config/workflow_file.h"

namespace budget::cli {
namespace {

using ::testing::HasSubstr;

WorkflowDefinition small() {
  WorkflowDefinition made;
  made.id = WorkflowId("small");
  made.title = "小流程";
  made.initial = StageId("draft");
  made.stages.resize(2);
  made.stages[0].id = StageId("draft");
  made.stages[0].title = "编\"制";
  made.stages[0].role = RoleId("drafter");
  made.stages[1].id = StageId("closed");
  made.stages[1].title = "办结";
  made.stages[1].is_final = true;
  Transition submit;
  submit.from = StageId("draft");
  submit.to = StageId("closed");
  submit.act = ActId("submit");
  submit.title = "提交";
  submit.role = RoleId("drafter");
  made.transitions = {submit};
  return made;
}

TEST(WorkflowDrawingTest, DrawsForATerminal) {
  EXPECT_EQ(draw_text(small()),
            "小流程（small 第 1 版）\n"
            "\n▶ 编\"制（draft）  drafter\n"
            "  └─ 提交 → “办结”\n"
            "\n■ 办结（closed）\n");
}

TEST(WorkflowDrawingTest, DrawsForMermaidAndGraphviz) {
  EXPECT_EQ(draw_mermaid(small()),
            "stateDiagram-v2\n"
            "  state \"编制\" as draft\n"
            "  state \"办结\" as closed\n"
            "  [*] --> draft\n"
            "  draft --> closed : 提交\n"
            "  closed --> [*]\n");
  EXPECT_THAT(draw_dot(small()), HasSubstr("draft -> closed [label=\"提交\"];"));
  EXPECT_THAT(draw_dot(small()), HasSubstr("draft [label=\"编制\\ndrafter\", penwidth=2];"));
}

TEST(WorkflowDrawingTest, TheReadmeShowsEveryShippedWorkflowAsItIs) {
  std::stringstream readme;
  readme << std::ifstream("workflows/README.md").rdbuf();
  for (const auto& entry : std::filesystem::directory_iterator("workflows")) {
    if (entry.path().extension() != ".toml") continue;
    const std::string drawing = draw_mermaid(load_workflow_file(entry.path()).value);
    EXPECT_NE(readme.str().find("```mermaid\n" + drawing + "```"), std::string::npos)
        << entry.path() << " is drawn as\n"
        << drawing;
  }
}

}  // namespace
}  // namespace budget::cli
