#include "cli/sheet_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/client/api.h"
#include "config/payment_csv.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

struct SheetColumn {
  const char* title;
  const char* key;  ///< of the column, for whoever reads it
};
constexpr std::array kMonitoringColumns = {
    SheetColumn{"项目编码", "code"},       SheetColumn{"项目名称", "name"},
    SheetColumn{"序号", "number"},         SheetColumn{"一级指标", "level1"},
    SheetColumn{"二级指标", "level2"},     SheetColumn{"三级指标", "level3"},
    SheetColumn{"年度指标值", "target"},   SheetColumn{"完成情况", "actual"},
    SheetColumn{"全年预计", "forecast"},   SheetColumn{"完成目标可能性", "likelihood"},
    SheetColumn{"偏差原因", "causes"},     SheetColumn{"原因说明", "explanation"},
    SheetColumn{"完成比例（%）", "share"}, SheetColumn{"备注", "remark"}};
constexpr std::array kEvaluationColumns = {SheetColumn{"项目编码", "code"},
                                           SheetColumn{"项目名称", "name"},
                                           SheetColumn{"序号", "number"},
                                           SheetColumn{"一级指标", "level1"},
                                           SheetColumn{"二级指标", "level2"},
                                           SheetColumn{"三级指标", "level3"},
                                           SheetColumn{"年度指标值", "target"},
                                           SheetColumn{"实际完成值", "actual"},
                                           SheetColumn{"完成档次", "attainment"},
                                           SheetColumn{"完成比例（%）", "share"},
                                           SheetColumn{"偏差原因分析及改进措施", "explanation"},
                                           SheetColumn{"备注", "remark"}};

const std::map<std::string, std::string>& sheet_words() {
  static const std::map<std::string, std::string> kWords = {
      {"确定能", "certain"},          {"有可能", "possible"},
      {"完全不可能", "impossible"},   {"经费保障", "funds"},
      {"制度保障", "rules"},          {"人员保障", "people"},
      {"硬件条件保障", "equipment"},  {"其他", "other"},
      {"达成预期指标", "reached"},    {"达成", "reached"},
      {"部分达成预期指标", "partly"}, {"部分达成", "partly"},
      {"未达成预期指标", "missed"},   {"未达成", "missed"}};
  return kWords;
}

/// The words of one column, as the template writes them.
struct SheetChoices {
  const char* column;
  std::vector<const char*> english;
};
const SheetChoices& likelihood_choices() {
  static const SheetChoices kChoices = {"likelihood", {"certain", "possible", "impossible"}};
  return kChoices;
}
const SheetChoices& cause_choices() {
  static const SheetChoices kChoices = {"causes",
                                        {"funds", "rules", "people", "equipment", "other"}};
  return kChoices;
}
const SheetChoices& attainment_choices() {
  static const SheetChoices kChoices = {"attainment", {"reached", "partly", "missed"}};
  return kChoices;
}

std::optional<std::string> known_word(const SheetChoices& choices, const std::string& text) {
  const auto found = sheet_words().find(text);
  const std::string word = found == sheet_words().end() ? text : found->second;
  const bool is_known = std::ranges::count(choices.english, word) > 0;
  return is_known ? std::optional(word) : std::nullopt;
}

std::string chinese_word(const std::string& word) {
  std::string longest;
  for (const auto& [chinese, english] : sheet_words()) {
    if (english == word && chinese.size() > longest.size()) longest = chinese;
  }
  return longest.empty() ? word : longest;
}

