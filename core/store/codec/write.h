#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "store/codec/field.h"
#include "store/codec/json_text.h"
#include "store/codec/words.h"

// write_json(text, value) for everything that events and definitions are made of.

namespace budget {

inline void write_json(JsonText& text, bool value) {
  text.raw(value ? "true" : "false");
}
inline void write_json(JsonText& text, int value) {
  text.integer(value);
}
inline void write_json(JsonText& text, std::int64_t value) {
  text.integer(value);
}
inline void write_json(JsonText& text, const std::string& value) {
  text.string(value);
}
inline void write_json(JsonText& text, Money value) {
  text.integer(value.fen());
}
inline void write_json(JsonText& text, BasisPoints value) {
  text.integer(value.value());
}
inline void write_json(JsonText& text, Score value) {
  text.integer(value.units());
}
inline void write_json(JsonText& text, Instant value) {
  text.integer(value.ms());
}
inline void write_json(JsonText& text, FiscalYear value) {
  text.integer(value.value());
}
inline void write_json(JsonText& text, Date value) {
  text.string(value.to_text());
}
inline void write_json(JsonText& text, const ProjectCode& value) {
  text.string(value.view());
}
inline void write_json(JsonText& text, const Span& value) {
  text.string(value.to_text());
}

template <typename Tag>
void write_json(JsonText& text, const Id<Tag>& value) {
  text.string(value.text());
}

template <typename Tag>
void write_json(JsonText& text, Number<Tag> value) {
  text.integer(value.value());
}

template <HasWords T>
void write_json(JsonText& text, T value) {
  text.string(name_of(value));
}

template <IsDescribed T>
void write_json(JsonText& text, const T& value);
template <typename T>
void write_json(JsonText& text, const std::vector<T>& list);

template <typename T>
void write_json(JsonText& text, const std::optional<T>& value) {
  if (value) {
    write_json(text, *value);
  } else {
    text.raw("null");
  }
}

inline void write_json(JsonText& text, const std::map<int, CalendarYear>& years);

template <typename T>
void write_json(JsonText& text, const std::vector<T>& list) {
  text.raw('[');
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) text.raw(',');
    write_json(text, list[i]);
  }
  text.raw(']');
}

template <typename Struct, typename Member>
void write_field(JsonText& text, const Struct& value, const Field<Struct, Member>& described,
                 char& before) {
  if (described.is_left_out_when_empty && is_empty(value.*described.member)) return;
  text.name(std::exchange(before, ','), described.name);
  write_json(text, value.*described.member);
}

template <IsDescribed T>
void write_json(JsonText& text, const T& value) {
  std::apply(
      [&](const auto&... fields) {
        char before = '{';
        (write_field(text, value, fields, before), ...);
        if (before == '{') text.raw('{');  // all of it was left out
      },
      Described<T>::kFields);
  text.raw('}');
}

inline void write_json(JsonText& text, const std::map<int, CalendarYear>& years) {
  char before = '[';
  for (const auto& [number, year] : years) {
    text.raw(before);
    write_json(text, year);
    before = ',';
  }
  text.raw(years.empty() ? "[]" : "]");
}

}  // namespace budget
