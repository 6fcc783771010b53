#pragma once

#include "engine/state.h"
#include "store/database.h"

namespace budget {

// What becomes of the sheets' rows with each event about them.
void write_sheets(Database& database, const SheetsOpened& event, Instant at);
void write_sheets(Database& database, const SheetFilled& event, FiscalYear year,
                  const Envelope& envelope);
void write_sheets(Database& database, const SheetsHandedIn& event, const Envelope& envelope);
void write_sheets(Database& database, const SheetsJudged& event, const Envelope& envelope);
void write_sheets(Database& database, const EvaluationChecked& event, const Envelope& envelope);
void write_sheets(Database& database, const SheetsOverdue& event);
/// Of a project that was entered anew or dropped.
void delete_sheets(Database& database, InstanceId instance, const ProjectCode& code);
/// Of the instances and projects that are in the state already.
void load_sheets(Database& database, State& state);

// alert_letters.cpp
/// A letter that goes out, or the answer to the last one about an alert.
void write_letter_step(Database& database, const AlertHandled& event, const Instance& instance,
                       const Envelope& envelope);
void load_letters(Database& database, State& state);

}  // namespace budget
