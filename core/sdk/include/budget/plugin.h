/* The contract between budgetd and its plugins, in C99 (and C++).
 *
 * A plugin is a shared library with exactly one exported symbol, the data object
 * `budget_plugin_entry` (BUDGET_PLUGIN_EXPORT const budget_entry budget_plugin_entry = {...}).
 * Everything else is reached through it. Most plugins are written with the C++ face
 * <budget/plugin.hpp>, which fills the tables of this file.
 *
 * Rules that hold for ever within one abi_major:
 *   - Structs only grow at their end. A field exists only when struct_size covers it; test with
 *     BUDGET_HAS_FIELD before reading what 1.0 did not have. budget_bytes, which travels by value
 *     and in arrays, never grows.
 *   - A plugin refuses a struct smaller than 1.0's: null from create, else BUDGET_UNSUPPORTED.
 *   - What crosses the border is named here: fixed-width integers, spans of bytes, function tables.
 *     No exception, no STL type, no bool, no enum, no floating-point money.
 *   - Bytes handed over are borrowed: they live until the called function returns, never longer.
 *     Nobody frees the other's memory. Results go out through a sink, which copies.
 *   - Text is UTF-8, without a terminating zero. Payloads are JSON with a schema id; see
 *     docs/plugin-payloads.md. Money is an integer of fen (`..._fen`), shares are basis points
 *     (`..._bp`), moments are UTC milliseconds (`..._ms`), civil days are "2026-03-31" (UTC+8).
 *
 * Thread tags: [main] the thread that loads plugins, before any call and after all of them;
 * [worker] any one thread, never two at once for one instance unless BUDGET_FLAG_THREAD_SAFE;
 * [any] any thread at any time.
 */
#ifndef BUDGET_PLUGIN_H
#define BUDGET_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The revision of this file. A host loads a plugin of the same major whose min_host_minor it has
 * reached; a plugin looks at budget_host.abi_minor before using what came later than 1.0. */
#define BUDGET_ABI_MAJOR 1
#define BUDGET_ABI_MINOR 0

#define BUDGET_PLUGIN_MAGIC UINT32_C(0x31504742) /* "BGP1" in memory, little endian */

/* Whether the struct behind `pointer` is long enough to hold `field`. */
#define BUDGET_HAS_FIELD(pointer, type, field) \
  ((pointer)->struct_size >= offsetof(type, field) + sizeof((pointer)->field))

#if defined(__GNUC__) || defined(__clang__)
#define BUDGET_PLUGIN_EXPORT __attribute__((visibility("default")))
#else
#define BUDGET_PLUGIN_EXPORT
#endif

/* A borrowed span. data may be null when size is 0. */
typedef struct budget_bytes {
  const char* data;
  uint64_t size;
} budget_bytes;

/* What a call came to. Anything but BUDGET_OK: the sink's error text counts, its result does not. A
 * number the host does not know counts as BUDGET_FAULT: later ones are for hosts of their minor. */
typedef int32_t budget_status;
#define BUDGET_OK INT32_C(0)
#define BUDGET_INVALID_INPUT INT32_C(1) /* the payload or the configuration is wrong */
#define BUDGET_UNAVAILABLE INT32_C(2)   /* cannot be done now, may be tried again */
#define BUDGET_CANCELLED INT32_C(3)     /* stopped because the host asked to */
#define BUDGET_TOO_LARGE INT32_C(4)     /* beyond a limit of the plugin or of the sink */
#define BUDGET_UNSUPPORTED INT32_C(5)   /* a schema or an option this plugin does not know */
#define BUDGET_FAULT INT32_C(6)         /* a bug: the plugin is counted as broken */

#define BUDGET_LOG_DEBUG INT32_C(0)
#define BUDGET_LOG_INFO INT32_C(1)
#define BUDGET_LOG_WARN INT32_C(2)
#define BUDGET_LOG_ERROR INT32_C(3)

