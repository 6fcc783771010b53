#include "engine/decide/decision.h"

namespace budget {
namespace {

constexpr std::size_t kMostFiles = 50;
constexpr std::size_t kMostText = 64U << 20U;  // bytes of all documents
constexpr std::size_t kMostAnswers = 10'000;

Result<void> check_size(const ImportDocuments& action) {
  std::size_t bytes = 0;
  for (const ImportedFile& file : action.files)
    bytes += file.document.size();
  if (action.files.size() <= kMostFiles && bytes <= kMostText &&
      action.answers.size() <= kMostAnswers)
    return {};
  return Error{ErrorCode::too_large,
               "expected at most 50 files of 64 MiB of documents and 10000 answers in one import, "
               "but there are more",
               "import them in parts"};
}

Result<void> check_revision(const Instance& instance, std::int64_t expected) {
  if (instance.revision == expected) return {};
  return conflict(
      "expected the budget to be as it was when the files were compared with it "
      "(revision " +
          std::to_string(expected) + "), but it has changed since (revision " +
          std::to_string(instance.revision) + ")",
      "look at the preview again; nothing was put in");
}

}  // namespace

Result<void> decide_on(Decision& decision, const ImportDocuments& action) {
  TRY(check_size(action));
  const Instance& instance = decision.state().instances.at(action.instance).data;
  TRY(check_revision(instance, action.expected_revision));
  if (action.files.empty() && action.projects.empty() && action.drops.empty()) return {};
  const ImportId import(decision.state().last_import.value() + 1);
  decision.record(DocumentsImported{action.instance, import, action.files, action.answers,
                                    action.counts, decision.right().principals});
  TRY(enter_projects(decision, action.instance, action.projects));
  for (const ProjectCode& code : action.drops)
    TRY(drop_project(decision, action.instance, code));
  return {};
}

}  // namespace budget
