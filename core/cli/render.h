#pragma once

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "cli/table.h"
#include "cli/terminal.h"
#include "cli/text_width.h"

namespace budget::cli {

// How things of the budget look on a terminal.

void print_json(const Terminal& terminal, const boost::json::value& value);

/// A level's name in Chinese, in its colour: "red" is 红色.
[[nodiscard]] Cell level_cell(std::string_view level);

/// The day something is due, with 暂定 or 超期.
[[nodiscard]] Cell due_cell(const boost::json::value& row);

/// A moment "2026-03-31T09:00:00+08:00" to the minute: "2026-03-31 09:00".
[[nodiscard]] std::string to_minute(std::string_view moment);

/// The texts of an array with 、 between them.
[[nodiscard]] std::string joined(const boost::json::array& texts);

/// What something is called where the answer says so ("actor_name", "act_title" for "actor",
/// "act"), else its id.
[[nodiscard]] std::string name_at(const boost::json::value& value, std::string_view path);
/// The same of a list: "author_names" for "authors", "recipient_names" for "recipients".
[[nodiscard]] std::string names_at(const boost::json::value& value, std::string_view path);

/// Which row of a payment file: "第1行".
[[nodiscard]] std::string row_text(const boost::json::value& reject);

/// Shown where a list is empty, unless --quiet.
void say_nothing_found(const Terminal& terminal);

}  // namespace budget::cli
