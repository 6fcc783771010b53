#include "lua_meter.h"

#include <algorithm>
#include <cstdlib>

#include <lua.hpp>

namespace budget::script {
namespace {

constexpr int kInstructionsPerLook = 500;
constexpr std::size_t kBytesPerInstruction = 16;
constexpr std::size_t kMuchWork = 16U << 10U;  // bytes: so much is not begun without a look

}  // namespace

/// The count hook; a struct so that it may touch the meter's inside.
struct LuaHook {
  static void look(lua_State* state, lua_Debug* /*where*/) {
    LuaMeter& meter = LuaMeter::of(state);
    meter.work_left_ -= kInstructionsPerLook;
    meter.look();
    if (meter.stopped_ != Stop::none) meter.stop(state, meter.stopped_);
    lua_sethook(state, look, LUA_MASKCOUNT, kInstructionsPerLook);  // it may have come early
  }
};

void LuaMeter::look() {
  if (stopped_ != Stop::none) return;
  if (work_left_ < 0) {
    stopped_ = Stop::instructions;
  } else if (Clock::now() >= deadline_) {
    stopped_ = Stop::time;
  } else if (is_cancelled_ != nullptr && (*is_cancelled_)()) {
    stopped_ = Stop::cancelled;
  }
}

LuaMeter& LuaMeter::of(lua_State* state) {
  void* meter = nullptr;
  lua_getallocf(state, &meter);
  return *static_cast<LuaMeter*>(meter);
}

void LuaMeter::begin(lua_State* state, const Limits& limits,
                     const std::function<bool()>* is_cancelled) {
  work_left_ = limits.instructions;
  memory_limit_ = std::min(memory_used_ + limits.memory, kStateMemory);
  deadline_ = Clock::now() + std::chrono::milliseconds(limits.time_ms);
  is_cancelled_ = is_cancelled;
  stopped_ = Stop::none;
  running_ = state;
  lua_sethook(state, LuaHook::look, LUA_MASKCOUNT, kInstructionsPerLook);
}

void LuaMeter::end(lua_State* state) {
  lua_sethook(state, nullptr, 0, 0);
  running_ = nullptr;
  memory_limit_ = kStateMemory;
  deadline_ = Clock::time_point::max();
  is_cancelled_ = nullptr;
}

void LuaMeter::charge(lua_State* state, std::size_t work) {
  work_left_ -= static_cast<std::int64_t>(work / kBytesPerInstruction + 1);
  if (work_left_ < 0) stop(state, Stop::instructions);
  if (work < kMuchWork || running_ == nullptr) return;
  look();
  if (stopped_ != Stop::none) stop(state, stopped_);
}

void LuaMeter::stop(lua_State* state, Stop why) {
  if (stopped_ == Stop::none) stopped_ = why;
  lua_sethook(state, LuaHook::look, LUA_MASKCOUNT, 1);
  luaL_error(state, "stopped");
}

void* LuaMeter::allocate(void* meter, void* block, std::size_t old_size, std::size_t new_size) {
  LuaMeter& self = *static_cast<LuaMeter*>(meter);
  const std::size_t held = block == nullptr ? 0 : old_size;  // else old_size is a kind, not a size
  if (new_size == 0) {
    std::free(block);
    self.memory_used_ -= held;
    return nullptr;
  }
  if (new_size > held && self.memory_used_ + (new_size - held) > self.memory_limit_) {
    // Lua now collects everything there is and asks again. At the limit that could be done for
    // every few bytes, where no hook fires: it counts, and the next instruction looks.
    self.work_left_ -= static_cast<std::int64_t>(self.memory_used_ / kBytesPerInstruction);
    if (self.running_ != nullptr) lua_sethook(self.running_, LuaHook::look, LUA_MASKCOUNT, 1);
    return nullptr;
  }
  void* moved = std::realloc(block, new_size);
  if (moved == nullptr) return nullptr;
  self.memory_used_ += new_size - held;
  if (new_size > held)
    self.work_left_ -= static_cast<std::int64_t>((new_size - held) / kBytesPerInstruction);
  return moved;
}

}  // namespace budget::script
