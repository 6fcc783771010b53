#pragma once

#include <string_view>
#include <tuple>

// One description per struct serves writing and reading:
//
//   template <> struct Described<Goal> {
//     static constexpr auto kFields = std::tuple(field("number", &Goal::number), field("text",
//     &Goal::text));
//   };
//
// The order is the order in the JSON. Names of amounts end in _fen, of moments in _ms, of shares in
// _bp. What stands here is on disk for ever: a change is a new version of every event that holds
// the struct.

namespace budget {

template <typename Struct, typename Member>
struct Field {
  std::string_view name;
  Member Struct::*member;
};

template <typename Struct, typename Member>
[[nodiscard]] constexpr Field<Struct, Member> field(std::string_view name, Member Struct::*member) {
  return {name, member};
}

template <typename T>
struct Described;

template <typename T>
concept IsDescribed = requires {
  Described<T>::kFields;
};

}  // namespace budget
