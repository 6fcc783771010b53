#pragma once

#include <limits>
#include <map>
#include <optional>
#include <vector>

#include <boost/json.hpp>

#include "store/codec/field.h"
#include "store/codec/words.h"

// read_json(problem, json, value): the mirror of write.h, strict. False: the problem says what and
// where.

namespace budget {

/// What did not fit, and the path to it, grown from the inside out: "definition.stages[2].title".
struct ReadProblem {
  std::string path{};
  std::string expected{};

  bool set(std::string what) {
    expected = std::move(what);
    return false;
  }
  bool inside(const std::string& step) {
    path = path.empty() || path.front() == '[' ? step + path : step + "." + path;
    return false;
  }
};

using JsonValue = boost::json::value;

inline bool read_json(ReadProblem& problem, const JsonValue& json, bool& value) {
  if (!json.is_bool()) return problem.set("true or false");
  value = json.get_bool();
  return true;
}

inline bool read_json(ReadProblem& problem, const JsonValue& json, std::int64_t& value) {
  if (!json.is_int64()) return problem.set("a whole number");
  value = json.get_int64();
  return true;
}

inline bool read_json(ReadProblem& problem, const JsonValue& json, int& value) {
  std::int64_t wide = 0;
  if (!read_json(problem, json, wide)) return false;
  if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max()) {
    return problem.set("a whole number of 32 bits");
  }
  value = static_cast<int>(wide);
  return true;
}

inline bool read_json(ReadProblem& problem, const JsonValue& json, std::string& value) {
  if (!json.is_string()) return problem.set("a string");
  value.assign(json.get_string().data(), json.get_string().size());
  return true;
}

/// A value made from a simpler one by a function that may refuse.
template <typename Plain, typename T, typename Make>
bool read_through(ReadProblem& problem, const JsonValue& json, T& value, const Make& make) {
  Plain plain{};
  if (!read_json(problem, json, plain)) return false;
  Result<T> made = make(plain);
  if (!made) return problem.set(made.error().message);
  value = std::move(made).value();
  return true;
}

inline bool read_json(ReadProblem& problem, const JsonValue& json, Money& value) {
  return read_through<std::int64_t>(problem, json, value,
                                    [](std::int64_t fen) { return Result(Money::from_fen(fen)); });
}
inline bool read_json(ReadProblem& problem, const JsonValue& json, BasisPoints& value) {
  return read_through<std::int64_t>(problem, json, value,
                                    [](std::int64_t bp) { return Result(BasisPoints(bp)); });
}
inline bool read_json(ReadProblem& problem, const JsonValue& json, Score& value) {
  return read_through<std::int64_t>(
      problem, json, value, [](std::int64_t units) { return Result(Score::from_units(units)); });
}
inline bool read_json(ReadProblem& problem, const JsonValue& json, Instant& value) {
  return read_through<std::int64_t>(problem, json, value,
                                    [](std::int64_t ms) { return Result(Instant(ms)); });
}
inline bool read_json(ReadProblem& problem, const JsonValue& json, FiscalYear& value) {
  return read_through<int>(problem, json, value, FiscalYear::of);
}
inline bool read_json(ReadProblem& problem, const JsonValue& json, Date& value) {
  return read_through<std::string>(problem, json, value, Date::parse);
}
inline bool read_json(ReadProblem& problem, const JsonValue& json, ProjectCode& value) {
  return read_through<std::string>(problem, json, value, ProjectCode::parse);
}
inline bool read_json(ReadProblem& problem, const JsonValue& json, Span& value) {
  return read_through<std::string>(problem, json, value, Span::parse);
}

template <typename Tag>
bool read_json(ReadProblem& problem, const JsonValue& json, Id<Tag>& value) {
  return read_through<std::string>(
      problem, json, value, [](std::string& text) { return Result(Id<Tag>(std::move(text))); });
}

template <typename Tag>
bool read_json(ReadProblem& problem, const JsonValue& json, Number<Tag>& value) {
  return read_through<std::int64_t>(
      problem, json, value, [](std::int64_t number) { return Result(Number<Tag>(number)); });
}

template <HasWords T>
bool read_json(ReadProblem& problem, const JsonValue& json, T& value) {
  std::string name;
  if (!read_json(problem, json, name)) return false;
  const std::optional<T> known = word_named<T>(name);
  if (!known) return problem.set("one of the known words, not \"" + name.substr(0, 40) + "\"");
  value = *known;
  return true;
}

template <IsDescribed T>
bool read_json(ReadProblem& problem, const JsonValue& json, T& value);
template <typename T>
bool read_json(ReadProblem& problem, const JsonValue& json, std::vector<T>& list);

template <typename T>
bool read_json(ReadProblem& problem, const JsonValue& json, std::optional<T>& value) {
  if (json.is_null()) {
    value.reset();
    return true;
  }
  return read_json(problem, json, value.emplace());
}

template <typename T>
bool read_json(ReadProblem& problem, const JsonValue& json, std::vector<T>& list) {
  if (!json.is_array()) return problem.set("a list");
  const boost::json::array& items = json.get_array();
  list.resize(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!read_json(problem, items[i], list[i]))
      return problem.inside("[" + std::to_string(i) + "]");
  }
  return true;
}

inline bool read_json(ReadProblem& problem, const JsonValue& json,
                      std::map<int, CalendarYear>& years) {
  std::vector<CalendarYear> list;
  if (!read_json(problem, json, list)) return false;
  for (CalendarYear& year : list) {
    const int number = year.year;
    if (!years.emplace(number, std::move(year)).second) return problem.set("each year once");
  }
  return true;
}

template <typename Struct, typename Member>
bool read_field(ReadProblem& problem, const boost::json::object& object, Struct& value,
                const Field<Struct, Member>& described) {
  const JsonValue* json = object.if_contains(described.name);
  if (json == nullptr && described.is_left_out_when_empty) return true;
  if (json == nullptr) problem.set("to be there");
  if (json != nullptr && read_json(problem, *json, value.*described.member)) return true;
  return problem.inside(std::string(described.name));
}

template <IsDescribed T>
bool read_json(ReadProblem& problem, const JsonValue& json, T& value) {
  if (!json.is_object()) return problem.set("an object");
  const boost::json::object& object = json.get_object();
  return std::apply(
      [&](const auto&... fields) {
        if (!(read_field(problem, object, value, fields) && ...)) return false;
        const bool is_whole = !(fields.is_left_out_when_empty || ...);
        if (is_whole && object.size() == sizeof...(fields)) return true;
        for (const auto& member : object) {
          if (((member.key() == fields.name) || ...)) continue;
          problem.set("no such field");
          return problem.inside(std::string(member.key()));
        }
        return true;
      },
      Described<T>::kFields);
}

}  // namespace budget
