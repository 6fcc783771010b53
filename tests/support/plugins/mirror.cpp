// The least a plugin can do: one capability, which gives back its payload. For benchmarks.

#include <budget/plugin.h>

struct budget_instance {
  budget_capability capability;
};

namespace {

constexpr char kId[] = "cn.budgetd.tests.mirror";
constexpr char kCapability[] = BUDGET_RULE_CHECK;

template <uint64_t Size>
constexpr budget_bytes bytes(const char (&text)[Size]) {
  return {text, Size - 1};
}

budget_status run(budget_instance*, const budget_request* request, const budget_sink* sink) {
  return sink->result(sink, request->payload);
}

const budget_descriptor* descriptor(uint64_t index) {
  static const budget_bytes capabilities[] = {bytes(kCapability)};
  static const budget_descriptor table{sizeof(budget_descriptor),
                                       bytes(kId),
                                       bytes("1.0.0"),
                                       bytes("tests"),
                                       bytes("镜子"),
                                       bytes("Mirror"),
                                       bytes("Apache-2.0"),
                                       capabilities,
                                       1,
                                       bytes("[]"),
                                       BUDGET_FLAG_PURE};
  return index == 0 ? &table : nullptr;
}

budget_instance* create(const budget_host*, budget_bytes) {
  return new budget_instance{{sizeof(budget_capability), run}};
}
budget_status init(budget_instance*, budget_bytes, const budget_sink*) {
  return BUDGET_OK;
}
const budget_capability* get_capability(budget_instance* self, budget_bytes) {
  return &self->capability;
}
void destroy(budget_instance* self) {
  delete self;
}

budget_status start(budget_bytes) {
  return BUDGET_OK;
}
void stop() {}
const void* get_factory(budget_bytes) {
  static const budget_factory table{sizeof(budget_factory), 1,      descriptor, create, init,
                                    get_capability,         destroy};
  return &table;
}

}  // namespace

extern "C" const budget_entry budget_plugin_entry = {BUDGET_PLUGIN_MAGIC,
                                                     BUDGET_ABI_MAJOR,
                                                     BUDGET_ABI_MINOR,
                                                     0,
                                                     sizeof(budget_entry),
                                                     "mirror",
                                                     start,
                                                     stop,
                                                     get_factory};
