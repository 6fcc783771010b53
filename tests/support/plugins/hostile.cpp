// A plugin that attacks its room. The payload says how: {"order": "reply_twice"}. What it needs of
// the rooms' protocol is written out here, as a stranger would: nothing of the host is linked in.

#include <dirent.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <linux/sched.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <budget/json.h>
#include <budget/plugin.h>

struct budget_instance {
  const budget_host* host = nullptr;
};

namespace {

using budget::Json;

constexpr int kSocket = 3;
constexpr int kOwnTasks = 4;  // /proc/self/task, for the room to count
enum Kind : std::uint32_t {
  kLoaded = 2,
  kConfigured = 4,
  kRefused = 5,
  kReply = 8,
  kLog = 9,
  kBeat = 10
};

std::string library_path;
std::uint64_t calls = 0;  // which are numbered from 1
volatile unsigned work = 0;

budget_bytes bytes(std::string_view text) {
  return {text.data(), text.size()};
}
std::string_view view(budget_bytes text) {
  return {text.data, static_cast<std::size_t>(text.size)};
}

std::string number(std::uint64_t value, int size) {
  std::string text;
  for (int i = 0; i < size; ++i)
    text += static_cast<char>((value >> (8 * i)) & 0xFFU);
  return text;
}

std::string frame(std::uint32_t kind, std::uint64_t call, const std::vector<std::string>& parts) {
  std::string body;
  for (const std::string& part : parts)
    body += number(part.size(), 4) + part;
  return number(body.size(), 4) + number(kind, 4) + number(call, 8) + body;
}

void say(std::string_view raw) {
  while (!raw.empty()) {
    const ssize_t sent = send(kSocket, raw.data(), raw.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    raw.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void rest(int ms) {
  const timespec time{.tv_sec = ms / 1000, .tv_nsec = (ms % 1000) * 1'000'000L};
  nanosleep(&time, nullptr);
}

std::string folder() {
  return library_path.substr(0, library_path.rfind('/'));
}

Json told(long result) {
  return result >= 0 ? Json("allowed") : Json(strerrorname_np(errno));
}

Json opened(const std::string& path, int how = O_RDONLY) {
  return told(open(path.c_str(), how | O_CLOEXEC, 0600));
}

/// Every way out of a process that one can think of; each is refused or leads nowhere.
Json ways_out(int parent) {
  Json json = Json::object();
  const auto call = [&json](const char* name, auto... arguments) {
    json.set(name, told(syscall(arguments...)));
  };
  io_uring_params ring{};
  call("io_uring", SYS_io_uring_setup, 4, &ring);
  call("userfaultfd", SYS_userfaultfd, 0);
  call("ptrace", SYS_ptrace, PTRACE_ATTACH, parent, 0, 0);
  std::array<char, 8> some{};
  iovec mine{some.data(), some.size()};
  iovec theirs{some.data(), some.size()};
  call("read_memory_of_others", SYS_process_vm_readv, parent, &mine, 1UL, &theirs, 1UL, 0UL);
  call("write_memory_of_others", SYS_process_vm_writev, parent, &mine, 1UL, &theirs, 1UL, 0UL);
  call("memfd", SYS_memfd_create, "x", 0);
  call("unix_socket", SYS_socket, AF_UNIX, SOCK_STREAM, 0);
  call("netlink", SYS_socket, AF_NETLINK, SOCK_RAW, 0);
  call("vsock", SYS_socket, AF_VSOCK, SOCK_STREAM, 0);
  std::array<int, 2> pair{};
  call("socketpair", SYS_socketpair, AF_UNIX, SOCK_DGRAM, 0, pair.data());
  call("kill", SYS_kill, parent, 0);
  call("signal_a_thread_of_others", SYS_tgkill, parent, parent, 0);
  call("queue_a_signal", SYS_rt_sigqueueinfo, parent, SIGUSR1, some.data());
  call("handle_of_others", SYS_pidfd_open, parent, 0);
  call("limits_of_others", SYS_prlimit64, parent, RLIMIT_NOFILE, nullptr, nullptr);
  call("performance_counters", SYS_perf_event_open, some.data(), 0, -1, -1, 0);
  call("bpf", SYS_bpf, 0, some.data(), some.size());
  call("mount", SYS_mount, "none", "/tmp", "tmpfs", 0, nullptr);
  call("chroot", SYS_chroot, "/tmp");
  call("chdir", SYS_chdir, "/tmp");
  call("unshare", SYS_unshare, CLONE_NEWNS);
  call("clone3", SYS_clone3, some.data(), some.size());
  call("child", SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, 0);
  call("session", SYS_setsid);
  call("user", SYS_setuid, 0);
  call("keys", SYS_keyctl, 0, 0);
  call("file_by_handle", SYS_open_by_handle_at, -1, some.data(), 0);
  call("open2", SYS_openat2, AT_FDCWD, "/etc/passwd", some.data(), 24);
  call("priority", SYS_setpriority, 0, 0, -5);
  call("program_by_descriptor", SYS_execveat, AT_FDCWD, "/bin/true", nullptr, nullptr, 0);
  call("link", SYS_symlink, "/etc/passwd", "/tmp/budgetd-hostile");
  call("hard_link", SYS_link, "/etc/passwd", "/tmp/budgetd-hostile");
  call("rename", SYS_rename, library_path.c_str(), (library_path + ".old").c_str());
  call("remove", SYS_unlink, library_path.c_str());
  call("mode", SYS_chmod, library_path.c_str(), 0777);
  call("shorten", SYS_truncate, library_path.c_str(), 0L);
  call("folder", SYS_mkdir, "/tmp/budgetd-hostile", 0700);
  call("device", SYS_mknod, "/tmp/budgetd-hostile", 0600, 0UL);
  call("times", SYS_utimensat, AT_FDCWD, library_path.c_str(), nullptr, 0);
  call("watch", SYS_inotify_init1, 0);
  call("shared_memory", SYS_shmget, 0, 4096, 01600);
  call("message_queue", SYS_mq_open, "/x", O_RDWR | O_CREAT, 0600, nullptr);
  call("be_dumpable", SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0);
  call("terminal", SYS_ioctl, kSocket, 0x5412, some.data());
  call("other_numbering", 0x40000000L | SYS_getpid);  // the x32 system calls
  json.set("change_its_own_file", opened(library_path, O_RDWR));
  json.set("write_beside_it", opened(folder() + "/new.txt", O_WRONLY | O_CREAT));
  json.set("unnamed_file", opened("/tmp", O_TMPFILE | O_RDWR));
  return json;
}

/// Files that must not be read, and those that may.
Json files(int parent) {
  Json json = Json::object();
  json.set("own_memory", opened("/proc/self/mem"));
  json.set("own_memory_by_descriptor", told(openat(kOwnTasks, "../mem", O_RDONLY | O_CLOEXEC)));
  json.set("memory_of_the_parent", opened("/proc/" + std::to_string(parent) + "/mem"));
  json.set("environment_of_the_parent", opened("/proc/" + std::to_string(parent) + "/environ"));
  json.set("descriptors_of_the_parent", opened("/proc/" + std::to_string(parent) + "/fd/0"));
  json.set("above_the_fonts", opened("/etc/fonts/../passwd"));
  json.set("above_shared_fonts", opened("/usr/share/fonts/../../../etc/passwd"));
  json.set("above_their_cache", opened("/var/cache/fontconfig/../../../etc/passwd"));
  json.set("root", opened("/"));
  json.set("link_beside_it", opened(folder() + "/link.so"));
  json.set("hard_link_beside_it", opened(folder() + "/hard.so"));
  json.set("folder_beside_it", opened(folder() + "/parts.so/secret.txt"));
  json.set("text_beside_it", opened(folder() + "/payments.source.csv"));
  json.set("library_beside_it", opened(folder() + "/brought.so.1"));
  json.set("itself", opened(library_path));
  struct statfs system {};
  json.set("space_of_the_disk", told(statfs("/", &system)));
  return json;
}

void* sleep_for_ever(void*) {
  while (true)
    rest(1'000);
}

/// As many threads as it gets.
Json many_threads() {
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 16'384);
  int made = 0;
  pthread_t thread{};
  while (made < 100'000 && pthread_create(&thread, &small, sleep_for_ever, nullptr) == 0)
    ++made;
  return Json::object().set("threads", made);
}

Json many_descriptors() {
  int made = 0;
  while (made < 100'000 && dup(kSocket) >= 0)
    ++made;
  while (made < 100'000 && fcntl(kSocket, F_DUPFD_CLOEXEC, 0) >= 0)
    ++made;
  return Json::object().set("descriptors", made);
}

Json more_than_its_limits() {
  const rlimit much{RLIM_INFINITY, RLIM_INFINITY};
  Json json = Json::object();
  json.set("memory", told(setrlimit(RLIMIT_AS, &much)));
  json.set("descriptors", told(setrlimit(RLIMIT_NOFILE, &much)));
  json.set("core", told(setrlimit(RLIMIT_CORE, &much)));
  return json;
}

/// Gives the daemon descriptors it did not ask for.
void pass_descriptors() {
  std::array<char, CMSG_SPACE(16 * sizeof(int))> room{};
  std::array<int, 16> descriptors{};
  descriptors.fill(kSocket);
  std::string text = frame(kBeat, 0, {});
  for (int time = 0; time < 50; ++time) {
    iovec piece{text.data(), text.size()};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = room.data();
    message.msg_controllen = room.size();
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(16 * sizeof(int));
    std::memcpy(CMSG_DATA(head), descriptors.data(), sizeof descriptors);
    (void)sendmsg(kSocket, &message, MSG_NOSIGNAL);
  }
}

const budget_sink* kept_sink = nullptr;
const budget_host* kept_host = nullptr;

void* call_back_later(void*) {
  rest(20);
  while (true) {
    kept_host->log(kept_host, BUDGET_LOG_ERROR, bytes("from a thread, after the call"));
    (void)kept_sink->result(kept_sink, bytes("\"from a thread, after the call\""));
    rest(1);
  }
}

void* do_later(void* context) {
  const std::string& order = *static_cast<std::string*>(context);
  rest(20);
  if (order == "die_after_the_answer") raise(SIGKILL);
  if (order == "many_threads_later") (void)many_threads();
  while (true)
    work = work + 1;
}

void* call_back_now(void* context) {
  auto* sink = static_cast<const budget_sink*>(context);
  for (int i = 0; i < 20'000; ++i)
    (void)sink->result(sink, bytes(" "));
  return nullptr;
}

void die(int) {
  _exit(66);
}

const std::string kForged = R"({"forged":true})";

/// What it does on the socket of its room.
bool attack_the_socket(const std::string& order) {
  const auto reply = [](std::uint64_t call, std::vector<std::string> parts) {
    say(frame(kReply, call, parts));
  };
  if (order == "garbage") {
    say(std::string(100'000, 'x'));
  } else if (order == "reply_twice") {
    reply(calls, {"0", "", kForged});
  } else if (order == "reply_to_the_next") {
    reply(calls + 1, {"0", "", kForged});
  } else if (order == "reply_of_many_parts") {
    reply(calls, std::vector<std::string>(257, "x"));
  } else if (order == "reply_of_even_parts") {
    reply(calls, {"0", "", "{}", "name"});
  } else if (order == "reply_with_files") {
    reply(calls, {"0", "", "{}", "../../x", "x"});
  } else if (order == "reply_with_strange_status") {
    reply(calls, {"99999999999999999999", "", "{}"});
  } else if (order == "huge_frame") {
    say(number(0xFFFFFFFFU, 4) + number(kReply, 4) + number(calls, 8));
  } else if (order == "half_a_frame") {
    say(number(50'000'000, 4) + number(kReply, 4) + number(calls, 8) + std::string(1'000, 'x'));
    rest(600'000);
  } else if (order == "byte_by_byte") {
    const std::string slow =
        frame(kReply, calls, {"0", "", R"({"slow":")" + std::string(400, 's') + "\"}"});
    for (const char byte : slow) {
      say({&byte, 1});
      rest(3);
    }
    rest(600'000);
  } else if (order == "byte_by_byte_for_ever") {
    say(number(50'000'000, 4) + number(kReply, 4) + number(calls, 8));
    while (true) {
      say("x");
      rest(5);
    }
  } else if (order == "beats_for_ever") {
    const std::string beat = frame(kBeat, 0, {});
    while (true)
      say(beat);
  } else if (order == "lines_for_ever") {
    const std::string line = frame(kLog, calls, {"3", std::string(60'000, 'l')});
    while (true)
      say(line);
  } else if (order == "refused_frame") {
    say(frame(kRefused, calls, {"0", "expected nothing, but", "\x1b[2J"}));
  } else if (order == "loaded_again") {
    say(frame(kLoaded, 0, {"{}", "[]"}) + frame(kConfigured, 0, {}));
  } else if (order == "shut_the_socket") {
    close(kSocket);
    rest(600'000);
  } else if (order == "put_another_in_its_place") {
    const int other = open(library_path.c_str(), O_RDONLY | O_CLOEXEC);
    close(kSocket);
    (void)fcntl(other, F_DUPFD, kSocket);
    rest(600'000);
  } else if (order == "eat_the_host_s_frames") {
    std::array<char, 4096> eaten{};
    while (true)
      (void)recv(kSocket, eaten.data(), eaten.size(), 0);
  } else if (order == "make_it_block_no_more") {
    (void)fcntl(kSocket, F_SETFL, O_NONBLOCK);
  } else if (order == "pass_descriptors") {
    pass_descriptors();
  } else {
    return false;
  }
  return true;
}

budget_status obey(const std::string& order, const budget_instance& self, const Json& payload,
                   const budget_request* request, const budget_sink* sink) {
  const auto result = [&](const std::string& text) { return sink->result(sink, bytes(text)); };
  const int parent = static_cast<int>(payload["parent"].integer());
  if (attack_the_socket(order)) return result("{}");
  if (order == "ways_out") return result(ways_out(parent).to_text());
  if (order == "files") return result(files(parent).to_text());
  if (order == "many_threads") return result(many_threads().to_text());
  if (order == "many_descriptors") return result(many_descriptors().to_text());
  if (order == "more_than_its_limits") return result(more_than_its_limits().to_text());
  if (order == "deep_json") return result(std::string(1'000'000, '['));
  if (order == "deep_whole_json")
    return result(std::string(100'000, '[') + std::string(100'000, ']'));
  if (order == "bad_utf8") return result("{\"a\":\"\xC3\x28\"}");
  if (order == "bad_utf8_in_error") {
    sink->error(sink, bytes("expected \xFF\xFE, but \x1b[31m" + std::string(100'000, 'e')));
    return BUDGET_INVALID_INPUT;
  }
  if (order == "null_with_a_size") {
    (void)sink->result(sink, {nullptr, 100});
    return result("{}");
  }
  if (order == "size_without_end") return sink->result(sink, {"{}", UINT64_MAX});
  if (order == "lying_size") return sink->result(sink, {"{}", 30UL << 20U});
  if (order == "null_sentence") {
    sink->error(sink, {nullptr, UINT64_MAX});
    return BUDGET_INVALID_INPUT;
  }
  if (order == "write_in_the_request") {
    const_cast<char*>(request->payload.data)[0] = 'X';
    const_cast<budget_request*>(request)->payload = {};
    return result("{}");
  }
  if (order == "free_in_the_request") {
    free(reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(request->payload.data) + 16));
    return result("{}");
  }
  if (order == "free_the_sink") {
    free(const_cast<budget_sink*>(sink));
    return result("{}");
  }
  if (order == "write_in_the_tables") {
    std::memset(const_cast<budget_sink*>(sink), 0x41, sizeof *sink);
    std::memset(const_cast<budget_host*>(self.host), 0x41, sizeof(budget_host));
    return BUDGET_OK;
  }
  if (order == "calls_back_later") {
    kept_sink = sink;
    kept_host = self.host;
    pthread_t thread{};
    pthread_create(&thread, nullptr, call_back_later, nullptr);
    return result("{}");
  }
  if (order == "calls_back_at_once") {
    std::array<pthread_t, 4> threads{};
    for (pthread_t& thread : threads)
      pthread_create(&thread, nullptr, call_back_now, const_cast<budget_sink*>(sink));
    for (const pthread_t thread : threads)
      pthread_join(thread, nullptr);
    return result("{}");
  }
  if (order == "late_answer") {
    while (request->is_cancelled(request) == 0)
      rest(1);
    rest(50);
    return result(R"({"late":true})");
  }
  if (order == "signal_handlers") {
    for (int number = 1; number < 32; ++number)
      std::signal(number, die);
    raise(SIGUSR1);
    return result("{}");
  }
  if (order == "block_signals") {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    while (true)
      rest(1'000);
  }
  if (order == "end_its_thread") syscall(SYS_exit, 0);
  if (order == "unmap_everything") munmap(nullptr, 0x7FFFFFFF0000UL);
  if (order == "die") raise(SIGKILL);
  if (order == "die_in_mid_answer") {
    say(frame(kReply, calls, {"0", "", "{\"half\":true}"}).substr(0, 30));
    raise(SIGKILL);
  }
  if (order == "die_after_the_answer" || order == "work_on" || order == "many_threads_later") {
    static std::string kept;
    kept = order;
    pthread_t thread{};
    pthread_create(&thread, nullptr, do_later, &kept);
    return result("{}");
  }
  if (order == "map_without_end") {
    std::uint64_t mapped = 0;
    while (mmap(nullptr, 64UL << 20U, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) != MAP_FAILED)
      mapped += 64;
    return result(Json::object().set("mib", mapped).to_text());
  }
  return BUDGET_UNSUPPORTED;
}

budget_status check(budget_instance* self, const budget_request* request, const budget_sink* sink) {
  ++calls;
  const auto payload = Json::parse(view(request->payload));
  if (!payload) return BUDGET_INVALID_INPUT;
  const std::string order = (*payload)["order"].text();
  if (order.empty()) return sink->result(sink, bytes(R"({"well":true})"));
  return obey(order, *self, *payload, request, sink);
}

const budget_descriptor* descriptor(uint64_t index) {
  static const budget_bytes capability = bytes(BUDGET_RULE_CHECK);
  static const budget_descriptor table{sizeof(budget_descriptor),
                                       bytes("cn.budgetd.tests.hostile"),
                                       bytes("1.0.0"),
                                       bytes("tests"),
                                       bytes("攻击"),
                                       bytes("Hostile"),
                                       bytes("Apache-2.0"),
                                       &capability,
                                       1,
                                       bytes(""),
                                       BUDGET_FLAG_PURE};
  return index == 0 ? &table : nullptr;
}

budget_instance* create(const budget_host* host, budget_bytes id) {
  if (view(id) != "cn.budgetd.tests.hostile") return nullptr;
  return new budget_instance{host};
}

budget_status init(budget_instance*, budget_bytes, const budget_sink*) {
  return BUDGET_OK;
}

const budget_capability* get_capability(budget_instance*, budget_bytes id) {
  static const budget_capability table{sizeof(budget_capability), check};
  return view(id) == BUDGET_RULE_CHECK ? &table : nullptr;
}

void destroy(budget_instance* self) {
  delete self;
}

/// What the file is named after, it does while it is loaded.
budget_status start(budget_bytes path) {
  library_path = view(path);
  const std::string name = library_path.substr(library_path.rfind('/') + 1);
  const Json self = Json::object()
                        .set("id", "cn.budgetd.tests.hostile")
                        .set("version", "1.0.0")
                        .set("flags", 1)
                        .set("capabilities", Json::array().push(BUDGET_RULE_CHECK))
                        .set("options", Json::array());
  if (name == "dies_while_loaded.so") raise(SIGKILL);
  if (name == "boasts.so") {
    Json words = Json::array();
    words.push("seccomp\x1b[2J").push(std::string(3'000, 'w'));
    say(frame(kLoaded, 0, {self.to_text(), words.to_text()}));
  }
  if (name == "boasts_at_length.so")
    say(frame(kLoaded, 0, {std::string(40'000'000, ' ') + self.to_text(), "[]"}));
  if (name == "is_another.so")
    say(frame(kLoaded, 0, {Json::object().set("id", "cn.other").to_text(), "[]"}));
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
                                                     "hostile",
                                                     start,
                                                     stop,
                                                     get_factory};
