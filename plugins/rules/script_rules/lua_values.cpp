#include "lua_values.h"

#include <algorithm>

#include <lua.hpp>

namespace budget::script {
namespace {

constexpr int kDepth = 16;
// A few tables that hold one another many times are a tree without end.
constexpr std::size_t kMostValues = 100'000;
constexpr std::size_t kMostBytes = 4U << 20U;  // of all texts

/// What may still be copied out of the state, whose own meter does not see it.
struct Allowance {
  std::size_t values = kMostValues;
  std::size_t bytes = kMostBytes;

  /// False: it is too much.
  bool take(std::size_t size) {
    if (values == 0 || bytes < size) return false;
    --values;
    bytes -= size;
    return true;
  }
};

Error refused(const std::string& what) {
  return {ErrorCode::invalid_input,
          "expected texts, integers, booleans and tables of them, but found " + what};
}

std::string_view text_at(lua_State* state, int index) {
  std::size_t size = 0;
  const char* text = lua_tolstring(state, index, &size);
  return {text, size};
}

Error too_much() {
  return refused("more than " + std::to_string(kMostValues) + " of them, or more than " +
                 std::to_string(kMostBytes >> 20U) + " MB of texts");
}

Result<Json> value_at(lua_State* state, int index, Functions functions, int depth,
                      Allowance& allowance);

/// The table's entries; the array part is told by the keys 1…n.
Result<Json> table_at(lua_State* state, int index, Functions functions, int depth,
                      Allowance& allowance) {
  if (depth == 0 || lua_checkstack(state, 4) == 0) return refused("a table nested too deeply");
  Json::Object members;
  std::vector<std::pair<std::int64_t, Json>> numbered;
  lua_pushnil(state);
  while (lua_next(state, index) != 0) {
    const int value = lua_gettop(state);
    const int key = value - 1;
    if (lua_isfunction(state, value) && functions == Functions::left_out) {
      lua_pop(state, 1);
      continue;
    }
    const bool is_text = lua_type(state, key) == LUA_TSTRING;
    Result<Json> read = is_text && !allowance.take(text_at(state, key).size())
                            ? Result<Json>(too_much())
                            : value_at(state, value, functions, depth - 1, allowance);
    const bool is_number = lua_isinteger(state, key) != 0;
    if (!read || (!is_text && !is_number)) {
      lua_pop(state, 2);
      return read ? Result<Json>(refused("a key that is neither text nor integer")) : read;
    }
    if (is_number)
      numbered.emplace_back(lua_tointeger(state, key), std::move(*read));
    else
      members.emplace_back(std::string(text_at(state, key)), std::move(*read));
    lua_pop(state, 1);
  }
  std::sort(numbered.begin(), numbered.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  const bool is_array =
      members.empty() &&
      (numbered.empty() || (numbered.front().first == 1 &&
                            numbered.back().first == static_cast<std::int64_t>(numbered.size())));
  if (is_array) {
    Json array = Json::array();
    for (auto& [key, value] : numbered)
      array.push(std::move(value));
    return array;
  }
  for (auto& [key, value] : numbered)
    members.emplace_back(std::to_string(key), std::move(value));
  std::stable_sort(members.begin(), members.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  return Json(std::move(members));
}

Result<Json> value_at(lua_State* state, int index, Functions functions, int depth,
                      Allowance& allowance) {
  const bool is_text = lua_type(state, index) == LUA_TSTRING;
  if (!allowance.take(is_text ? text_at(state, index).size() : 0)) return too_much();
  switch (lua_type(state, index)) {
    case LUA_TNIL:
      return Json();
    case LUA_TBOOLEAN:
      return Json(lua_toboolean(state, index) != 0);
    case LUA_TNUMBER:
      if (lua_isinteger(state, index) == 0) return refused("a number with a fraction");
      return Json(static_cast<std::int64_t>(lua_tointeger(state, index)));
    case LUA_TSTRING:
      return Json(text_at(state, index));
    case LUA_TTABLE:
      return table_at(state, index, functions, depth, allowance);
    default:
      return refused(std::string("a ") + lua_typename(state, lua_type(state, index)));
  }
}

}  // namespace

Result<Json> json_at(lua_State* state, int index, Functions functions) {
  Allowance allowance;
  return value_at(state, lua_absindex(state, index), functions, kDepth, allowance);
}

void push_json(lua_State* state, const Json& value) {
  luaL_checkstack(state, 4, "payload nested too deeply");
  if (value.is_array()) {
    const Json::Array& items = value.items();
    lua_createtable(state, static_cast<int>(items.size()), 0);
    lua_Integer position = 0;
    for (const Json& item : items) {
      push_json(state, item);
      lua_rawseti(state, -2, ++position);
    }
  } else if (value.is_object()) {
    const Json::Object& members = value.members();
    lua_createtable(state, 0, static_cast<int>(members.size()));
    for (const Json::Member& member : members) {
      lua_pushlstring(state, member.first.data(), member.first.size());
      push_json(state, member.second);
      lua_rawset(state, -3);
    }
  } else if (value.is_integer()) {
    lua_pushinteger(state, value.integer());
  } else if (value.is_bool()) {
    lua_pushboolean(state, value.boolean() ? 1 : 0);
  } else if (value.is_null()) {
    lua_pushnil(state);
  } else {
    lua_pushlstring(state, value.text().data(), value.text().size());
  }
}

bool is_same(lua_State* state, int index, const Json& value) {
  luaL_checkstack(state, 4, "payload nested too deeply");
  index = lua_absindex(state, index);
  if (value.is_array() || value.is_object()) {
    if (lua_type(state, index) != LUA_TTABLE) return false;
    std::size_t expected = 0;
    lua_Integer position = 0;
    for (const Json& item : value.items()) {
      lua_rawgeti(state, index, ++position);
      const bool same = is_same(state, -1, item);
      lua_pop(state, 1);
      if (!same) return false;
      if (!item.is_null()) ++expected;
    }
    for (const Json::Member& member : value.members()) {
      lua_pushlstring(state, member.first.data(), member.first.size());
      lua_rawget(state, index);
      const bool same = is_same(state, -1, member.second);
      lua_pop(state, 1);
      if (!same) return false;
      if (!member.second.is_null()) ++expected;
    }
    std::size_t there = 0;
    lua_pushnil(state);
    while (lua_next(state, index) != 0) {
      lua_pop(state, 1);
      ++there;
    }
    return there == expected;
  }
  if (value.is_null()) return lua_isnil(state, index);
  if (value.is_integer()) {
    return lua_isinteger(state, index) != 0 && lua_tointeger(state, index) == value.integer();
  }
  if (value.is_bool()) {
    return lua_isboolean(state, index) && (lua_toboolean(state, index) != 0) == value.boolean();
  }
  return lua_type(state, index) == LUA_TSTRING && text_at(state, index) == value.text();
}

}  // namespace budget::script
