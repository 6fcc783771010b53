#include <malloc.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include <budget/text.h>

#include "plugin_host/validation/process_traces.h"
#include "plugin_host/validation/sample_payloads.h"
#include "plugin_host/validation/tests.h"
#include "plugin_host/words.h"

namespace budget {
namespace {

using Steady = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kGrace = 5'000ms;
constexpr std::uint64_t kMostLines = 1'000;
constexpr std::uint64_t kMostRefused = 100;
constexpr int kFuzzCases = 1'500;
constexpr auto kFuzzTime = 4s;

/// Does something with every capability of every plugin that this host can call.
using Visit = std::function<Result<void>(TrialInstance&, TrialHost&, const PluginDescription&,
                                         const std::string& capability)>;
Result<void> for_each_capability(const Subject& subject, const TestPhase& phase,
                                 const Visit& visit) {
  const PluginLibrary library = TRY(PluginLibrary::load(subject.library));
  for (const PluginDescription& plugin : library.plugins()) {
    for (const std::string& capability : plugin.capabilities) {
      if (sample_payloads(capability).empty()) continue;
      TrialHost host;
      TrialInstance instance = TRY(TrialInstance::create(subject, library, plugin, host, phase));
      TRY(visit(instance, host, plugin, capability));
    }
  }
  return {};
}

std::string said(budget_status status, const TrialHost& host) {
  return "it says " + std::to_string(status) + ": " +
         (host.error().empty() ? "nothing" : shortened(host.error(), 300));
}

/// The result of a call that went well is one JSON value.
Result<Json> json_of(const TrialHost& host, const std::string& capability) {
  if (!is_utf8(host.result()))
    return red("expected the result of " + capability + " in UTF-8, but it is not");
  Result<Json> json = Json::parse(host.result());
  if (!json) {
    return red("expected the result of " + capability +
               " to be one JSON value, but: " + json.error().message);
  }
  return json;
}

Result<void> check_refusal(budget_status status, const TrialHost& host,
                           const std::string& capability, const std::string& what) {
  if (status == BUDGET_OK)
    return red("expected " + capability + " to refuse " + what + ", but it answers");
  if (status == BUDGET_FAULT)
    return red("expected " + capability + " to refuse " + what +
               ", but it is a fault: " + host.error());
  if (host.error().empty() || !is_utf8(host.error()))
    return red("expected a sentence on why " + capability + " refuses " + what + ", but it says " +
               std::to_string(status) + " only");
  return {};
}

Result<void> check_report(const Json& json) {
  for (const Json& finding : json["findings"].items()) {
    static const std::set<std::string> kLevels{"info", "warning", "error"};
    if (finding["rule"].text().empty() || finding["message"].text().empty() ||
        !kLevels.contains(finding["level"].text()))
      return red("expected every finding to have rule, level and message, but one is " +
                 shortened(finding.to_text(), 200));
  }
  if (json["rules_run"].items().empty() && json["rules_not_run"].items().empty())
    return red("expected the report to say which rules ran and which did not, but it names none");
  return {};
}

Result<void> check_requests(const Json& json, const SamplePayload& sample) {
  std::set<std::int64_t> carried;
  static const std::set<std::string> kKinds{"http", "smtp", "file", "log"};
  for (const Json& request : json["requests"].items()) {
    if (!kKinds.contains(request["kind"].text()))
      return red("expected requests of a known kind, but one is '" + request["kind"].text() + "'");
    for (const Json& id : request["messages"].items())
      carried.insert(id.integer());
  }
  const Json asked = Json::parse(sample.payload).value();
  for (const Json& message : asked["messages"].items())
    if (!carried.contains(message["id"].integer()))
      return red("expected every message to be carried by a request, but message " +
                 std::to_string(message["id"].integer()) + " is in none");
  return {};
}

Result<void> check_answer(const std::string& capability, const Json& json,
                          const SamplePayload& sample) {
  const auto named = [&](const char* schema) -> Result<void> {
    if (json["schema"].text() == schema) return {};
    return red("expected the result of " + capability + " to be a " + schema +
               ", but its schema is '" + shortened(json["schema"].text(), 60) + "'");
  };
  if (capability == BUDGET_RULE_CHECK) {
    TRY(named("budget.rule.report/1"));
    return check_report(json);
  }
  if (capability == BUDGET_RULE_LIST) return named("budget.rule.rules/1");
  if (capability == BUDGET_NOTIFY_BUILD) {
    TRY(named("budget.notify.requests/1"));
    return check_requests(json, sample);
  }
  if (capability == BUDGET_NOTIFY_JUDGE) return named("budget.notify.verdict/1");
  return {};
}

std::size_t threads_of_this_process() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

std::size_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  statm >> all >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::size_t heap_bytes() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

}  // namespace

Result<void> test_deadline(const Subject& subject, const TestPhase& phase) {
  return for_each_capability(
      subject, phase,
      [&](TrialInstance& instance, TrialHost& host, const PluginDescription&,
          const std::string& capability) -> Result<void> {
        const SamplePayload large = large_payload(capability);
        for (const auto wait : {0ms, 20ms}) {
          const auto until = Steady::now() + wait;
          host.cancel_at(until);
          const auto waited = waited_for_processor(getpid());
          const budget_status status =
              TRY(instance.run(capability, large.payload, large.attachment));
          const auto late =
              std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - until) -
              (waited_for_processor(getpid()) - waited);
          if (late > kGrace) {
            return red("expected run of " + capability + " to end within " +
                       std::to_string(kGrace.count()) +
                       " ms when the host no longer waits, but it took " +
                       std::to_string(late.count()) + " ms");
          }
          if (status == BUDGET_FAULT)
            return red("expected run of " + capability + " to stop, but " + said(status, host));
        }
        return {};
      });
}

