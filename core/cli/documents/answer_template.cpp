#include "cli/documents/answer_template.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <set>

#include "cli/client/api.h"
#include "cli/text_width.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

bool is_bare_key(const std::string& name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

std::string line_of(const std::string& name, const std::string& answer) {
  return (is_bare_key(name) ? name : quoted_toml(name)) + " = " + quoted_toml(answer);
}

class Template {
 public:
  explicit Template(std::map<std::string, std::string> given) : given_(std::move(given)) {}

  void add(const json::value& question) {
    const std::string id = text_at(question, "id");
    describe(question);
    const std::string whole = take(id);
    if (!whole.empty()) text_ += line_of(id, whole) + "\n";
    bool is_open = false;
    for (const auto& item : array_at(question, "items")) {
      const std::string key = text_at(item, "key");
      const std::string name = key.empty() ? id : id + "[" + key + "]";
      const std::string about = "  # " + printable(text_at(item, "text")) + "\n";
      const std::string own = name == id ? std::string() : take(name);
      const std::string answer = text_at(item, "answer");
      const bool is_told = !told_.insert(name).second && name != id;
      if (is_told) {  // sheets that say the same share an answer
        text_ += "#" + about;
      } else if (!own.empty() || text_at(item, "given") == "before") {
        text_ += line_of(name, own.empty() ? answer : own) + about;
      } else if (answer.empty() && whole.empty() && flag_at(question, "free_for_each")) {
        text_ += line_of(name, "") + about;
      } else {
        text_ += "# " + (key.empty() ? std::string() : "[" + printable(key) + "] ") +
                 printable(text_at(item, "text")) + "\n";
        is_open = is_open || answer.empty();
      }
    }
    if (!whole.empty()) return;
    const std::string fallback = text_at(question, "fallback");
    if (is_open) {
      text_ += line_of(id, "") + "\n";
    } else if (!fallback.empty()) {
      text_ += "# " + line_of(id, fallback) + "\n";
    }
  }

  std::string finish() {
    if (!given_.empty()) text_ += "\n# 这次没有问到的回答\n";
    for (const auto& [name, answer] : given_)
      text_ += line_of(name, answer) + "\n";
    return std::move(text_);
  }

 private:
  void describe(const json::value& question) {
    text_ += "\n# " + text_at(question, "id") + "：" + printable(text_at(question, "title")) + "\n";
    for (const auto& choice : array_at(question, "choices"))
      text_ += "#   " + text_at(choice, "id") + "：" + printable(text_at(choice, "title")) + "\n";
    const std::string free = text_at(question, "free_form");
    if (!free.empty())
      text_ += "#   或填" + free + (flag_at(question, "free_for_each") ? "，逐个填" : "") + "\n";
  }

  /// The answer given under this name, which then counts as told; "" when there is none.
  std::string take(const std::string& name) {
    const auto found = given_.find(name);
    if (found == given_.end()) return {};
    std::string answer = found->second;
    given_.erase(found);
    return answer;
  }

  std::map<std::string, std::string> given_;
  std::set<std::string> told_;
  std::string text_ =
      "# 对导入文件的回答。一行一个问题：问题 = \"回答\"；只回答其中一处时写成 "
      "\"问题[对象]\" = \"回答\"。留空的等于没有回答。\n";
};

}  // namespace

std::string answer_template(const json::value& preview,
                            const std::map<std::string, std::string>& given) {
  Template made(given);
  for (const auto& question : array_at(preview, "questions"))
    made.add(question);
  return made.finish();
}

}  // namespace budget::cli
