#include <algorithm>
#include <cstring>
#include <string_view>

#include <lua.hpp>

#include <budget/date.h>
#include <budget/decimal.h>
#include <budget/money.h>
#include <budget/rate.h>

#include "lua_library.h"
#include "lua_meter.h"

// What rules get from us: exact money, decimals, days and texts. Amounts are integers of 分, shares
// integers of basis points; a float is refused, an overflow is an error.
//
// A Lua error leaves a function by longjmp. So whatever has a destructor lives in a block of its
// own that ends before the error is raised; the words of the error are plain characters.

namespace budget::script {
namespace {

/// A short text that needs no destructor.
struct Words {
  char bytes[64] = {};
  std::size_t size = 0;

  explicit Words(std::string_view text) : size(std::min(text.size(), sizeof(bytes))) {
    std::memcpy(bytes, text.data(), size);
  }
};

std::int64_t fen_at(lua_State* state, int argument) {
  if (lua_isinteger(state, argument) == 0)
    luaL_argerror(state, argument, "expected an amount as an integer of fen");
  return lua_tointeger(state, argument);
}

std::string_view text_at(lua_State* state, int argument) {
  std::size_t size = 0;
  const char* text = luaL_checklstring(state, argument, &size);
  LuaMeter::of(state).charge(state, size);
  return {text, size};
}

int push(lua_State* state, const Words& words) {
  lua_pushlstring(state, words.bytes, words.size);
  return 1;
}

/// The number as an integer, or an error when it left int64.
int push_fen(lua_State* state, Int128 fen) {
  if (fen > INT64_MAX || fen < INT64_MIN)
    return luaL_error(state, "the amount is beyond its range");
  lua_pushinteger(state, static_cast<lua_Integer>(fen));
  return 1;
}

// money

/// add(a, b, …): the sum. At most some 200 arguments fit, so the sum stays far inside 128 bits.
int money_add(lua_State* state) {
  Int128 sum = 0;
  for (int argument = 1; argument <= lua_gettop(state); ++argument)
    sum += fen_at(state, argument);
  return push_fen(state, sum);
}

int money_subtract(lua_State* state) {
  return push_fen(state, Int128{fen_at(state, 1)} - fen_at(state, 2));
}

int money_multiply(lua_State* state) {
  return push_fen(state, Int128{fen_at(state, 1)} * fen_at(state, 2));
}

int sign_of(Int128 number) {
  return number < 0 ? -1 : number > 0 ? 1 : 0;
}

/// compare_share(part, whole, share_bp): -1, 0 or 1 for part / whole below, at or above the share.
int money_compare_share(lua_State* state) {
  const Int128 part = fen_at(state, 1);
  const std::int64_t whole = fen_at(state, 2);
  if (whole <= 0) return luaL_argerror(state, 2, "expected an amount above zero");
  lua_pushinteger(state, sign_of(part * 10'000 - Int128{whole} * fen_at(state, 3)));
  return 1;
}

/// share(part, whole): basis points, rounded half up, to be shown; 0 when whole is 0.
int money_share(lua_State* state) {
  const auto part = Money::from_fen(fen_at(state, 1));
  const auto whole = Money::from_fen(fen_at(state, 2));
  lua_pushinteger(state, share_of(part, whole).value());
  return 1;
}

int money_wan(lua_State* state) {
  const auto amount = Money::from_fen(fen_at(state, 1));
  return push(state, Words(amount.to_wan()));
}

int money_yuan(lua_State* state) {
  const auto amount = Money::from_fen(fen_at(state, 1));
  return push(state, Words(amount.to_yuan()));
}

/// percent(share_bp): "8.0", one decimal, half up.
int money_percent(lua_State* state) {
  const BasisPoints share(fen_at(state, 1));
  return push(state, Words(share.to_percent()));
}

/// of_wan("12.34"), of_yuan("12.34"): fen, or nil when the text is no exact amount.
template <Result<Money> (*Parse)(std::string_view)>
int money_of(lua_State* state) {
  const std::string_view text = text_at(state, 1);
  std::int64_t fen = 0;
  bool is_read = false;
  {
    const Result<Money> amount = Parse(text);
    is_read = amount.has_value();
    if (is_read) fen = amount->fen();
  }
  if (is_read)
    lua_pushinteger(state, fen);
  else
    lua_pushnil(state);
  return 1;
}

// decimal

constexpr int kDecimals = 6;

bool read_decimal(std::string_view text, std::int64_t& units) {
  const Result<std::int64_t> read = parse_fixed(text, kDecimals);
  if (read) units = *read;
  return read.has_value();
}

/// compare("9.19", "6.16"): -1, 0, 1, or nil when one of them is no decimal of six places.
int decimal_compare(lua_State* state) {
  const std::string_view left = text_at(state, 1);
  const std::string_view right = text_at(state, 2);
  std::int64_t a = 0;
  std::int64_t b = 0;
  if (!read_decimal(left, a) || !read_decimal(right, b)) {
    lua_pushnil(state);
  } else {
    lua_pushinteger(state, a < b ? -1 : a > b ? 1 : 0);
  }
  return 1;
}

// date

Date date_at(lua_State* state, int argument) {
  const std::string_view text = text_at(state, argument);
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
  const std::string_view text = text_at(state, 1);
  const std::string_view part = text_at(state, 2);
  // memmem takes linear time whatever the texts are.
  const bool found =
      part.empty() || memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
  lua_pushboolean(state, found ? 1 : 0);
  return 1;
}

int text_starts_with(lua_State* state) {
  const std::string_view text = text_at(state, 1);
  lua_pushboolean(state, text.starts_with(text_at(state, 2)) ? 1 : 0);
  return 1;
}

int text_ends_with(lua_State* state) {
  const std::string_view text = text_at(state, 1);
  lua_pushboolean(state, text.ends_with(text_at(state, 2)) ? 1 : 0);
  return 1;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// numbers("≤0.11元/月，12个月"): {"0.11", "12"}, as written.
int text_numbers(lua_State* state) {
  const std::string_view text = text_at(state, 1);
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

constexpr luaL_Reg kMoney[] = {{"add", money_add},
                               {"subtract", money_subtract},
                               {"multiply", money_multiply},
                               {"compare_share", money_compare_share},
                               {"share", money_share},
                               {"wan", money_wan},
                               {"yuan", money_yuan},
                               {"percent", money_percent},
                               {"of_wan", money_of<Money::parse_wan>},
                               {"of_yuan", money_of<Money::parse_yuan>},
                               {nullptr, nullptr}};
constexpr luaL_Reg kDecimal[] = {{"compare", decimal_compare}, {nullptr, nullptr}};
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

void add_office_functions(lua_State* state, int library) {
  const struct {
    const char* name;
    const luaL_Reg* functions;
  } tables[] = {{"money", kMoney}, {"decimal", kDecimal}, {"date", kDate}, {"text", kText}};
  for (const auto& table : tables) {
    lua_newtable(state);
    luaL_setfuncs(state, table.functions, 0);
    lock_table(state);
    lua_setfield(state, library, table.name);
  }
  lua_pushcfunction(state, to_text);
  lua_setfield(state, library, "tostring");
  lua_pushcfunction(state, pairs_in_order);
  lua_setfield(state, library, "pairs");
}

}  // namespace budget::script
