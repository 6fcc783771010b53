#include "store/codec/content.h"
#include "store/queries/readers.h"
#include "store/tables/checks.h"

namespace budget {
namespace {

std::string region_name(Database& database, const RegionCode& code) {
  Rows rows = database.statement("SELECT name FROM regions WHERE code = ?1").query(code);
  return rows.next() ? rows.string(0) : std::string();
}

}  // namespace

Result<CheckMaterial> read_material(Database& database, Names names, InstanceId id) {
  CheckMaterial material;
  InstanceRow row = TRY(read_instance_row(database, names, id));
  material.as_of = EventSeq(database.integer("SELECT max(seq) FROM events"));
  material.instance = std::move(row.data);
  material.department_name = std::move(row.department_name);
  material.region_name = region_name(database, region_of(material.instance.department));
  material.projects = read_projects(database, id);
  material.documents = read_documents(database, id);
  const std::shared_ptr<const People> people = names.people.current(database);
  material.units = people->units_of(material.instance.department);
  for (const ProjectRow& project : material.projects) {
    const UnitCode& unit = project.project.unit;
    if (material.unit_names.contains(unit)) continue;
    material.unit_names[unit] = people->name_of(material.instance.department, unit);
  }
  return material;
}

Result<ReportRow> read_report_row(Database& database, Names names, InstanceId id) {
  static const std::string kSelect = std::string("SELECT ") + kReportColumns +
                                     ", r.plugins, i.definition FROM reports r JOIN instances i ON "
                                     "i.id = r.instance WHERE r.instance = ?1";
  Rows rows = database.statement(kSelect.c_str()).query(id);
  if (!rows.next()) {
    return Error{ErrorCode::not_found,
                 "expected a report on instance " + std::to_string(id.value()) +
                     ", but its rules were never asked",
                 "budgetctl instance check " + std::to_string(id.value()) + " asks them"};
  }
  ReportRow row;
  row.instance = id;
  row.data = read_report(rows);
  row.plugins = from_json<std::vector<PluginReport>>(rows.text(kReportColumnCount));
  const auto definition =
      names.definitions.find(database, rows.id<ContentHash>(kReportColumnCount + 1));
  if (const Stage* stage = find_stage(*definition, row.data.stage)) row.stage_title = stage->title;
  if (const Transition* act = find_transition(*definition, row.data.stage, row.data.moment))
    row.moment_title = act->title;
  return row;
}

}  // namespace budget
