#include <openssl/evp.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <filesystem>
#include <fstream>
#include <ostream>

#include "cli/commands.h"
#include "cli/documents/answer_template.h"
#include "cli/documents/document_file.h"
#include "cli/documents/import_prompt.h"
#include "cli/documents/import_view.h"
#include "cli/findings.h"
#include "cli/render.h"
#include "config/answer_file.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr int kMostRounds = 20;  // of questions that answers bring up

using Answers = std::map<std::string, std::string>;

std::string base64(const std::string& bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),         // NOLINT
                                   reinterpret_cast<const unsigned char*>(bytes.data()),  // NOLINT
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

Result<json::array> files_of(const std::vector<std::string>& names) {
  json::array files;
  for (const std::string& name : names) {
    const std::filesystem::path path(name);
    const std::string bytes = TRY(bytes_of_document(path));
    files.push_back(json::object{{"name", path.filename().string()}, {"base64", base64(bytes)}});
  }
  return files;
}

/// What both requests are sent; `files` stays with the caller.
json::object body_of(const ImportOptions& options, const json::array& files,
                     const Answers& answers) {
  json::object body{{"files", files}};
  if (options.year) body["fiscal_year"] = *options.year;
  if (!options.region.empty()) body["region"] = options.region;
  if (!options.department.empty()) body["department"] = options.department;
  json::array given;
  for (const auto& [question, answer] : answers)
    given.push_back(json::object{{"question", question}, {"answer", answer}});
  body["answers"] = std::move(given);
  return body;
}

/// Files of answers are written by people: only the one whose answers are all in it is replaced.
Result<void> may_write(const ImportOptions& options) {
  namespace fs = std::filesystem;
  std::error_code problem;
  const std::string& file = options.template_file;
  if (file.empty() || !fs::exists(file, problem)) return {};
  if (!options.answers.empty() && fs::equivalent(file, options.answers, problem)) return {};
  return Error{ErrorCode::conflict,
               "expected to write a new file of answers, but " + file + " is there already",
               "name another one with --template, or give it with --answers as well"};
}

/// A name in this folder that nothing has yet.
std::string free_name() {
  std::string name = "import-answers.toml";
  std::error_code problem;
  for (int i = 2; std::filesystem::exists(name, problem); ++i)
    name = "import-answers-" + std::to_string(i) + ".toml";
  return name;
}

Result<void> write_template(const std::string& file, const json::value& preview,
                            const Answers& answers) {
  std::ofstream out(file, std::ios::binary);
  out << answer_template(preview, answers);
  out.close();
  if (out) return {};
  return Error{ErrorCode::unavailable, "expected to write " + file + ", but it cannot be written"};
}

std::vector<Finding> problems_in(const json::value& preview) {
  return findings_in(json::object{{"findings", at(preview, "problems")}});
}

Error still_open(const json::value& preview) {
  return {ErrorCode::blocked,
          "expected an answer to every question about the files, but " +
              text_at(preview, "open_questions") + " are open; nothing was put in",
          "write them into a file and give it with --answers FILE (--template FILE begins one), or "
          "answer at a terminal"};
}

Error is_fixed(const json::value& preview) {
  return {ErrorCode::conflict, "expected a stage where projects may be entered, but " +
                                   text_at(preview, "key") + " is in " +
                                   text_at(preview, "stage_title") +
                                   ", where they are fixed; nothing was put in"};
}

/// One import, from the first look to the last word.
class Import {
 public:
  Import(Api& api, const Terminal& terminal, const ImportOptions& options)
      : api_(api), terminal_(terminal), options_(options) {}

  Result<ExitCode> run(Answers answers) {
    TRY(may_write(options_));
    given_ = answers;
    files_ = TRY(files_of(options_.files));
    preview_ = TRY(look(answers));
    if (!options_.template_file.empty())
      TRY(write_template(options_.template_file, preview_, answers));
    if (options_.preview) return show_only();
    const bool may_ask = terminal_.in != nullptr && !terminal_.is_json && !options_.yes;
    if (!terminal_.is_json) print_preview(terminal_, preview_);
    if (const auto problems = problems_in(preview_); !problems.empty()) {
      print_findings(terminal_, terminal_.err, problems);
      return usage_error(
          terminal_, {ErrorCode::invalid_input, "expected answers to the questions asked, but " +
                                                    std::to_string(problems.size()) + " are none"});
    }
    const bool is_open = number_at(preview_, "open_questions") > 0;
    if (flag_at(preview_, "changes_nothing") && !is_open) return nothing_to_do();
    if (flag_at(preview_, "is_fixed")) return is_fixed(preview_);
    if (may_ask) {
      if (const Result<void> asked = ask(answers); !asked) return stop(answers, asked.error());
    }
    if (number_at(preview_, "open_questions") > 0) return stop(answers, still_open(preview_));
    if (may_ask && !says_yes(terminal_, "\n导入？[y/N] ")) {
      TRY(keep(answers));
      remark(terminal_, "没有导入。");
      return ExitCode::ok;
    }
    if (!may_ask && !options_.yes) {
      return usage_error(terminal_, {ErrorCode::invalid_input,
                                     "expected --yes to import without asking, but it is not there",
                                     "look at the preview, then give --yes"});
    }
    return put_in(answers);
  }

