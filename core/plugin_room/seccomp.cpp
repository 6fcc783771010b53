#include "plugin_room/seccomp.h"

#if !defined(__x86_64__)

std::string budget::room::enter_seccomp(bool) {
  return "no seccomp (written for x86-64)";
}

#else

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <vector>

namespace budget::room {
namespace {

constexpr unsigned kComputing[] = {SYS_read,
                                   SYS_write,
                                   SYS_readv,
                                   SYS_writev,
                                   SYS_pread64,
                                   SYS_close,
                                   SYS_fstat,
                                   SYS_stat,
                                   SYS_lstat,
                                   SYS_newfstatat,
                                   SYS_statx,
                                   SYS_statfs,
                                   SYS_fstatfs,
                                   SYS_lseek,
                                   SYS_access,
                                   SYS_faccessat,
                                   SYS_faccessat2,
                                   SYS_readlink,
                                   SYS_readlinkat,
                                   SYS_getdents64,
                                   SYS_getcwd,
                                   SYS_recvfrom,
                                   SYS_recvmsg,
                                   SYS_sendto,
                                   SYS_sendmsg,
                                   SYS_poll,
                                   SYS_ppoll,
                                   SYS_mmap,
                                   SYS_munmap,
                                   SYS_mprotect,
                                   SYS_mremap,
                                   SYS_madvise,
                                   SYS_brk,
                                   SYS_futex,
                                   SYS_sched_yield,
                                   SYS_sched_getaffinity,
                                   SYS_nanosleep,
                                   SYS_clock_nanosleep,
                                   SYS_clock_gettime,
                                   SYS_clock_getres,
                                   SYS_gettimeofday,
                                   SYS_time,
                                   SYS_getrandom,
                                   SYS_getpid,
                                   SYS_gettid,
                                   SYS_getuid,
                                   SYS_geteuid,
                                   SYS_getgid,
                                   SYS_getegid,
                                   SYS_uname,
                                   SYS_sysinfo,
                                   SYS_getrusage,
                                   SYS_times,
                                   SYS_rt_sigaction,
                                   SYS_rt_sigprocmask,
                                   SYS_rt_sigreturn,
                                   SYS_sigaltstack,
                                   SYS_set_robust_list,
                                   SYS_set_tid_address,
                                   SYS_rseq,
                                   SYS_arch_prctl,
                                   SYS_membarrier,
                                   SYS_restart_syscall,
                                   SYS_exit,
                                   SYS_exit_group};

constexpr unsigned kNetwork[] = {
    SYS_connect,    SYS_bind,       SYS_getsockname, SYS_getpeername,   SYS_setsockopt,
    SYS_getsockopt, SYS_shutdown,   SYS_recvmmsg,    SYS_sendmmsg,      SYS_eventfd2,
    SYS_pipe2,      SYS_select,     SYS_pselect6,    SYS_epoll_create1, SYS_epoll_ctl,
    SYS_epoll_wait, SYS_epoll_pwait};

// Not F_SETOWN and F_SETSIG: with O_ASYNC they have the kernel send any signal to any process of
// this user, the daemon first of all.
constexpr unsigned kDescriptorCommands[] = {F_DUPFD, F_GETFD, F_SETFD,
                                            F_GETFL, F_SETFL, F_DUPFD_CLOEXEC};
constexpr unsigned kDeviceRequests[] = {FIONREAD, FIONBIO, FIOCLEX};  // FIOSETOWN is F_SETOWN
// Not a pair of datagram sockets: each can send to any such socket of this machine, the system's
// log or its service manager.
constexpr unsigned kPairTypes[] = {SOCK_STREAM, SOCK_STREAM | SOCK_CLOEXEC,
                                   SOCK_STREAM | SOCK_NONBLOCK,
                                   SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK};
constexpr unsigned kSocketFamilies[] = {AF_INET, AF_INET6};  // never a socket of this machine's own

constexpr unsigned kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;

/// Writes the filter one rule after the other. Each rule ends in a verdict or falls through with
/// the number of the system call in the accumulator.
class Filter {
 public:
  Filter() {
    load(offsetof(seccomp_data, arch));
    add(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0);
    verdict(SECCOMP_RET_KILL_PROCESS);
    load(offsetof(seccomp_data, nr));
  }
  void allow(unsigned number) {
    add(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1);
    verdict(SECCOMP_RET_ALLOW);
  }
  void fail(unsigned number, unsigned error) {
    add(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1);
    verdict(SECCOMP_RET_ERRNO | error);
  }
  /// Allowed when the argument has none of these bits.
  void allow_without(unsigned number, unsigned argument, unsigned bits) {
    add(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 5);
    load_argument(argument);
    add(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1);
    verdict(SECCOMP_RET_ERRNO | EPERM);
    verdict(SECCOMP_RET_ALLOW);
    load(offsetof(seccomp_data, nr));
  }
  /// Allowed when the argument has this bit.
  void allow_with(unsigned number, unsigned argument, unsigned bit) {
    add(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 5);
    load_argument(argument);
    add(BPF_JMP | BPF_JSET | BPF_K, bit, 1, 0);
    verdict(SECCOMP_RET_ERRNO | EPERM);
    verdict(SECCOMP_RET_ALLOW);
    load(offsetof(seccomp_data, nr));
  }
  /// Allowed when the argument is this.
  void allow_equal(unsigned number, unsigned argument, unsigned value) {
    add(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 5);
    load_argument(argument);
    add(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0);
    verdict(SECCOMP_RET_ERRNO | EPERM);
    verdict(SECCOMP_RET_ALLOW);
    load(offsetof(seccomp_data, nr));
  }
  /// Allowed when the argument is one of these.
  template <std::size_t Count>
  void allow_one_of(unsigned number, unsigned argument, const unsigned (&values)[Count]) {
    add(BPF_JMP | BPF_JEQ | BPF_K, number, 0, static_cast<unsigned char>(2 * Count + 3));
    load_argument(argument);
    for (const unsigned value : values) {
      add(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
      verdict(SECCOMP_RET_ALLOW);
    }
    verdict(SECCOMP_RET_ERRNO | EPERM);
    load(offsetof(seccomp_data, nr));
  }
  [[nodiscard]] bool enter() {
    verdict(SECCOMP_RET_ERRNO | EPERM);
    const sock_fprog program{.len = static_cast<unsigned short>(lines_.size()),
                             .filter = lines_.data()};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
  }

 private:
  void add(int code, unsigned k, unsigned char yes, unsigned char no) {
    lines_.push_back({static_cast<unsigned short>(code), yes, no, k});
  }
  void load(std::size_t offset) {
    add(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(offset), 0, 0);
  }
  void load_argument(unsigned argument) {  // its lower half
    load(offsetof(seccomp_data, args) + argument * sizeof(__u64));
  }
  void verdict(unsigned what) { add(BPF_RET | BPF_K, what, 0, 0); }

  std::vector<sock_filter> lines_;
};

}  // namespace

std::string enter_seccomp(bool network) {
  Filter filter;
  for (const unsigned number : kComputing)
    filter.allow(number);
  filter.allow_without(SYS_openat, 2, kWriting);
  filter.allow_without(SYS_open, 1, kWriting);
  filter.allow_with(SYS_clone, 0, CLONE_THREAD);
  filter.fail(SYS_clone3, ENOSYS);  // its flags lie in memory; the C library falls back to clone
  filter.allow_equal(SYS_tgkill, 0, static_cast<unsigned>(getpid()));  // abort()
  filter.allow_equal(SYS_prlimit64, 0, 0);
  filter.allow_equal(SYS_prctl, 0, PR_SET_NAME);
  filter.allow_one_of(SYS_fcntl, 1, kDescriptorCommands);
  if (network) {
    for (const unsigned number : kNetwork)
      filter.allow(number);
    filter.allow_one_of(SYS_socket, 0, kSocketFamilies);
    filter.allow_one_of(SYS_socketpair, 1, kPairTypes);
    filter.allow_one_of(SYS_ioctl, 1, kDeviceRequests);
  }
  return filter.enter() ? "seccomp" : std::string("no seccomp (") + strerror(errno) + ")";
}

}  // namespace budget::room

#endif
