#include <algorithm>

#include "config/cross_checks.h"

namespace budget {
namespace {

using Files = std::vector<Loaded<WorkflowDefinition>>;

std::string part(const char* list, std::size_t i, const char* part) {
  return std::string(list) + "[" + std::to_string(i) + "]." + part;
}

const WorkflowDefinition* find_file(const Files& files, const WorkflowId& id) {
  const auto found = std::ranges::find_if(
      files, [&](const Loaded<WorkflowDefinition>& file) { return file.value.id == id; });
  return found == files.end() ? nullptr : &found->value;
}

bool opens(const WorkflowDefinition& parent, const WorkflowId& child) {
  return std::ranges::any_of(parent.stages, [&](const Stage& stage) {
    return std::ranges::count(stage.opens, child) > 0 ||
           std::ranges::count(stage.may_open, child) > 0;
  });
}

/// Holds one workflow against the others it opens, or is opened by.
class RelationCheck {
 public:
  RelationCheck(Loaded<WorkflowDefinition>& file, const Files& files)
      : definition_(file.value), report_(file.report), files_(files) {}

  void run() {
    for (std::size_t i = 0; i < definition_.stages.size(); ++i) {
      const Stage& stage = definition_.stages[i];
      check_opened(stage.opens, part("stages", i, "opens"));
      check_opened(stage.may_open, part("stages", i, "may_open"));
      for (std::size_t n = 0; n < stage.waits_for.size(); ++n) {
        check_wait(stage.waits_for[n],
                   part("stages", i, "waits_for") + "[" + std::to_string(n) + "]");
      }
    }
  }

 private:
  void refuse(const std::string& field, std::string message, const std::string& quote) {
    report_.report("config.reference", field, std::move(message), quote);
  }

  void check_opened(const std::vector<WorkflowId>& opened, const std::string& field) {
    for (std::size_t n = 0; n < opened.size(); ++n) {
      const std::string here = field + "[" + std::to_string(n) + "]";
      const WorkflowDefinition* child = find_file(files_, opened[n]);
      if (child == nullptr) {
        refuse(here, "expected one of the workflows, but there is no \"" + opened[n].text() + "\"",
               opened[n].text());
      } else if (child->subject == Subject::cycle) {
        refuse(here, "expected a workflow that fits beneath another one, but this is a cycle",
               opened[n].text());
      } else if (child->subject == Subject::department_budget && !is_of_office(definition_)) {
        refuse(here, "expected a department's budget beneath a cycle only", opened[n].text());
      }
    }
  }

  void check_wait(const Wait& wait, const std::string& field) {
    if (!wait.children.empty()) {
      const WorkflowDefinition* child = find_file(files_, wait.children);
      const bool is_opened = opens(definition_, wait.children);
      if (!is_opened) {
        refuse(field + ".children",
               "expected a workflow that a stage of this one opens, but none opens it",
               wait.children.text());
      } else if (child != nullptr && !wait.stage.empty() &&
                 find_stage(*child, wait.stage) == nullptr) {
        refuse(field + ".reach",
               "expected a stage of \"" + wait.children.text() + "\", but it has none like this",
               wait.stage.text());
      }
      return;
    }
    for (const Loaded<WorkflowDefinition>& file : files_) {
      if (!opens(file.value, definition_.id) || find_stage(file.value, wait.stage) != nullptr)
        continue;
      refuse(field + ".parent",
             "expected a stage of \"" + file.value.id.text() +
                 "\", which opens this workflow, but it has none like this",
             wait.stage.text());
    }
  }

  const WorkflowDefinition& definition_;
  SourceReport& report_;
  const Files& files_;
};

}  // namespace

void check_others(Files& workflows) {
  for (Loaded<WorkflowDefinition>& file : workflows)
    RelationCheck(file, workflows).run();
}

}  // namespace budget
