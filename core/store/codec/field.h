#pragma once

#include <string_view>
#include <tuple>
#include <type_traits>

// One description per struct serves writing and reading:
//
//   template <> struct Described<Goal> {
//     static constexpr auto kFields = std::tuple(field("number", &Goal::number), field("text",
//     &Goal::text));
//   };
//
// The order is the order in the JSON. Names of amounts end in _fen, of moments in _ms, of shares in
// _bp, of scores in _e6 (millionths of a point). What stands here is on disk for ever: a change is
// a new version of every event that holds the struct.

namespace budget {

template <typename Struct, typename Member>
struct Field {
  std::string_view name;
  Member Struct::*member;
  bool is_left_out_when_empty = false;
};

template <typename Struct, typename Member>
[[nodiscard]] constexpr Field<Struct, Member> field(std::string_view name, Member Struct::*member) {
  return {name, member};
}

/// A field that came later: left out when it is empty, so that what could be said before is written
/// as it was before and keeps its hash.
template <typename Struct, typename Member>
[[nodiscard]] constexpr Field<Struct, Member> later_field(std::string_view name,
                                                          Member Struct::*member) {
  return {name, member, true};
}

template <typename T>
[[nodiscard]] bool is_empty(const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    return !value;
  } else if constexpr (std::is_enum_v<T> || requires { value.unit; }) {
    return value == T();
  } else if constexpr (requires { value.has_value(); }) {
    return !value.has_value();
  } else if constexpr (requires { value.empty(); }) {
    return value.empty();
  } else {
    return false;
  }
}

template <typename T>
struct Described;

template <typename T>
concept IsDescribed = requires {
  Described<T>::kFields;
};

}  // namespace budget
