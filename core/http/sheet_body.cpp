#include "http/sheet_body.h"

#include <array>

#include "http/query_parameters.h"

namespace budget {
namespace {

constexpr std::array kSheetCauses = {DeviationCause::funds, DeviationCause::rules,
                                     DeviationCause::people, DeviationCause::equipment,
                                     DeviationCause::other};
constexpr std::array kSheetLikelihoods = {Likelihood::certain, Likelihood::possible,
                                          Likelihood::impossible};
constexpr std::array kSheetAttainments = {Attainment::reached, Attainment::partly,
                                          Attainment::missed};

/// One of these by its name; anything else is complained about.
template <typename Words>
std::optional<typename Words::value_type> read_sheet_word(ObjectReader& reader,
                                                          std::string_view name,
                                                          const std::string& text,
                                                          const Words& words) {
  if (text.empty()) return std::nullopt;
  std::string known;
  for (const auto word : words) {
    if (text == name_of(word)) return word;
    known += (known.empty() ? "" : ", ") + std::string(name_of(word));
  }
  reader.complain(name, "expected one of " + known + ", but it is none", text);
  return std::nullopt;
}

SheetLine read_sheet_line(ObjectReader& reader) {
  SheetLine line;
  line.number = static_cast<int>(reader.integer("number", 1, 1000));
  line.actual = reader.optional_text("actual");
  line.forecast = reader.optional_text("forecast");
  line.attainment =
      read_sheet_word(reader, "attainment", reader.optional_text("attainment"), kSheetAttainments);
  if (const std::string text = reader.optional_text("share_percent"); !text.empty()) {
    const Result<BasisPoints> share = BasisPoints::parse_percent(text);
    if (share) line.share = *share;
    if (!share) reader.complain("share_percent", share.error().message, text);
  }
  for (const std::string& text : reader.optional_texts("causes")) {
    if (const auto cause = read_sheet_word(reader, "causes", text, kSheetCauses))
      line.causes.push_back(*cause);
  }
  line.explanation = reader.optional_text("explanation");
  line.likelihood =
      read_sheet_word(reader, "likelihood", reader.optional_text("likelihood"), kSheetLikelihoods);
  line.remark = reader.optional_text("remark");
  reader.finish();
  return line;
}

}  // namespace

ProjectCode read_project_code(ObjectReader& reader, std::string_view name) {
  const std::string text = reader.text(name);
  const Result<ProjectCode> code = ProjectCode::parse(text);
  if (!code && !text.empty()) reader.complain(name, code.error().message, text);
  return code ? *code : ProjectCode();
}

SheetEntry read_sheet_entry(ObjectReader& reader) {
  SheetEntry entry;
  entry.project = read_project_code(reader, "project_code");
  entry.expected = reader.optional_money("expected");
  entry.outcome = reader.optional_text("outcome");
  entry.execution_explanation = reader.optional_text("execution_explanation");
  entry.attachments = reader.optional_texts("attachments");
  const boost::json::array& lines = reader.optional_array("lines");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ObjectReader line(lines[i], reader.path_of(element_path("lines", i)), reader.findings());
    entry.lines.push_back(read_sheet_line(line));
  }
  reader.finish();
  return entry;
}

Result<int> parse_sheet_month(const std::string& text) {
  if (text == "evaluation") return kEvaluation;
  const Result<std::int64_t> month = parse_integer("month", text, 1, 12);
  if (month) return static_cast<int>(*month);
  return Error{ErrorCode::invalid_input,
               "expected a month from 1 to 12 or \"evaluation\", but there is \"" + text + "\""};
}

}  // namespace budget
