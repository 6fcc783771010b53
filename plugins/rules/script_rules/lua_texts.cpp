#include <algorithm>
#include <cstring>
#include <string_view>

#include <lua.hpp>

#include <budget/date.h>

#include "lua_library.h"
#include "lua_meter.h"

// What rules get from us: days and texts, and two of Lua's own functions in a form that is the same
// in every run. As in lua_money.cpp nothing with a destructor lives where an error is raised.

namespace budget::script {

std::string_view checked_text(lua_State* state, int argument) {
  std::size_t size = 0;
  const char* text = luaL_checklstring(state, argument, &size);
  LuaMeter::of(state).charge(state, size);
  return {text, size};
}

void add_table(lua_State* state, int library, const char* name, const luaL_Reg* functions) {
  lua_newtable(state);
  luaL_setfuncs(state, functions, 0);
  lock_table(state);
  lua_setfield(state, library, name);
}

namespace {

// date

Date date_at(lua_State* state, int argument) {
  const std::string_view text = checked_text(state, argument);
  Date day;
  bool is_read = false;
  {
    const Result<Date> read = Date::parse(text);
    is_read = read.has_value();
    if (is_read) day = *read;
  }
  if (!is_read) luaL_argerror(state, argument, "expected a day such as \"2026-03-31\"");
  return day;
}

int date_year(lua_State* state) {
  lua_pushinteger(state, date_at(state, 1).year());
  return 1;
}

int date_month(lua_State* state) {
  lua_pushinteger(state, date_at(state, 1).month());
  return 1;
}

/// days_between(from, to): negative when `to` is earlier.
int date_days_between(lua_State* state) {
  const Date from = date_at(state, 1);
  lua_pushinteger(state, date_at(state, 2).days() - from.days());
  return 1;
}

// text

int text_contains(lua_State* state) {
  const std::string_view text = checked_text(state, 1);
  const std::string_view part = checked_text(state, 2);
  // memmem takes linear time whatever the texts are.
  const bool found =
      part.empty() || memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
  lua_pushboolean(state, found ? 1 : 0);
  return 1;
}

int text_starts_with(lua_State* state) {
  const std::string_view text = checked_text(state, 1);
  lua_pushboolean(state, text.starts_with(checked_text(state, 2)) ? 1 : 0);
  return 1;
}

int text_ends_with(lua_State* state) {
  const std::string_view text = checked_text(state, 1);
  lua_pushboolean(state, text.ends_with(checked_text(state, 2)) ? 1 : 0);
  return 1;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// numbers("≤0.11元/月，12个月"): {"0.11", "12"}, as written.
int text_numbers(lua_State* state) {
  const std::string_view text = checked_text(state, 1);
  lua_newtable(state);
  lua_Integer count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end]))
      ++end;
    if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
      ++end;
      while (end < text.size() && is_digit(text[end]))
        ++end;
    }
    lua_pushlstring(state, text.data() + at, end - at);
    lua_rawseti(state, -2, ++count);
    at = end;
  }
  return 1;
}

// base

/// Like Lua's, but a table is "table": an address would differ from run to run.
int to_text(lua_State* state) {
  luaL_checkany(state, 1);
  switch (lua_type(state, 1)) {
    case LUA_TSTRING:
    case LUA_TNUMBER:
      lua_settop(state, 1);
      lua_tostring(state, 1);
      return 1;
    case LUA_TBOOLEAN:
      lua_pushstring(state, lua_toboolean(state, 1) != 0 ? "true" : "false");
      return 1;
    default:
      lua_pushstring(state, luaL_typename(state, 1));
      return 1;
  }
}

struct Key {
  const char* text;  ///< null: a number
  std::size_t size;
  lua_Integer number;

  friend bool operator<(const Key& a, const Key& b) {
    if ((a.text == nullptr) != (b.text == nullptr)) return a.text == nullptr;
    if (a.text == nullptr) return a.number < b.number;
    return std::string_view(a.text, a.size) < std::string_view(b.text, b.size);
  }
};

/// Upvalues: the table, its keys, how many have been given.
int next_in_order(lua_State* state) {
  const lua_Integer at = lua_tointeger(state, lua_upvalueindex(3)) + 1;
  lua_pushinteger(state, at);
  lua_replace(state, lua_upvalueindex(3));
  if (lua_rawgeti(state, lua_upvalueindex(2), at) == LUA_TNIL) return 1;
  lua_pushvalue(state, -1);
  lua_gettable(state, lua_upvalueindex(1));
  return 2;
}

/// pairs(t) with integers first, then texts, both ascending. Lua's own order is different in every
/// run, and the same budget must give the same report.
int pairs_in_order(lua_State* state) {
  luaL_checktype(state, 1, LUA_TTABLE);
  lua_settop(state, 1);
  std::size_t count = 0;
  lua_pushnil(state);
  while (lua_next(state, 1) != 0) {
    lua_pop(state, 1);
    ++count;
  }
  LuaMeter::of(state).charge(state, count * 64);
  // The keys' bytes stay where they are: the table holds the texts.
  Key* keys = static_cast<Key*>(lua_newuserdatauv(state, (count + 1) * sizeof(Key), 0));
  std::size_t filled = 0;
  lua_pushnil(state);
  while (lua_next(state, 1) != 0) {
    lua_pop(state, 1);
    if (lua_isinteger(state, -1) != 0) {
      keys[filled++] = {nullptr, 0, lua_tointeger(state, -1)};
    } else if (lua_type(state, -1) == LUA_TSTRING) {
      std::size_t size = 0;
      const char* text = lua_tolstring(state, -1, &size);
      keys[filled++] = {text, size, 0};
    } else {
      return luaL_error(state, "pairs: expected keys that are texts or integers");
    }
  }
  std::sort(keys, keys + filled);
  lua_pushvalue(state, 1);
  lua_createtable(state, static_cast<int>(filled), 0);
  for (std::size_t at = 0; at < filled; ++at) {
    if (keys[at].text == nullptr)
      lua_pushinteger(state, keys[at].number);
    else
      lua_pushlstring(state, keys[at].text, keys[at].size);
    lua_rawseti(state, -2, static_cast<lua_Integer>(at) + 1);
  }
  lua_pushinteger(state, 0);
  lua_pushcclosure(state, next_in_order, 3);
  return 1;
}

constexpr luaL_Reg kDate[] = {{"year", date_year},
                              {"month", date_month},
                              {"days_between", date_days_between},
                              {nullptr, nullptr}};
constexpr luaL_Reg kText[] = {{"contains", text_contains},
                              {"starts_with", text_starts_with},
                              {"ends_with", text_ends_with},
                              {"numbers", text_numbers},
                              {nullptr, nullptr}};

}  // namespace

void add_text_functions(lua_State* state, int library) {
  add_table(state, library, "date", kDate);
  add_table(state, library, "text", kText);
  lua_pushcfunction(state, to_text);
  lua_setfield(state, library, "tostring");
  lua_pushcfunction(state, pairs_in_order);
  lua_setfield(state, library, "pairs");
}

}  // namespace budget::script