 private:
  Result<json::value> look(const Answers& answers) {
    Result<json::value> preview =
        api_.post("/v1/imports/preview", body_of(options_, files_, answers));
    if (!preview && preview.error().code == ErrorCode::too_large) {
      preview.error().hint = "the files come to " + std::to_string(sent_kib()) +
                             " KiB on their way; import them in parts, or have body_limit_kib "
                             "raised in budgetd.toml";
    }
    return preview;
  }

  std::size_t sent_kib() const {
    std::size_t bytes = 0;
    for (const auto& file : files_)
      bytes += text_at(file, "base64").size();
    return bytes >> 10U;
  }

  Result<ExitCode> show_only() {
    if (terminal_.is_json) {
      print_json(terminal_, preview_);
    } else {
      print_preview(terminal_, preview_);
      print_findings(terminal_, terminal_.err, problems_in(preview_));
    }
    const bool is_clear =
        number_at(preview_, "open_questions") == 0 && array_at(preview_, "problems").empty();
    return is_clear ? ExitCode::ok : ExitCode::findings;
  }

  Result<ExitCode> nothing_to_do() {
    if (terminal_.is_json) {
      print_json(terminal_, json::object{{"instance", at(preview_, "instance")},
                                         {"import", nullptr},
                                         {"counts", nullptr},
                                         {"findings", json::array()}});
    } else {
      terminal_.out << "内容与年度里的完全一样，没有什么要导入的。\n";
    }
    return ExitCode::ok;
  }

  /// What was typed is not lost when somebody stops in the middle.
  Result<void> keep(const Answers& answers) {
    if (answers == given_) return {};
    const std::string file = free_name();
    TRY(write_template(file, preview_, answers));
    remark(terminal_, "已答的写入 " + file + "，可用 --answers " + file + " 接着导入。");
    return {};
  }

  /// Ends with an error; what was typed is kept, and a file that cannot be written is told as well.
  Error stop(const Answers& answers, Error error) {
    if (const Result<void> kept = keep(answers); !kept)
      remark(terminal_, kept.error().message + "；已答的没有保存。");
    return error;
  }

  /// Answers may bring up further questions: a code given, then the budget of that project.
  Result<void> ask(Answers& answers) {
    for (int round = 0; round < kMostRounds && number_at(preview_, "open_questions") > 0; ++round) {
      const Answers before = answers;
      const bool goes_on = ask_questions(terminal_, preview_, answers);
      if (!goes_on || answers == before) return {};
      preview_ = TRY(look(answers));
      for (const Finding& problem : problems_in(preview_)) {
        print_finding(terminal_, terminal_.err, problem);
        answers.erase(problem.place.field);
      }
      if (!array_at(preview_, "problems").empty()) preview_ = TRY(look(answers));
    }
    if (number_at(preview_, "open_questions") == 0) print_preview(terminal_, preview_);
    return {};
  }

  Result<ExitCode> put_in(const Answers& answers) {
    json::object body = body_of(options_, files_, answers);
    body["expected_revision"] = at(preview_, "revision");
    const Result<json::value> sent = api_.post("/v1/imports", body);
    if (!sent) return stop(answers, sent.error());
    const json::value& answer = *sent;
    if (terminal_.is_json) {
      print_json(terminal_, answer);
      return ExitCode::ok;
    }
    const std::vector<Finding> findings = findings_in(answer);
    print_findings(terminal_, terminal_.err, findings);
    if (text_at(answer, "import").empty()) {
      terminal_.out << "内容与年度里的完全一样，没有什么要导入的。\n";
      return ExitCode::ok;
    }
    terminal_.out << "已导入（编号 " << text_at(answer, "import") << "）：新增 "
                  << text_at(answer, "counts.added") << " 个项目，修改 "
                  << text_at(answer, "counts.changed") << " 个，不变 "
                  << text_at(answer, "counts.unchanged") << " 个，删除 "
                  << text_at(answer, "counts.dropped") << " 个";
    terminal_.out << (findings.empty() ? "。" : "（" + count_text(findings) + "）。") << '\n';
    return ExitCode::ok;
  }

  Api& api_;
  const Terminal& terminal_;
  const ImportOptions& options_;
  json::array files_;
  json::value preview_;
  Answers given_;  ///< with --answers
};

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const ImportOptions& options) {
  Answers answers;
  if (!options.answers.empty()) {
    Loaded<Answers> loaded = load_answer_file(options.answers);
    print_findings(terminal, terminal.err, loaded.report.findings());
    if (loaded.report.has_errors()) {
      return usage_error(terminal,
                         {ErrorCode::invalid_input,
                          "expected answers in " + options.answers + ", but it cannot be used"});
    }
    answers = std::move(loaded.value);
  }
  return Import(api, terminal, options).run(std::move(answers));
}

}  // namespace budget::cli