Result<void> test_answers(const Subject& subject, const TestPhase& phase) {
  return for_each_capability(
      subject, phase,
      [&](TrialInstance& instance, TrialHost& host, const PluginDescription&,
          const std::string& capability) -> Result<void> {
        bool has_answered = false;
        std::string refusal;
        for (const SamplePayload& sample : sample_payloads(capability)) {
          const budget_status status =
              TRY(instance.run(capability, sample.payload, sample.attachment));
          if (status == BUDGET_OK && host.pieces_refused() > 0)
            return red("expected " + capability +
                       " to say so when the host takes no more, but it says it is fine");
          if (status == BUDGET_FAULT || host.pieces_refused() > 0)
            return red("expected " + capability + " to answer, but " + said(status, host));
          if (status != BUDGET_OK) {
            TRY(check_refusal(status, host, capability, "the sample"));
            refusal = said(status, host);
            continue;
          }
          const Json json = TRY(json_of(host, capability));
          TRY(check_answer(capability, json, sample));
          has_answered = true;
        }
        // An exporter may take one of the forms only; a file for an importer cannot be guessed.
        if (has_answered || capability == BUDGET_IMPORT_READ) return {};
        return red("expected " + capability + " to answer one of the samples, but " + refusal);
      });
}

Result<void> test_wrong_payloads(const Subject& subject, const TestPhase& phase) {
  return for_each_capability(subject, phase,
                             [&](TrialInstance& instance, TrialHost& host, const PluginDescription&,
                                 const std::string& capability) -> Result<void> {
                               for (const WrongPayload& wrong : wrong_payloads()) {
                                 const budget_status status =
                                     TRY(instance.run(capability, wrong.payload));
                                 TRY(check_refusal(status, host, capability, wrong.what));
                               }
                               return {};
                             });
}

Result<void> test_same_bytes(const Subject& subject, const TestPhase& phase) {
  const PluginLibrary library = TRY(PluginLibrary::load(subject.library));
  for (const PluginDescription& plugin : library.plugins()) {
    if ((plugin.flags & BUDGET_FLAG_PURE) == 0) continue;
    for (const std::string& capability : plugin.capabilities) {
      for (const SamplePayload& sample : sample_payloads(capability)) {
        std::set<std::string> answers;
        for (int time = 0; time < 2; ++time) {
          TrialHost host;
          TrialInstance instance =
              TRY(TrialInstance::create(subject, library, plugin, host, phase));
          for (int call = 0; call < 2; ++call) {
            const budget_status status =
                TRY(instance.run(capability, sample.payload, sample.attachment));
            answers.insert(std::to_string(status) + host.error() + host.result());
          }
        }
        if (answers.size() > 1) {
          return red("expected " + plugin.id +
                     ", which says it is pure, to give the same bytes for the same request, but "
                     "two calls of " +
                     capability + " differ");
        }
      }
    }
  }
  return {};
}

