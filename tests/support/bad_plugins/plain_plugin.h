/* A whole rule plugin in plain C99, as small as the contract allows. Included as it is, it is good;
 * each bad plugin of this folder includes it after replacing one part by a macro. The build gives
 * PLUGIN_NAME, the last word of the id. */
#ifndef PLAIN_PLUGIN_H
#define PLAIN_PLUGIN_H

#include <budget/plugin.h>
#include <stdlib.h>
#include <string.h>

/* The parts that may be replaced. */
#ifndef MAGIC
#define MAGIC BUDGET_PLUGIN_MAGIC
#endif
#ifndef MAJOR
#define MAJOR BUDGET_ABI_MAJOR
#endif
#ifndef MINOR
#define MINOR BUDGET_ABI_MINOR
#endif
#ifndef MIN_HOST_MINOR
#define MIN_HOST_MINOR 0
#endif
#ifndef ENTRY_SIZE
#define ENTRY_SIZE sizeof(budget_entry)
#endif
#ifndef FACTORY_SIZE
#define FACTORY_SIZE sizeof(budget_factory)
#endif
#ifndef DESCRIPTOR_SIZE
#define DESCRIPTOR_SIZE sizeof(budget_descriptor)
#endif
#ifndef CAPABILITY_SIZE
#define CAPABILITY_SIZE sizeof(budget_capability)
#endif
#ifndef ID
#define ID "cn.budgetd.tests." PLUGIN_NAME
#endif
#ifndef OPTIONS
#define OPTIONS "[]"
#endif
#ifndef FLAGS
#define FLAGS BUDGET_FLAG_PURE
#endif

#define TEXT(literal) \
  { literal, sizeof(literal) - 1 }

struct budget_instance {
  const budget_host* host;
};

static int is_text(budget_bytes bytes, const char* text) {
  return bytes.size == strlen(text) && memcmp(bytes.data, text, bytes.size) == 0;
}

/* Whether the payload is an object that names this schema; a real plugin reads its JSON. */
static int is_payload(budget_bytes payload, const char* schema) {
  const size_t length = strlen(schema);
  uint64_t at;
  if (payload.size < 2 || payload.data[0] != '{' || payload.data[payload.size - 1] != '}') return 0;
  for (at = 0; at + length < payload.size; ++at)
    if (memcmp(payload.data + at, schema, length) == 0) return 1;
  return 0;
}

static budget_status refuse(const budget_sink* sink, budget_status status, const char* sentence) {
  const budget_bytes bytes = {sentence, strlen(sentence)};
  sink->error(sink, bytes);
  return status;
}

static budget_status answer(const budget_sink* sink, const char* json) {
  const budget_bytes bytes = {json, strlen(json)};
  return sink->result(sink, bytes);
}

#define REPORT                                                               \
  "{\"schema\":\"budget.rule.report/1\",\"rules_run\":[\"tests." PLUGIN_NAME \
  "\"],\"rules_not_run\":[],\"rows\":0,\"findings\":[]}"

static int is_small(const budget_request* request, const budget_sink* sink) {
  return !BUDGET_HAS_FIELD(sink, budget_sink, error) ||
         !BUDGET_HAS_FIELD(request, budget_request, is_cancelled);
}

#ifndef CHECK
static budget_status plain_check(budget_instance* instance, const budget_request* request,
                                 const budget_sink* sink) {
  (void)instance;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  if (!is_payload(request->payload, BUDGET_RULE_CHECK))
    return refuse(sink, BUDGET_INVALID_INPUT, "expected a budget to check, but it is none");
  return answer(sink, REPORT);
}
#define CHECK plain_check
#endif

static budget_status plain_list(budget_instance* instance, const budget_request* request,
                                const budget_sink* sink) {
  (void)instance;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  if (!is_payload(request->payload, BUDGET_RULE_LIST))
    return refuse(sink, BUDGET_INVALID_INPUT, "expected to be asked for the rules, but was not");
  return answer(sink,
                "{\"schema\":\"budget.rule.rules/1\",\"rules\":[{\"id\":\"tests." PLUGIN_NAME
                "\",\"title\":\"样例\",\"level\":\"info\",\"reason\":\"样例\",\"passes\":\"样例\","
                "\"fails\":\"样例\"}]}");
}

#ifndef DESCRIPTOR
static const budget_descriptor* plain_descriptor(uint64_t index) {
  static const budget_bytes kCapabilities[] = {TEXT(BUDGET_RULE_CHECK), TEXT(BUDGET_RULE_LIST)};
  static const budget_descriptor kDescriptor = {DESCRIPTOR_SIZE,    TEXT(ID),      TEXT("1.0.0"),
                                                TEXT("budgetd"),    TEXT("样例"),  TEXT("Sample"),
                                                TEXT("Apache-2.0"), kCapabilities, 2,
                                                TEXT(OPTIONS),      FLAGS};
  return index == 0 ? &kDescriptor : NULL;
}
#define DESCRIPTOR plain_descriptor
#endif

#ifndef CREATE
static budget_instance* plain_create(const budget_host* host, budget_bytes id) {
  budget_instance* made;
  if (!is_text(id, ID) || !BUDGET_HAS_FIELD(host, budget_host, log)) return NULL;
  made = (budget_instance*)malloc(sizeof *made);
  if (made != NULL) made->host = host;
  return made;
}
#define CREATE plain_create
#endif

#ifndef INIT
static budget_status plain_init(budget_instance* instance, budget_bytes config,
                                const budget_sink* sink) {
  (void)instance;
  if (!BUDGET_HAS_FIELD(sink, budget_sink, error)) return BUDGET_UNSUPPORTED;
  if (config.size < 2 || config.data[0] != '{' || config.data[config.size - 1] != '}')
    return refuse(sink, BUDGET_INVALID_INPUT, "expected a JSON object to configure it, but no");
  return BUDGET_OK;
}
#define INIT plain_init
#endif

#ifndef GET_CAPABILITY
static const budget_capability* plain_get_capability(budget_instance* instance, budget_bytes id) {
  static const budget_capability kCheck = {CAPABILITY_SIZE, CHECK};
  static const budget_capability kList = {CAPABILITY_SIZE, plain_list};
  (void)instance;
  if (is_text(id, BUDGET_RULE_CHECK)) return &kCheck;
  return is_text(id, BUDGET_RULE_LIST) ? &kList : NULL;
}
#define GET_CAPABILITY plain_get_capability
#endif

#ifndef DESTROY
static void plain_destroy(budget_instance* instance) {
  free(instance);
}
#define DESTROY plain_destroy
#endif

#ifndef START
static budget_status plain_start(budget_bytes path) {
  return path.size > 0 ? BUDGET_OK : BUDGET_INVALID_INPUT;
}
#define START plain_start
#endif

#ifndef STOP
static void plain_stop(void) {}
#define STOP plain_stop
#endif

#ifndef GET_FACTORY
static const void* plain_get_factory(budget_bytes id) {
  static const budget_factory kFactory = {FACTORY_SIZE,   1,      DESCRIPTOR, CREATE, INIT,
                                          GET_CAPABILITY, DESTROY};
  return is_text(id, BUDGET_FACTORY) ? &kFactory : NULL;
}
#define GET_FACTORY plain_get_factory
#endif

const budget_entry budget_plugin_entry = {MAGIC,     MAJOR, MINOR, MIN_HOST_MINOR, ENTRY_SIZE,
                                          "plain C", START, STOP,  GET_FACTORY};

#endif
