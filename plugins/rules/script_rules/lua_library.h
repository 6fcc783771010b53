#pragma once

struct lua_State;

namespace budget::script {

/// Leaves on the stack the table of everything a rule can name: `report` and the read-only tables
/// math, string, table, utf8, text, money, decimal and date. Replaces the metatable of strings.
/// Raises Lua errors: call it protected.
void push_library(lua_State* state);

/// The same for the tables written in our own C++: text, money, decimal, date, and the base
/// functions that differ from Lua's (pairs in order of keys, tostring without addresses).
void add_office_functions(lua_State* state, int library);

/// Wraps the table on the top of the stack so that it cannot be changed.
void lock_table(lua_State* state);

/// The `report` a rule calls. Written by the sandbox, which knows where findings go.
int report_finding(lua_State* state);

}  // namespace budget::script