/* What the host offers. Valid from create to destroy of an instance. */
typedef struct budget_host budget_host;
struct budget_host {
  uint64_t struct_size;
  uint32_t abi_major;
  uint32_t abi_minor;
  void* context; /* the host's own */
  /* One line for the daemon's log, prefixed with the plugin's id; at most 4,096 bytes are kept and
   * floods are thinned. Never a secret, never a whole budget. [any] */
  void (*log)(const budget_host* host, int32_t level, budget_bytes message);
};

/* Where results go. Valid for one call. Each function copies before it returns. */
typedef struct budget_sink budget_sink;
struct budget_sink {
  uint64_t struct_size;
  void* context;
  /* Appends to the result, one JSON value in all. BUDGET_TOO_LARGE: beyond the host's limit, give
   * up. [worker] */
  budget_status (*result)(const budget_sink* sink, budget_bytes piece);
  /* Appends to the file `name` (a plain file name, no folder) that goes with the result; only
   * exporters write files. [worker] */
  budget_status (*file)(const budget_sink* sink, budget_bytes name, budget_bytes piece);
  /* One sentence on why the call fails: "expected to ..., but ...". The last one counts. [worker]
   */
  void (*error)(const budget_sink* sink, budget_bytes message);
};

/* One call of a capability. */
typedef struct budget_request budget_request;
struct budget_request {
  uint64_t struct_size;
  budget_bytes payload;    /* JSON; its "schema" names the revision it follows */
  budget_bytes attachment; /* a file's bytes for an importer, else empty */
  int64_t budget_ms;       /* time the host will wait from the call's start; at least 1 */
  void* context;           /* the host's own */
  /* 1 when the host no longer waits: return BUDGET_CANCELLED soon. Ask at least every 50 ms of
   * work. [any] */
  int32_t (*is_cancelled)(const budget_request* request);
};

/* A plugin's own object behind one configured entry. */
typedef struct budget_instance budget_instance;

/* What every capability of revision 1 is: bytes in, bytes out. */
typedef struct budget_capability {
  uint64_t struct_size;
  budget_status (*run)(budget_instance* instance, const budget_request* request,
                       const budget_sink* sink); /* [worker] */
} budget_capability;

/* Capabilities. The number is the revision of the payload's schema; a draft ends in ".draft/N" and
 * is refused unless the configuration allows drafts. */
#define BUDGET_RULE_CHECK "budget.rule.check/1"     /* a budget in, findings out */
#define BUDGET_RULE_LIST "budget.rule.list/1"       /* the rules it knows, with examples */
#define BUDGET_NOTIFY_BUILD "budget.notify.build/1" /* messages in, requests to send out */
#define BUDGET_NOTIFY_JUDGE "budget.notify.judge/1" /* a server's answer in, verdict out */
#define BUDGET_EXPORT_WRITE "budget.export.write/1" /* rows in, files out */
#define BUDGET_IMPORT_READ "budget.import.read/1"   /* a file in, a document out */

/* Flags of a descriptor. A host ignores those it does not know. */
#define BUDGET_FLAG_PURE UINT64_C(1)          /* same configuration, same request: same bytes */
#define BUDGET_FLAG_NEEDS_NETWORK UINT64_C(2) /* opens sockets itself; isolated it gets them */
#define BUDGET_FLAG_THREAD_SAFE UINT64_C(4)   /* run may be called from several threads at once */

/* What one kind of instance is, told without creating any. All pointers live as long as the
 * library. */
typedef struct budget_descriptor {
  uint64_t struct_size;
  budget_bytes id;      /* reverse domain name, never changes: "cn.budgetd.rules.plan_shape" */
  budget_bytes version; /* "1.4.0" */
  budget_bytes vendor;
  budget_bytes title_zh; /* a few words for a list */
  budget_bytes title_en;
  budget_bytes licence; /* an SPDX expression */
  const budget_bytes* capabilities;
  uint64_t capability_count;
  budget_bytes options; /* JSON array, the configuration's schema: docs/plugin-payloads.md */
  uint64_t flags;
} budget_descriptor;

