#include <algorithm>
#include <cstring>
#include <string_view>

#include <lua.hpp>

#include <budget/decimal.h>
#include <budget/money.h>
#include <budget/rate.h>

#include "lua_library.h"

// What rules get from us: exact money and decimals. Amounts are integers of 分, shares
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
  if (whole.is_negative()) return luaL_argerror(state, 2, "expected an amount of zero or more");
  lua_pushinteger(state, share_of(part, whole).value());
  return 1;
}

int money_wan(lua_State* state) {
  const auto amount = Money::from_fen(fen_at(state, 1));
  const Words words(amount.to_wan());
  return push(state, words);
}

int money_yuan(lua_State* state) {
  const auto amount = Money::from_fen(fen_at(state, 1));
  const Words words(amount.to_yuan());
  return push(state, words);
}

/// percent(share_bp): "8.0", one decimal, half up.
int money_percent(lua_State* state) {
  const BasisPoints share(fen_at(state, 1));
  const Words words(share.to_percent());
  return push(state, words);
}

/// of_wan("12.34"), of_yuan("12.34"): fen, or nil when the text is no exact amount.
template <Result<Money> (*Parse)(std::string_view)>
int money_of(lua_State* state) {
  const std::string_view text = checked_text(state, 1);
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
  const std::string_view left = checked_text(state, 1);
  const std::string_view right = checked_text(state, 2);
  std::int64_t a = 0;
  std::int64_t b = 0;
  if (!read_decimal(left, a) || !read_decimal(right, b)) {
    lua_pushnil(state);
  } else {
    lua_pushinteger(state, a < b ? -1 : a > b ? 1 : 0);
  }
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
}  // namespace

void add_money_functions(lua_State* state, int library) {
  add_table(state, library, "money", kMoney);
  add_table(state, library, "decimal", kDecimal);
}

}  // namespace budget::script
