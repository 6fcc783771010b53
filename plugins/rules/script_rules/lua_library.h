#pragma once

#include <string_view>

struct lua_State;
struct luaL_Reg;

namespace budget::script {

/// Leaves on the stack the table of everything a rule can name: `report` and the read-only tables
/// math, string, table, utf8, text, money, decimal and date. Replaces the metatable of strings.
/// Raises Lua errors: call it protected.
void push_library(lua_State* state);

/// `money` and `decimal`, written in C++, into the table at `library`.
void add_money_functions(lua_State* state, int library);
/// `date`, `text`, and the base functions that differ from Lua's: pairs in the order of keys,
/// tostring without addresses.
void add_text_functions(lua_State* state, int library);

/// Sets library[name] to a locked table of these functions.
void add_table(lua_State* state, int library, const char* name, const luaL_Reg* functions);
/// A text argument, its bytes charged to the meter.
[[nodiscard]] std::string_view checked_text(lua_State* state, int argument);

/// Wraps the table on the top of the stack so that it cannot be changed.
void lock_table(lua_State* state);

/// The `report` a rule calls. Written by the sandbox, which knows where findings go.
int report_finding(lua_State* state);

}  // namespace budget::script