Result<void> test_moderation(const Subject& subject, const TestPhase& phase) {
  return for_each_capability(
      subject, phase,
      [&](TrialInstance& instance, TrialHost& host, const PluginDescription&,
          const std::string& capability) -> Result<void> {
        const SamplePayload large = large_payload(capability);
        for (const std::size_t most : {std::size_t{32} << 20U, std::size_t{0}}) {
          host.most_bytes = most;
          (void)TRY(instance.run(capability, large.payload, large.attachment));
          if (host.lines() > kMostLines) {
            return red("expected at most " + std::to_string(kMostLines) +
                       " lines of log in one call, but " + capability + " wrote " +
                       std::to_string(host.lines()));
          }
          if (host.pieces_refused() > kMostRefused) {
            return red("expected " + capability +
                       " to give up when the host takes no more, but it went on for " +
                       std::to_string(host.pieces_refused()) + " pieces");
          }
        }
        return {};
      });
}

Result<void> test_struct_sizes(const Subject& subject, const TestPhase& phase) {
  const PluginLibrary library = TRY(PluginLibrary::load(subject.library));
  const auto answer = [&](const PluginDescription& plugin, const std::string& capability,
                          const SamplePayload& sample,
                          TrialHost::Structs structs) -> Result<std::string> {
    TrialHost host(structs);
    TrialInstance instance = TRY(TrialInstance::create(subject, library, plugin, host, phase));
    const budget_status status = TRY(instance.run(capability, sample.payload, sample.attachment));
    return std::to_string(status) + host.error() + host.result();
  };
  for (const PluginDescription& plugin : library.plugins()) {
    for (const std::string& capability : plugin.capabilities) {
      for (const SamplePayload& sample : sample_payloads(capability)) {
        const std::string today =
            TRY(answer(plugin, capability, sample, TrialHost::Structs::as_today));
        const std::string later =
            TRY(answer(plugin, capability, sample, TrialHost::Structs::larger));
        if (today != later && (plugin.flags & BUDGET_FLAG_PURE) != 0)
          return red("expected the same answer in a later host with larger structs, but " +
                     capability + " gives another");
        // An instance of today's host, called with structs cut short.
        TrialHost host;
        TrialInstance instance = TRY(TrialInstance::create(subject, library, plugin, host, phase));
        TrialHost small(TrialHost::Structs::smaller);
        const budget_capability* found = TRY(instance.capability(capability));
        const std::string what = "run of " + capability + " with structs that are too small";
        phase(what);
        (void)TRY(instance.run_with(*found, *small.request(sample.payload, sample.attachment),
                                    *small.sink(), what));
        if (small.was_asked_beyond_its_size())
          return red("expected " + capability +
                     " to look at struct_size, but it calls what the struct does not hold");
      }
    }
    phase("create with a host that is too small");
    TrialHost small(TrialHost::Structs::smaller);
    budget_instance* made = library.factory().create(small.host(), bytes_of(plugin.id));
    if (made != nullptr) library.factory().destroy(made);
    if (made != nullptr || small.was_asked_beyond_its_size())
      return red("expected create to refuse a host smaller than 1.0's, but it does not");
  }
  return {};
}

