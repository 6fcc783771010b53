#pragma once

#include <budget/json.h>

struct lua_State;

namespace budget::script {

// JSON and Lua values. What has no counterpart (functions, cycles, floats) is an error, never
// dropped; decimals are texts on the Lua side.

/// Pushes the value. Raises Lua errors (memory): call it protected.
void push_json(lua_State* state, const Json& value);

/// Whether the value at `index` still is what push_json() made of `value`. Raises as push_json().
[[nodiscard]] bool is_same(lua_State* state, int index, const Json& value);

/// The value at `index`; a table with keys 1…n is an array, any other an object with its keys
/// sorted. Members that are functions are left out when `functions` says so. Raises nothing.
/// Errors: invalid_input.
enum class Functions { refused, left_out };
[[nodiscard]] Result<Json> json_at(lua_State* state, int index, Functions functions);

}  // namespace budget::script
