# A plugin.h as a later minor revision may look: cmake -DFROZEN=… -DLATER=… -P later_header.cmake
#
# Made from the frozen 1.0 so that it only grows: fields at the ends of structs, a capability.
file(READ ${FROZEN} text)
function(grow before after)
  string(FIND "${text}" "${before}" found)
  if(found EQUAL -1)
    message(FATAL_ERROR "expected to find '${before}' in ${FROZEN}, but it is not there")
  endif()
  string(REPLACE "${before}" "${after}" text "${text}")
  set(text "${text}" PARENT_SCOPE)
endfunction()

grow("#define BUDGET_ABI_MINOR 0" "#define BUDGET_ABI_MINOR 1")
grow("  void (*log)(const budget_host* host, int32_t level, budget_bytes message);\n"
     "  void (*log)(const budget_host* host, int32_t level, budget_bytes message);\n  int64_t (*now_ms)(const budget_host* host);\n")
grow("  void (*error)(const budget_sink* sink, budget_bytes message);\n"
     "  void (*error)(const budget_sink* sink, budget_bytes message);\n  void (*progress)(const budget_sink* sink, uint64_t done);\n")
grow("  int32_t (*is_cancelled)(const budget_request* request);\n"
     "  int32_t (*is_cancelled)(const budget_request* request);\n  int64_t later;\n")
grow("  uint64_t flags;\n" "  uint64_t flags;\n  budget_bytes homepage;\n")
grow("  void (*destroy)(budget_instance* instance);\n"
     "  void (*destroy)(budget_instance* instance);\n  void (*rest)(budget_instance* instance);\n")
grow("  const void* (*get_factory)(budget_bytes id);\n"
     "  const void* (*get_factory)(budget_bytes id);\n  void (*quiesce)(void);\n")
grow("#define BUDGET_EXPORT_WRITE "
     "#define BUDGET_RULE_EXPLAIN \"budget.rule.explain/1\"\n#define BUDGET_EXPORT_WRITE ")
file(WRITE ${LATER} "${text}")
