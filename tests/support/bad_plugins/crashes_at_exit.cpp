// A static object whose destructor crashes when the process ends.
namespace {

struct Trap {
  ~Trap() {
    volatile int* nowhere = nullptr;
    *nowhere = 1;
  }
};
const Trap kTrap;

}  // namespace

#include "plain_plugin.h"
