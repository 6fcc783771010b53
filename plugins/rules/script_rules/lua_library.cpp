#include "lua_library.h"

#include <algorithm>
#include <cstddef>

#include <lua.hpp>

#include "lua_meter.h"

// What of Lua's own libraries a rule gets. Left out: everything that reads files or the clock,
// load and coroutines, pcall (it could swallow a stop), metatables, rawset, string patterns and rep
// (they run long in C, where no hook fires), next and sort (their order changes from run to run).

namespace budget::script {
namespace {

constexpr const char* kBase[] = {"assert",   "error", "ipairs", "select",
                                 "tonumber", "type",  nullptr};
constexpr const char* kString[] = {"byte",    "char", "len",   "lower",
                                   "reverse", "sub",  "upper", nullptr};
constexpr const char* kTable[] = {"concat", "insert", "remove", "unpack", nullptr};
constexpr const char* kMath[] = {"abs", "ceil",       "floor",     "max",  "maxinteger",
                                 "min", "mininteger", "tointeger", "type", nullptr};
constexpr const char* kUtf8[] = {"char", "codepoint", "codes", "len", "offset", nullptr};

/// Opens one of Lua's libraries and leaves a table with the named functions only.
void push_chosen(lua_State* state, const char* name, lua_CFunction open,
                 const char* const* wanted) {
  luaL_requiref(state, name, open, 0);
  lua_newtable(state);
  for (; *wanted != nullptr; ++wanted) {
    lua_getfield(state, -2, *wanted);
    lua_setfield(state, -2, *wanted);
  }
  lua_remove(state, -2);
}

int refuse_change(lua_State* state) {
  return luaL_error(state, "this table cannot be changed");
}

/// string.format for texts, numbers and booleans: %p, and tables behind %s, would print addresses,
/// which differ from run to run. Upvalue: Lua's own.
int format(lua_State* state) {
  std::size_t size = 0;
  const char* pattern = luaL_checklstring(state, 1, &size);
  for (std::size_t at = 0; at + 1 < size; ++at) {
    if (pattern[at] != '%') continue;
    ++at;
    while (at < size &&
           (pattern[at] == '-' || pattern[at] == '+' || pattern[at] == ' ' || pattern[at] == '#' ||
            pattern[at] == '.' || (pattern[at] >= '0' && pattern[at] <= '9')))
      ++at;
    if (at < size && pattern[at] == 'p') return luaL_error(state, "format: %%p is not allowed");
  }
  const int count = lua_gettop(state);
  for (int argument = 2; argument <= count; ++argument) {
    const int type = lua_type(state, argument);
    if (type != LUA_TSTRING && type != LUA_TNUMBER && type != LUA_TBOOLEAN)
      return luaL_argerror(state, argument, "expected a text, a number or a boolean");
  }
  lua_pushvalue(state, lua_upvalueindex(1));
  lua_insert(state, 1);
  lua_call(state, count, 1);
  return 1;
}

/// What a function of Lua's goes through in C, where no hook fires, besides the texts it is given.
enum class Walk { texts, table, insert, remove, range };

constexpr std::size_t kBytesPerItem = 16;
constexpr lua_Integer kLongestRange = 1'000'000;  // more than Lua's stack can take

std::size_t items_walked(lua_State* state, Walk walk) {
  const int count = lua_gettop(state);
  const bool is_table = lua_istable(state, 1);
  switch (walk) {
    case Walk::texts:
      return 0;
    case Walk::table:
      return is_table ? lua_rawlen(state, 1) : 0;
    case Walk::insert:  // insert(t, value) puts it at the end and moves nothing
      return is_table && count >= 3 ? lua_rawlen(state, 1) : 0;
    case Walk::remove:
      return is_table && count >= 2 ? lua_rawlen(state, 1) : 0;
    case Walk::range:
      break;
  }
  const lua_Integer first = lua_isinteger(state, 2) != 0 ? lua_tointeger(state, 2) : 1;
  const lua_Integer last = lua_isinteger(state, 3) != 0
                               ? lua_tointeger(state, 3)
                               : static_cast<lua_Integer>(is_table ? lua_rawlen(state, 1) : 0);
  if (last < first) return 0;
  const auto range = static_cast<lua_Unsigned>(last) - static_cast<lua_Unsigned>(first);
  return static_cast<std::size_t>(std::min<lua_Unsigned>(range, kLongestRange));
}

/// Upvalues: Lua's own function, and what it walks through.
int metered(lua_State* state) {
  const int count = lua_gettop(state);
  const auto walk = static_cast<Walk>(lua_tointeger(state, lua_upvalueindex(2)));
  std::size_t work = items_walked(state, walk) * kBytesPerItem;
  for (int argument = 1; argument <= count; ++argument)
    if (lua_type(state, argument) == LUA_TSTRING) work += lua_rawlen(state, argument);
  LuaMeter::of(state).charge(state, work);
  lua_pushvalue(state, lua_upvalueindex(1));
  lua_insert(state, 1);
  lua_call(state, count, LUA_MULTRET);
  return lua_gettop(state);
}

/// Puts a count before a function of the table on top.
void meter(lua_State* state, const char* name, Walk walk) {
  lua_getfield(state, -1, name);
  lua_pushinteger(state, static_cast<lua_Integer>(walk));
  lua_pushcclosure(state, metered, 2);
  lua_setfield(state, -2, name);
}

void count_tables(lua_State* state) {
  meter(state, "insert", Walk::insert);
  meter(state, "remove", Walk::remove);
  meter(state, "concat", Walk::table);
  meter(state, "unpack", Walk::range);
}

void count_texts(lua_State* state) {
  for (const char* name : {"len", "codepoint", "offset"})
    meter(state, name, Walk::texts);
}

void push_string_functions(lua_State* state) {
  push_chosen(state, LUA_STRLIBNAME, luaopen_string, kString);
  luaL_requiref(state, LUA_STRLIBNAME, luaopen_string, 0);
  lua_getfield(state, -1, "format");
  lua_pushcclosure(state, format, 1);
  lua_setfield(state, -3, "format");
  lua_pop(state, 1);

  // ("x"):upper() goes to the same functions; Lua's own metatable would lead to find and rep.
  lua_pushliteral(state, "");
  lua_newtable(state);
  lua_pushvalue(state, -3);
  lua_setfield(state, -2, "__index");
  lua_pushboolean(state, 0);
  lua_setfield(state, -2, "__metatable");
  lua_setmetatable(state, -2);
  lua_pop(state, 1);
}

}  // namespace

void lock_table(lua_State* state) {
  lua_newtable(state);
  lua_createtable(state, 0, 3);
  lua_pushvalue(state, -3);
  lua_setfield(state, -2, "__index");
  lua_pushcfunction(state, refuse_change);
  lua_setfield(state, -2, "__newindex");
  lua_pushboolean(state, 0);
  lua_setfield(state, -2, "__metatable");
  lua_setmetatable(state, -2);
  lua_remove(state, -2);
}

void push_library(lua_State* state) {
  push_chosen(state, LUA_GNAME, luaopen_base, kBase);
  meter(state, "tonumber", Walk::texts);
  const int library = lua_gettop(state);
  lua_pushcfunction(state, report_finding);
  lua_setfield(state, library, "report");

  push_string_functions(state);
  lock_table(state);
  lua_setfield(state, library, "string");
  const struct {
    const char* name;
    lua_CFunction open;
    const char* const* wanted;
    void (*put_counts)(lua_State*);
  } opened[] = {{LUA_TABLIBNAME, luaopen_table, kTable, count_tables},
                {LUA_MATHLIBNAME, luaopen_math, kMath, [](lua_State*) {}},
                {LUA_UTF8LIBNAME, luaopen_utf8, kUtf8, count_texts}};
  for (const auto& one : opened) {
    push_chosen(state, one.name, one.open, one.wanted);
    one.put_counts(state);
    lock_table(state);
    lua_setfield(state, library, one.name);
  }
  add_money_functions(state, library);
  add_text_functions(state, library);
}

}  // namespace budget::script
