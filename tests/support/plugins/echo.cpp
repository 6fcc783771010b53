// A plugin written against the C contract alone. It gives back what it is given, and behaves badly
// when the payload orders it to: {"order": "hang"}.

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

#include <budget/json.h>
#include <budget/plugin.h>

struct budget_instance {
  const budget_host* host = nullptr;
  std::string config;
  budget_capability capabilities[6];
};

namespace {

using budget::Json;

budget_bytes bytes(std::string_view text) {
  return {text.data(), text.size()};
}
std::string_view view(budget_bytes text) {
  return {text.data, static_cast<std::size_t>(text.size)};
}

constexpr std::array kCapabilities{BUDGET_RULE_CHECK,   BUDGET_RULE_LIST,    BUDGET_NOTIFY_BUILD,
                                   BUDGET_NOTIFY_JUDGE, BUDGET_EXPORT_WRITE, BUDGET_IMPORT_READ};
constexpr std::string_view kOptions =
    R"([{"key":"greeting","type":"text","default":"hello","help":"问候语。"},)"
    R"({"key":"window","type":"integer","default":3,"help":"天数。","low":1,"high":31},)"
    R"({"key":"note","type":"file","default":"","help":"说明文件。"},)"
    R"({"key":"pack","type":"folder","default":{},"help":"规则文件夹。"},)"
    R"({"key":"token","type":"secret","default":"","help":"口令。"}])";

volatile int sink_of_work = 0;

std::string library_path;

/// A file of the library's folder that is no library.
std::string beside() {
  return library_path.substr(0, library_path.rfind('/')) + "/secrets.txt";
}

/// What the process may do, tried out: the system's error, or "allowed".
Json probe() {
  const auto told = [](bool was_allowed) {
    return Json(was_allowed ? "allowed" : strerrorname_np(errno));
  };
  Json json = Json::object();
  json.set("read_foreign_file", told(open("/etc/passwd", O_RDONLY) >= 0));
  json.set("read_beside_the_library", told(open(beside().c_str(), O_RDONLY) >= 0));
  json.set("write_file", told(open("/tmp/budgetd-probe", O_WRONLY | O_CREAT, 0600) >= 0));
  json.set("socket", told(socket(AF_INET, SOCK_STREAM, 0) >= 0));
  const pid_t child = fork();
  if (child == 0) _exit(0);
  json.set("fork", told(child > 0));
  if (child > 0) waitpid(child, nullptr, 0);
  char* nothing[] = {nullptr};
  execve("/bin/true", nothing, nothing);
  json.set("run_program", told(false));
  json.set("signal_others", told(kill(1, 0) == 0));
  json.set("have_others_signalled", told(fcntl(3, F_SETOWN, getppid()) == 0));
  json.set("choose_the_signal", told(fcntl(3, F_SETSIG, SIGKILL) == 0));
  int descriptors = 0;
  for (int i = 3; i < 1024; ++i)
    descriptors += fcntl(i, F_GETFD) >= 0 ? 1 : 0;
  json.set("descriptors", descriptors);
  json.set("environment", environ == nullptr || *environ == nullptr ? "empty" : *environ);
  return json;
}

budget_status obey(const std::string& order, const budget_instance& self,
                   const budget_request* request, const budget_sink* sink) {
  if (order == "hang")
    while (true)
      sink_of_work = sink_of_work + 1;
  if (order == "wait_until_cancelled") {
    while (request->is_cancelled(request) == 0)
      sink_of_work = sink_of_work + 1;
    sink->error(sink, bytes("expected to finish, but was asked to stop"));
    return BUDGET_CANCELLED;
  }
  if (order == "crash") std::raise(SIGSEGV);
  if (order == "abort") std::abort();
  if (order == "exit") std::_Exit(7);
  if (order == "throw") throw std::runtime_error("thrown on order");
  if (order == "refuse") {
    sink->error(sink, bytes("expected something else, but it is this"));
    return BUDGET_INVALID_INPUT;
  }
  if (order == "not_json") return sink->result(sink, bytes("{\"half\":"));
  if (order == "huge_result") {
    const std::string piece(1U << 20U, ' ');
    for (int i = 0; i < 1'000; ++i)
      (void)sink->result(sink, bytes(piece));
    return BUDGET_OK;
  }
  if (order == "flood_log") {
    for (int i = 0; i < 100'000; ++i)
      self.host->log(self.host, BUDGET_LOG_INFO, bytes("line " + std::to_string(i)));
    return sink->result(sink, bytes("{}"));
  }
  if (order == "eat_memory") {
    std::string eaten;
    while (true)
      eaten.append(1U << 20U, 'x');
  }
  if (order == "probe") return sink->result(sink, bytes(probe().to_text()));
  if (order == "stop_process") {
    std::raise(SIGSTOP);
    return sink->result(sink, bytes("{}"));
  }
  if (order == "strange_status") return 4711;
  return BUDGET_FAULT;
}

budget_status echo(budget_instance* self, const char* capability, const budget_request* request,
                   const budget_sink* sink) {
  const auto payload = Json::parse(view(request->payload));
  if (!payload) return BUDGET_INVALID_INPUT;
  const std::string order = (*payload)["order"].text();
  if (!order.empty()) return obey(order, *self, request, sink);
  self->host->log(self->host, BUDGET_LOG_INFO, bytes(std::string("called for ") + capability));
  if (std::string_view(capability) == BUDGET_EXPORT_WRITE) {
    if (sink->file(sink, bytes("first.txt"), request->payload) != BUDGET_OK)
      return BUDGET_TOO_LARGE;
    (void)sink->file(sink, bytes("空.bin"), bytes(""));
    (void)sink->file(sink, bytes("first.txt"), bytes("\n"));
  }
  Json answer = Json::object();
  answer.set("capability", capability).set("payload", *payload);
  answer.set("config", Json::parse(self->config).value());
  answer.set("attachment", view(request->attachment));
  const std::string text = answer.to_text();
  const std::string_view whole = text;
  const std::size_t half = whole.size() / 2;
  (void)sink->result(sink, bytes(whole.substr(0, half)));
  return sink->result(sink, bytes(whole.substr(half)));
}

template <std::size_t Position>
budget_status run(budget_instance* self, const budget_request* request, const budget_sink* sink) {
  return echo(self, kCapabilities[Position], request, sink);
}

const budget_descriptor* descriptor(uint64_t index) {
  static const std::array<budget_bytes, 6> names = [] {
    std::array<budget_bytes, 6> made{};
    for (std::size_t i = 0; i < made.size(); ++i)
      made[i] = bytes(kCapabilities[i]);
    return made;
  }();
  static const budget_descriptor table{sizeof(budget_descriptor),
                                       bytes("cn.budgetd.tests.echo"),
                                       bytes("1.0.0"),
                                       bytes("tests"),
                                       bytes("回声"),
                                       bytes("Echo"),
                                       bytes("Apache-2.0"),
                                       names.data(),
                                       names.size(),
                                       bytes(kOptions),
                                       BUDGET_FLAG_PURE};
  return index == 0 ? &table : nullptr;
}

budget_instance* create(const budget_host* host, budget_bytes id) {
  if (view(id) != "cn.budgetd.tests.echo") return nullptr;
  auto* self = new budget_instance;
  self->host = host;
  const std::array runners{run<0>, run<1>, run<2>, run<3>, run<4>, run<5>};
  for (std::size_t i = 0; i < runners.size(); ++i)
    self->capabilities[i] = {sizeof(budget_capability), runners[i]};
  return self;
}

budget_status init(budget_instance* self, budget_bytes config, const budget_sink* sink) {
  self->config = view(config);
  const Json options = Json::parse(self->config).value();
  if (options["greeting"].text() == "crash") std::raise(SIGSEGV);
  if (options["greeting"].text() != "refuse") return BUDGET_OK;
  sink->error(sink, bytes("expected a kinder greeting, but it is \"refuse\""));
  return BUDGET_INVALID_INPUT;
}

const budget_capability* get_capability(budget_instance* self, budget_bytes capability) {
  for (std::size_t i = 0; i < kCapabilities.size(); ++i)
    if (view(capability) == kCapabilities[i]) return &self->capabilities[i];
  return nullptr;
}

void destroy(budget_instance* self) {
  delete self;
}

budget_status start(budget_bytes path) {
  library_path = view(path);
  return BUDGET_OK;
}
void stop() {}

const void* get_factory(budget_bytes id) {
  static const budget_factory table{sizeof(budget_factory), 1,      descriptor, create, init,
                                    get_capability,         destroy};
  return view(id) == BUDGET_FACTORY ? &table : nullptr;
}

}  // namespace

extern "C" const budget_entry budget_plugin_entry = {BUDGET_PLUGIN_MAGIC,
                                                     BUDGET_ABI_MAJOR,
                                                     BUDGET_ABI_MINOR,
                                                     0,
                                                     sizeof(budget_entry),
                                                     "echo",
                                                     start,
                                                     stop,
                                                     get_factory};
