#include "engine/publication/year_readings.h"

#include <string>

namespace budget {
namespace {

/// The document with its sheets numbered where their lines stand, so that each can be told apart.
Json numbered(const Json& document) {
  Json sheets = Json::array();
  for (Json sheet : document["projects"].items())
    sheets.push(sheet.set("source", Json::object().set("line", sheets.items().size() + 1)));
  return Json(document).set("projects", std::move(sheets));
}

SheetPlace sheet_place(ImportId import, const PrintedAt& at) {
  return {import.value(), std::stoi(at.file), at.line};
}

void read_one_again(const ImportedFiles& imported, const IntakeTarget& target, Readings& readings) {
  std::vector<NamedDocument> documents;
  for (const DocumentRow& row : imported.files) {
    const Result<Json> document = Json::parse(row.file.document);
    documents.push_back(
        {std::to_string(row.number), document ? numbered(*document) : Json::object()});
  }
  QuestionSheet questions(imported.answers, {});
  Intake intake = take_in(documents, target, questions);
  for (TakenProject& taken : intake.projects)
    readings.taken.emplace(sheet_place(imported.import, taken.at), std::move(taken.project));
  for (const LeftOutSheet& sheet : intake.in_question)
    readings.unclear.insert(sheet_place(imported.import, sheet.at));
}

}  // namespace

Readings read_again(const std::vector<ImportedFiles>& imports, const IntakeTarget& target) {
  Readings readings;
  for (const ImportedFiles& imported : imports)
    read_one_again(imported, target, readings);
  return readings;
}

}  // namespace budget
