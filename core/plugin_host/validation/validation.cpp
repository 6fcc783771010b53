#include "plugin_host/validation/validation.h"

#include <array>

#include "plugin_host/file_hash.h"
#include "plugin_host/handshake.h"
#include "plugin_host/plugin_options.h"
#include "plugin_host/validation/isolated_tests.h"
#include "plugin_host/validation/plausible_options.h"
#include "plugin_host/validation/tests.h"

namespace budget {
namespace {

using Outcome = ValidationVerdict::Outcome;
using Test = Result<void> (*)(const Subject&, const TestPhase&);

/// What a test needs to have gone well before it makes sense.
enum class Needs { loading, calls };

struct Listed {
  const char* name;
  Test test;
  Needs needs;
  ProcessEnd end = ProcessEnd::at_once;
};

constexpr std::array kTests{
    Listed{"unknown ids give null", test_unknown_ids, Needs::loading},
    Listed{"starts again after deinit", test_starts_again, Needs::loading},
    Listed{"descriptors stay the same", test_descriptors, Needs::loading},
    Listed{"wrong configurations are refused", test_configuration, Needs::loading},
    Listed{"deadline and cancellation", test_deadline, Needs::calls},
    Listed{"answers the samples", test_answers, Needs::calls},
    Listed{"wrong payloads are refused", test_wrong_payloads, Needs::calls},
    Listed{"moderate in log and result", test_moderation, Needs::calls},
    Listed{"same request, same bytes", test_same_bytes, Needs::calls},
    Listed{"larger and smaller structs", test_struct_sizes, Needs::calls},
    Listed{"memory stays flat", test_memory, Needs::calls},
    Listed{"no threads are left", test_threads, Needs::calls},
    Listed{"the process as it was", test_traces, Needs::calls},
    Listed{"fuzzed requests", test_fuzz, Needs::calls},
    Listed{"the end of the process", test_end, Needs::calls, ProcessEnd::in_full},
};

std::string sentence_of(const Error& error) {
  return error.hint.empty() ? error.message : error.message + " → " + error.hint;
}

/// The tests of one library, in order, and what one failing means for the next.
class Validation {
 public:
  Validation(const ValidationRequest& request, const OnVerdict& told)
      : request_(request), told_(told) {
    std::error_code unknown;
    subject_.library = std::filesystem::absolute(request.library, unknown);
    subject_.has_options = request.options.has_value();
    subject_.config_of = [this](const PluginDescription& plugin) { return config_of(plugin); };
  }

  std::vector<ValidationVerdict> run() {
    const bool is_sound = look_at_file();
    std::string blocked = is_sound && can_be_loaded() ? "" : "it does not load";
    // Options of somebody's own are tried first: a mistake in them is told once.
    if (blocked.empty() && request_.options && !takes_its_options())
      blocked = "it does not take its options";
    if (request_.in_inside_room) run_inside(blocked);
    if (request_.in_isolated_room && !request_.reproduced) run_isolated(blocked);
    return std::move(verdicts_);
  }

 private:
  bool judge(const char* room, const char* test, const Result<void>& result,
             std::chrono::milliseconds took = {}) {
    add({room, test, result ? Outcome::passed : Outcome::failed,
         result ? "" : sentence_of(result.error()), took});
    return result.has_value();
  }
  void add(ValidationVerdict verdict) {
    verdicts_.push_back(std::move(verdict));
    if (told_) told_(verdicts_.back());
  }

  /// What can be seen without running any of its code.
  bool look_at_file() {
    const bool has_one_symbol =
        judge("file", "exports one symbol", check_symbols(subject_.library));
    const Result<void> manifest = fits_manifest();
    return judge("file", "fits its manifest", manifest) && has_one_symbol;
  }
  Result<void> fits_manifest() {
    manifest_ = TRY(read_manifest(subject_.library));
    TRY(check_revision(manifest_.abi_major, manifest_.min_host_minor, HostVersion{}));
    TRY(check_hash(manifest_, subject_.library));
    subject_.seed = std::stoull(manifest_.sha256.substr(0, 8), nullptr, 16);
    return {};
  }

  /// Loads it in a process of its own, and learns there what its options are.
  bool can_be_loaded() {
    const TestEnd end =
        run_in_process([this](const TestPhase& phase) { return test_loads(subject_, phase); },
                       request_.limit, ProcessEnd::at_once);
    add({"file", "loads and says what it is",
         end.problem.empty() ? Outcome::passed : Outcome::failed, end.problem, end.took});
    return end.problem.empty();
  }

  bool takes_its_options() {
    const TestEnd end =
        run_in_process([this](const TestPhase& phase) { return test_options(subject_, phase); },
                       request_.limit, ProcessEnd::at_once);
    add({"file", "takes the options given", end.problem.empty() ? Outcome::passed : Outcome::failed,
         end.problem, end.took});
    return end.problem.empty();
  }

  void run_inside(std::string blocked) {
    const bool loads = blocked.empty();
    if (request_.reproduced) {
      subject_.seed = *request_.reproduced;
      subject_.is_one_case = true;
    }
    for (const Listed& listed : kTests) {
      if (request_.reproduced && listed.test != test_fuzz) continue;
      const bool is_blocked = !blocked.empty() && (!loads || listed.needs == Needs::calls);
      if (is_blocked) {
        add({"inside", listed.name, Outcome::not_run, blocked});
        continue;
      }
      const TestEnd end =
          run_in_process([&](const TestPhase& phase) { return listed.test(subject_, phase); },
                         request_.limit, listed.end);
      add({"inside", listed.name, end.problem.empty() ? Outcome::passed : Outcome::failed,
           end.problem, end.took});
      if (end.is_stuck) blocked = "its calls do not come back";
    }
  }

  Result<std::string> config_of(const PluginDescription& plugin) const {
    if (!request_.options) return plausible_options(plugin.options).to_text();
    const ResolvedOptions resolved = resolve_options(
        plugin.options, *request_.options, request_.options_folder, Secrets::only_checked);
    if (resolved.findings.empty()) return resolved.config;
    return red(resolved.findings.front().place.field + ": " + resolved.findings.front().message);
  }

  void run_isolated(const std::string& blocked) {
    if (!blocked.empty()) {
      add({"isolated", "lives in a process of its own", Outcome::not_run, blocked, {}});
      return;
    }
    run_isolated_tests(request_, subject_, manifest_,
                       [this](ValidationVerdict verdict) { add(std::move(verdict)); });
  }

  const ValidationRequest& request_;
  const OnVerdict& told_;
  Subject subject_;
  Manifest manifest_;
  std::vector<ValidationVerdict> verdicts_;
};

}  // namespace

std::vector<ValidationVerdict> validate_plugin(const ValidationRequest& request,
                                               const OnVerdict& told) {
  return Validation(request, told).run();
}

const char* name_of(ValidationVerdict::Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::passed:
      return "passed";
    case Outcome::failed:
      return "failed";
    case Outcome::not_run:
      return "not_run";
  }
  return "not_run";
}

}  // namespace budget
