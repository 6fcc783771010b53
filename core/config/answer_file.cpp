#include "config/answer_file.h"

#include "config/load_file.h"
#include "config/toml_reader.h"

namespace budget {
namespace {

using Answers = std::map<std::string, std::string>;

Loaded<Answers> read_answers(std::string_view text, std::string file) {
  Loaded<Answers> loaded{.value = {}, .report = SourceReport(std::move(file))};
  read_toml(text, loaded.report, [&](TableReader& root) {
    const Json given = root.free_members();
    for (const auto& [question, answer] : given.members()) {
      if (answer.is_text()) {  // an empty one waits, as a template has it
        if (!answer.text().empty()) loaded.value[question] = answer.text();
      } else {
        root.report("import.answer", question, "expected an answer in quotation marks");
      }
    }
  });
  return loaded;
}

}  // namespace

Loaded<Answers> load_answer_file(const std::filesystem::path& path) {
  return load_file<Answers>(path, read_answers);
}

}  // namespace budget
