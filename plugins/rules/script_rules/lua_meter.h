#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

struct lua_State;

namespace budget::script {

/// What one run of Lua code may use.
struct Limits {
  std::int64_t instructions = 1'000'000;  ///< counted; allocated bytes and library work count too
  std::size_t memory = 8U << 20U;         ///< bytes, on top of what was there when the run began
  std::int64_t time_ms = 1'000;           ///< a guard behind the instructions
};

/// Why a run was stopped from outside.
enum class Stop { none, instructions, memory, time, cancelled, report };

/// Counts what Lua code uses and stops it. One per Lua state, reached through its allocator.
///
/// Instructions come from a count hook; each allocated byte and each byte a library function reads
/// counts as well, so that neither a string doubled nor a search escapes. Once stopped, the hook
/// fires on every instruction, so nothing can catch the error and go on.
class LuaMeter {
 public:
  using Clock = std::chrono::steady_clock;

  /// A run begins: everything used before is forgotten, memory held stays.
  void begin(lua_State* state, const Limits& limits, const std::function<bool()>* is_cancelled);
  /// Between runs only the whole state's bound holds.
  void end(lua_State* state);

  /// Work of a library function, in bytes; before it is done, so that much of it looks at the time
  /// first. Raises a Lua error when it is too much: no C++ object with a
  /// destructor may live in the caller.
  void charge(lua_State* state, std::size_t work);
  /// Ends the run. Raises as charge() does.
  void stop(lua_State* state, Stop why);

  [[nodiscard]] Stop stopped() const { return stopped_; }
  [[nodiscard]] std::size_t memory_used() const { return memory_used_; }

  /// lua_Alloc with the meter as its `ud`.
  static void* allocate(void* meter, void* block, std::size_t old_size, std::size_t new_size);
  static LuaMeter& of(lua_State* state);

  /// What a whole state may hold, input included.
  static constexpr std::size_t kStateMemory = 256U << 20U;

 private:
  friend struct LuaHook;

  void look();

  lua_State* running_ = nullptr;  ///< between begin and end
  std::int64_t work_left_ = 0;
  std::size_t memory_used_ = 0;
  std::size_t memory_limit_ = kStateMemory;
  Clock::time_point deadline_ = Clock::time_point::max();
  const std::function<bool()>* is_cancelled_ = nullptr;
  Stop stopped_ = Stop::none;
};

}  // namespace budget::script
