#include "http/import_body.h"

#include <limits>

#include "http/base64.h"

namespace budget {
namespace {

constexpr std::size_t kMostFiles = 50;

ImportBody::File read_file(const boost::json::value& value, const std::string& path,
                           std::vector<Finding>& findings) {
  ObjectReader reader(value, path, findings);
  ImportBody::File file;
  file.name = reader.text("name");
  const std::string_view text = reader.encoded("base64");
  if (auto bytes = bytes_of_base64(text)) {
    file.bytes = *std::move(bytes);
  } else {
    reader.complain("base64", "expected the file's bytes in base64 without line breaks");
  }
  reader.finish();
  return file;
}

void read_answers(ObjectReader& reader, ImportAnswers& answers) {
  const boost::json::array& items = reader.optional_array("answers");
  for (std::size_t i = 0; i < items.size(); ++i) {
    ObjectReader item(items[i], reader.path_of(element_path("answers", i)), reader.findings());
    const std::string question = item.text("question");
    const std::string answer = item.text("answer");
    item.finish();
    const auto [known, is_new] = answers.emplace(question, answer);
    if (!is_new && known->second != answer)
      reader.complain(element_path("answers", i), "expected one answer to a question", question);
  }
}

}  // namespace

ImportBody read_import(const boost::json::value& value, std::vector<Finding>& findings) {
  ObjectReader reader(value, "", findings);
  ImportBody body;
  const boost::json::array& files = reader.array("files");
  if (files.size() > kMostFiles)
    reader.complain("files", "expected at most 50 files in one import");
  for (std::size_t i = 0; i < std::min(files.size(), kMostFiles); ++i)
    body.files.push_back(read_file(files[i], element_path("files", i), findings));
  if (const auto year = reader.optional_integer("fiscal_year", 2000, 2099)) {
    const auto known = FiscalYear::of(static_cast<int>(*year));
    if (known) body.year = *known;
  }
  body.region = reader.optional_text("region");
  body.department = reader.optional_text("department");
  read_answers(reader, body.answers);
  body.expected_revision =
      reader.optional_integer("expected_revision", 1, std::numeric_limits<std::int64_t>::max());
  reader.finish();
  return body;
}

}  // namespace budget