Result<void> test_memory(const Subject& subject, const TestPhase& phase) {
  constexpr std::size_t kWarmUp = 20;
  constexpr std::size_t kCalls = 100;
  constexpr std::size_t kHeapPerCall = 16;  // less than the smallest block there is
  constexpr std::size_t kResident = 4UL * 1024 * 1024;
  constexpr int kRounds = 4;
  return for_each_capability(
      subject, phase,
      [&](TrialInstance& instance, TrialHost& host, const PluginDescription&,
          const std::string& capability) -> Result<void> {
        const SamplePayload sample = sample_payloads(capability).front();
        const auto call_here = [&](std::size_t times) -> Result<void> {
          for (std::size_t i = 0; i < times; ++i)
            (void)TRY(instance.run(capability, sample.payload, sample.attachment));
          host.forget();
          return {};
        };
        // The C library keeps freed blocks for the thread that freed them and counts them as used,
        // some 10 KiB more per 100 calls for thousands of calls. With a thread they go.
        const auto call = [&](std::size_t times) {
          Result<void> done;
          std::thread([&] { done = call_here(times); }).join();
          return done;
        };
        TRY(call(kWarmUp));
        // Caches fill up and then stay; a leak goes on. One quiet round tells them apart.
        std::size_t grown = 0;
        for (int round = 0; round < kRounds; ++round) {
          const std::size_t heap = heap_bytes();
          const std::size_t resident = resident_bytes();
          TRY(call(kCalls));
          const std::size_t on_heap = heap_bytes() > heap ? heap_bytes() - heap : 0;
          const std::size_t in_all = resident_bytes() > resident ? resident_bytes() - resident : 0;
          if (on_heap <= kCalls * kHeapPerCall && in_all <= kResident) return {};
          grown = std::max(on_heap, in_all);
        }
        return red("expected memory to stay flat over " + std::to_string(kCalls) +
                   " equal calls of " + capability + ", but it has grown by " +
                   std::to_string(grown / 1024) + " KiB, every time again");
      });
}

Result<void> test_end(const Subject& subject, const TestPhase& phase) {
  PluginLibrary library = TRY(PluginLibrary::load(subject.library));
  for (const PluginDescription& plugin : library.plugins()) {
    TrialHost host;
    TrialInstance instance = TRY(TrialInstance::create(subject, library, plugin, host, phase));
    for (const std::string& capability : plugin.capabilities)
      for (const SamplePayload& sample : sample_payloads(capability))
        (void)TRY(instance.run(capability, sample.payload, sample.attachment));
  }
  phase("deinit");
  library.finish();
  return {};
}

Result<void> test_traces(const Subject& subject, const TestPhase& phase) {
  const ProcessTraces before;
  TRY(test_end(subject, phase));
  const std::string changed = ProcessTraces().changed_since(before);
  if (changed.empty()) return {};
  return red("expected the process as it was before, but " + changed + " is another");
}

Result<void> test_threads(const Subject& subject, const TestPhase& phase) {
  const std::size_t before = threads_of_this_process();
  const Visit call_once = [](TrialInstance& instance, TrialHost&, const PluginDescription&,
                             const std::string& capability) -> Result<void> {
    const SamplePayload sample = sample_payloads(capability).front();
    (void)TRY(instance.run(capability, sample.payload, sample.attachment));
    return {};
  };
  TRY(for_each_capability(subject, phase, call_once));
  phase("end of the plugin's threads");
  // A thread that was joined is still listed for a moment.
  const auto until = Steady::now() + 2s;
  while (threads_of_this_process() > before && Steady::now() < until)
    poll(nullptr, 0, 5);
  const std::size_t after = threads_of_this_process();
  if (after <= before) return {};
  return red("expected no thread to outlive its instance, but " + std::to_string(after - before) +
             " still run after destroy");
}

Result<void> test_fuzz(const Subject& subject, const TestPhase& phase) {
  const auto until = Steady::now() + kFuzzTime;
  return for_each_capability(
      subject, phase,
      [&](TrialInstance& instance, TrialHost& host, const PluginDescription&,
          const std::string& capability) -> Result<void> {
        const std::vector<SamplePayload> samples = sample_payloads(capability);
        const std::uint64_t cases = subject.is_one_case ? 1 : kFuzzCases;
        for (std::uint64_t i = 0; i < cases && (i == 0 || Steady::now() < until); ++i) {
          const std::uint64_t seed = subject.seed + i;
          const SamplePayload changed = fuzzed(samples[seed % samples.size()], seed);
          const std::string which = " (again with --reproduce " + std::to_string(seed) + ")";
          const budget_status status =
              TRY(instance.run(capability, changed.payload, changed.attachment,
                               "fuzzed run of " + capability + which));
          if (status != BUDGET_OK) continue;
          const Result<Json> json = json_of(host, capability);
          if (!json) return red(json.error().message + which);
        }
        return {};
      });
}

}  // namespace budget