/* Makes instances. */
typedef struct budget_factory {
  uint64_t struct_size;
  uint64_t descriptor_count;
  const budget_descriptor* (*descriptor)(uint64_t index); /* null beyond the last. [main] */
  /* Null when the id is not known or memory is short. Must not call the host yet. [main] */
  budget_instance* (*create)(const budget_host* host, budget_bytes id);
  /* Once, before anything else of the instance; `config` is a JSON object checked against
   * `options`, defaults filled in. On failure the host only destroys it. [main] */
  budget_status (*init)(budget_instance* instance, budget_bytes config, const budget_sink* sink);
  /* Null for a capability the descriptor does not name. [main] */
  const budget_capability* (*get_capability)(budget_instance* instance, budget_bytes capability);
  /* After the last call. No thread of the instance may outlive it. [main] */
  void (*destroy)(budget_instance* instance);
} budget_factory;

#define BUDGET_FACTORY "budget.factory/1"

/* The one exported object. */
typedef struct budget_entry {
  uint32_t magic; /* BUDGET_PLUGIN_MAGIC */
  uint32_t abi_major;
  uint32_t abi_minor;      /* what it was built against */
  uint32_t min_host_minor; /* the oldest host it can live in */
  uint64_t struct_size;
  const char* build_info; /* compiler and date of the source, for people; zero-terminated */
  /* Once after loading; may be called again after deinit. `path`: where the library lies. [main] */
  budget_status (*init)(budget_bytes path);
  void (*deinit)(void); /* [main] */
  /* BUDGET_FACTORY gives a budget_factory; null for any other id. [main] */
  const void* (*get_factory)(budget_bytes id);
} budget_entry;

#define BUDGET_PLUGIN_SYMBOL "budget_plugin_entry"
/* Every plugin defines this once; the C++ face does it. */
extern BUDGET_PLUGIN_EXPORT const budget_entry budget_plugin_entry;

#ifdef __cplusplus
}

/* The layout is part of the contract: these numbers never change within a major. */
static_assert(sizeof(void*) == 8, "the contract is for 64-bit machines");
static_assert(sizeof(budget_bytes) == 16 && offsetof(budget_bytes, size) == 8, "budget_bytes");
static_assert(offsetof(budget_host, context) == 16 && offsetof(budget_host, log) == 24, "host");
static_assert(offsetof(budget_sink, result) == 16 && offsetof(budget_sink, file) == 24 &&
                  offsetof(budget_sink, error) == 32,
              "budget_sink");
static_assert(offsetof(budget_request, payload) == 8 &&
                  offsetof(budget_request, attachment) == 24 &&
                  offsetof(budget_request, budget_ms) == 40 &&
                  offsetof(budget_request, context) == 48 &&
                  offsetof(budget_request, is_cancelled) == 56,
              "budget_request");
static_assert(offsetof(budget_capability, run) == 8, "budget_capability");
static_assert(offsetof(budget_descriptor, id) == 8 && offsetof(budget_descriptor, version) == 24 &&
                  offsetof(budget_descriptor, capabilities) == 104 &&
                  offsetof(budget_descriptor, capability_count) == 112 &&
                  offsetof(budget_descriptor, options) == 120 &&
                  offsetof(budget_descriptor, flags) == 136,
              "budget_descriptor");
static_assert(offsetof(budget_factory, descriptor) == 16 &&
                  offsetof(budget_factory, create) == 24 && offsetof(budget_factory, init) == 32 &&
                  offsetof(budget_factory, get_capability) == 40 &&
                  offsetof(budget_factory, destroy) == 48,
              "budget_factory");
static_assert(offsetof(budget_entry, magic) == 0 && offsetof(budget_entry, abi_major) == 4 &&
                  offsetof(budget_entry, struct_size) == 16 &&
                  offsetof(budget_entry, build_info) == 24 && offsetof(budget_entry, init) == 32 &&
                  offsetof(budget_entry, deinit) == 40 && offsetof(budget_entry, get_factory) == 48,
              "budget_entry");
#endif

#endif /* BUDGET_PLUGIN_H */