std::vector<std::string> split_list(std::string text) {
  std::vector<std::string> parts;
  for (const std::string_view sign : {"、", "，", ";", "；"}) {
    for (std::size_t at = 0; (at = text.find(sign, at)) != std::string::npos;)
      text.replace(at, sign.size(), ",");
  }
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::string trimmed_cell(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

class SheetReader {
 public:
  SheetReader(std::string name, SheetForm form) : name_(std::move(name)), form_(form) {}

  SheetFile run(std::istream& input) {
    const TextSurvey survey = survey_text(input);
    if (survey.is_utf16) {
      complain(1, 0, "expected UTF-8 or GB18030, but this is UTF-16", "save it as CSV UTF-8");
      return std::move(file_);
    }
    input.clear();
    input.seekg(0);
    const std::vector<bool> blanks = blank_lines(input);
    input.clear();
    input.seekg(0);
    CsvReader csv(input, ',', survey.encoding);
    int line = 0;
    while (const CsvRecord* record = csv.next()) {
      // Blank lines are no records, but a person who looks for line 7 counts them.
      while (static_cast<std::size_t>(line) < blanks.size() &&
             blanks[static_cast<std::size_t>(line)])
        ++line;
      const int at = ++line;
      line += static_cast<int>(std::ranges::count(record->text, '\n'));
      if (!record->problem.empty()) {
        complain(at, 0, record->problem, record->text.substr(0, 80));
      } else if (columns_.empty()) {
        read_head(at, record->fields);
        if (columns_.empty()) return std::move(file_);
      } else {
        read_row(at, record->fields);
      }
    }
    if (columns_.empty())
      complain(1, 0, "expected the line with the columns' names, but there is none", "");
    if (file_.findings.empty() && file_.sheets.empty())
      complain(line, 0, "expected a row for an indicator at least, but there is none", "");
    return std::move(file_);
  }

 private:
  static std::vector<bool> blank_lines(std::istream& input) {
    std::vector<bool> blanks;
    for (std::string text; std::getline(input, text);)
      blanks.push_back(text.find_first_not_of(" \t\r") == std::string::npos);
    return blanks;
  }

  void complain(int line, int column, const std::string& message, const std::string& quote) {
    Finding finding;
    finding.rule = RuleId("sheet");
    finding.place = {name_, line, column, {}, {}};
    finding.message = message;
    finding.quote = quote;
    file_.findings.push_back(std::move(finding));
  }

  template <typename SheetColumns>
  void match(const SheetColumns& known, const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string title = trimmed_cell(fields[i]);
      const auto found = std::ranges::find_if(
          known, [&](const SheetColumn& one) { return title == one.title || title == one.key; });
      if (found != known.end()) columns_[found->key] = i;
    }
  }

  void read_head(int line, const std::vector<std::string>& fields) {
    form_ == SheetForm::monitoring ? match(kMonitoringColumns, fields)
                                   : match(kEvaluationColumns, fields);
    std::string missing;
    const std::string actual = form_ == SheetForm::monitoring ? "完成情况" : "实际完成值";
    for (const auto& [key, title] : {std::pair<const char*, std::string>("code", "项目编码"),
                                     std::pair<const char*, std::string>("number", "序号"),
                                     std::pair<const char*, std::string>("actual", actual)}) {
      if (!columns_.contains(key)) missing += (missing.empty() ? "" : "、") + title;
    }
    if (missing.empty()) return;
    complain(line, 0,
             "expected the columns 项目编码, 序号 and " + actual + ", but there is no " + missing +
                 "; the command template writes them all",
             fields.empty() ? "" : fields.front());
    columns_.clear();
  }

  std::string cell(const std::vector<std::string>& fields, const char* key) const {
    const auto column = columns_.find(key);
    return column == columns_.end() || column->second >= fields.size()
               ? std::string()
               : trimmed_cell(fields[column->second]);
  }

  void read_row(int line, const std::vector<std::string>& fields) {
    const std::string code = cell(fields, "code");
    const std::string number = cell(fields, "number");
    if (code.empty() && number.empty()) return;
    int value = -1;
    const auto [end, problem] =
        std::from_chars(number.data(), number.data() + number.size(), value);
    if (problem != std::errc() || end != number.data() + number.size() || value < 0) {
      complain(line, static_cast<int>(columns_.at("number")) + 1,
               "expected the number of an indicator, or 0 for the project, but it is another",
               number);
      return;
    }
    json::object& sheet = sheet_of(code, line);
    value == 0 ? read_project(sheet, fields) : read_indicator(sheet, value, line, fields);
  }

  /// A word of a list of choices; one that is not among them is told with what could stand there.
  std::string word_in(const SheetChoices& choices, const std::string& text, int line) {
    if (text.empty()) return {};
    if (std::optional<std::string> word = known_word(choices, text)) return *word;
    std::string could;
    for (const char* word : choices.english)
      could += (could.empty() ? "" : "、") + chinese_word(word);
    complain(line, static_cast<int>(columns_.at(choices.column)) + 1,
             "expected one of " + could + ", but it is none", text);
    return {};
  }

  json::object& sheet_of(const std::string& code, int line) {
    for (std::size_t i = 0; i < file_.sheets.size(); ++i) {
      json::object& sheet = file_.sheets[i].as_object();
      if (sheet.at("project_code").as_string() != code) continue;
      current_ = i;
      return sheet;
    }
    current_ = file_.sheets.size();
    file_.sheet_lines.push_back(line);
    file_.line_lines.emplace_back();
    return file_.sheets.emplace_back(json::object{{"project_code", code}, {"lines", json::array()}})
        .as_object();
  }

  static void set(json::object& object, const char* name, const std::string& text) {
    if (!text.empty()) object[name] = text;
  }

  void read_project(json::object& sheet, const std::vector<std::string>& fields) {
    set(sheet, "outcome", cell(fields, "actual"));
    set(sheet, "execution_explanation", cell(fields, "explanation"));
    if (form_ == SheetForm::monitoring) set(sheet, "expected_wan", cell(fields, "forecast"));
    json::array names;
    for (const std::string& name : split_list(cell(fields, "remark")))
      names.emplace_back(name);
    if (!names.empty()) sheet["attachments"] = std::move(names);
  }

  void read_indicator(json::object& sheet, int number, int line,
                      const std::vector<std::string>& fields) {
    json::object made{{"number", number}};
    set(made, "actual", cell(fields, "actual"));
    set(made, "explanation", cell(fields, "explanation"));
    set(made, "remark", cell(fields, "remark"));
    std::string share = cell(fields, "share");
    if (share.ends_with("%")) share.pop_back();
    set(made, "share_percent", share);
    if (form_ == SheetForm::monitoring) {
      set(made, "forecast", cell(fields, "forecast"));
      set(made, "likelihood", word_in(likelihood_choices(), cell(fields, "likelihood"), line));
      json::array causes;
      for (const std::string& cause : split_list(cell(fields, "causes")))
        if (std::string word = word_in(cause_choices(), cause, line); !word.empty())
          causes.emplace_back(std::move(word));
      if (!causes.empty()) made["causes"] = std::move(causes);
    } else {
      set(made, "attainment", word_in(attainment_choices(), cell(fields, "attainment"), line));
    }
    sheet.at("lines").as_array().push_back(std::move(made));
    file_.line_lines[current_].push_back(line);
  }

  std::string name_;
  SheetForm form_;
  SheetFile file_;
  std::map<std::string, std::size_t> columns_;
  std::size_t current_ = 0;
};

template <typename SheetColumns>
void write_sheet_row(std::string& text, const SheetColumns& columns,
                     const std::map<std::string, std::string>& cells) {
  bool is_first = true;
  for (const SheetColumn& column : columns) {
    const auto cell = cells.find(column.key);
    text += (is_first ? "" : ",") + csv_cell(cell == cells.end() ? std::string() : cell->second);
    is_first = false;
  }
  text += "\r\n";
}

std::string joined_words(const json::array& list, bool are_words) {
  std::string text;
  for (const json::value& one : list) {
    const std::string word(one.as_string());
    text += (text.empty() ? "" : "、") + (are_words ? chinese_word(word) : word);
  }
  return text;
}

template <typename SheetColumns>
std::string template_of(const json::array& sheets, const SheetColumns& columns,
                        bool is_monitoring) {
  std::string text = "\xEF\xBB\xBF";
  std::map<std::string, std::string> head;
  for (const SheetColumn& column : columns)
    head[column.key] = column.title;
  write_sheet_row(text, columns, head);
  for (const json::value& sheet : sheets) {
    std::map<std::string, std::string> cells = {
        {"code", text_at(sheet, "project_code")},
        {"name", text_at(sheet, "project_name")},
        {"number", "0"},
        {"level3", is_monitoring ? "（项目：总体完成情况、全年预计执行数（万元）、执行说明、附件）"
                                 : "（项目：总体目标完成情况、执行说明、附件）"},
        {"actual", text_at(sheet, "outcome")},
        {"forecast", text_at(sheet, "expected_wan")},
        {"explanation", text_at(sheet, "execution_explanation")},
        {"remark", joined_words(array_at(sheet, "attachments"), false)}};
    write_sheet_row(text, columns, cells);
    for (const json::value& line : array_at(sheet, "indicators")) {
      std::map<std::string, std::string> row = {{"code", text_at(sheet, "project_code")},
                                                {"name", text_at(sheet, "project_name")}};
      for (const char* key : {"number", "level1", "level2", "level3", "target", "actual",
                              "forecast", "explanation", "remark"})
        row[key] = text_at(line, key);
      row["likelihood"] = chinese_word(text_at(line, "likelihood"));
      row["attainment"] = chinese_word(text_at(line, "attainment"));
      row["share"] = text_at(line, "share_percent");
      row["causes"] = joined_words(array_at(line, "causes"), true);
      write_sheet_row(text, columns, row);
    }
  }
  return text;
}

/// The number in "sheets[3]" behind a word.
std::optional<std::size_t> index_behind(const std::string& field, std::string_view word) {
  const std::size_t at = field.find(word);
  if (at == std::string::npos) return std::nullopt;
  std::size_t value = 0;
  const char* begin = field.data() + at + word.size();
  const auto [end, problem] = std::from_chars(begin, field.data() + field.size(), value);
  return problem == std::errc() ? std::optional(value) : std::nullopt;
}

}  // namespace

SheetFile read_sheet_file(std::istream& input, const std::string& name, SheetForm form) {
  return SheetReader(name, form).run(input);
}

std::string sheet_template(const json::array& sheets, SheetForm form) {
  return form == SheetForm::monitoring ? template_of(sheets, kMonitoringColumns, true)
                                       : template_of(sheets, kEvaluationColumns, false);
}

Finding placed(Finding finding, const SheetFile& file, const std::string& name) {
  const std::string& field = finding.place.field;
  const auto sheet = index_behind(field, "sheets[");
  if (!sheet || *sheet >= file.sheet_lines.size()) return finding;
  finding.place.file = name;
  finding.place.line = file.sheet_lines[*sheet];
  const auto line = index_behind(field, "lines[");
  if (line && *line < file.line_lines[*sheet].size())
    finding.place.line = file.line_lines[*sheet][*line];
  return finding;
}

}  // namespace budget::cli
