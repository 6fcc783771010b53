#include "cli/verification.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>
#include <map>
#include <memory>
#include <ostream>

#include "cli/progress.h"
#include "cli/render.h"
#include "store/verify.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

/// A head as the command line gives it. Without a number it speaks of the end of the log.
struct ExpectedHead {
  EventSeq seq;
  std::string hash;
};

Result<ExpectedHead> parse_head(const std::string& text) {
  const Error wrong{ErrorCode::invalid_input,
                    "expected a head like 412:5a…, but it is \"" + text + "\"",
                    "copy it from an earlier verify"};
  const std::size_t colon = text.find(':');
  ExpectedHead head{.seq = {}, .hash = colon == std::string::npos ? text : text.substr(colon + 1)};
  if (colon != std::string::npos) {
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + colon, number);
    if (problem != std::errc() || end != text.data() + colon || number < 1) {
      return wrong;
    }
    head.seq = EventSeq(number);
  }
  const bool is_hex = std::ranges::all_of(
      head.hash, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (head.hash.size() != 64 || !is_hex) {
    return wrong;
  }
  return head;
}

/// One bar after the other, as the phases come.
class PhaseBars {
 public:
  explicit PhaseBars(const Terminal& terminal) : terminal_(terminal) {}

  void show(const VerifyProgress& progress) {
    static const std::map<std::string, std::string> kTitles{
        {"file", "检查文件"}, {"log", "重放日志"}, {"tables", "核对各表"}};
    if (phase_ != progress.phase) {
      phase_ = progress.phase;
      const auto title = kTitles.find(phase_);
      bar_.reset();
      bar_ = std::make_unique<Progress>(terminal_, title == kTitles.end() ? phase_ : title->second,
                                        progress.total);
    }
    bar_->advance_to(progress.done);
  }

  void finish() { bar_.reset(); }

 private:
  const Terminal& terminal_;
  std::string phase_;
  std::unique_ptr<Progress> bar_;
};

/// The lodged hash without a number: it must be that of the end.
void compare_end(VerifyReport& report, const ExpectedHead& expected) {
  if (expected.seq == EventSeq() && !expected.hash.empty() && expected.hash != report.head.hash) {
    report.discrepancies.push_back({.what = Tampering::log_rewritten,
                                    .table = "",
                                    .key = "",
                                    .seq = report.head.seq,
                                    .message = "expected the log to end with " + expected.hash +
                                               ", but it ends with " + report.head.hash});
  }
}

json::object report_json(const VerifyReport& report) {
  json::array discrepancies;
  for (const Discrepancy& discrepancy : report.discrepancies) {
    discrepancies.push_back(json::object{{"what", name_of(discrepancy.what)},
                                         {"table", discrepancy.table},
                                         {"key", discrepancy.key},
                                         {"event", discrepancy.seq.value()},
                                         {"message", discrepancy.message}});
  }
  return {{"is_sound", report.is_sound()},
          {"events", report.events},
          {"head", {{"event", report.head.seq.value()}, {"hash", report.head.hash}}},
          {"discrepancies", std::move(discrepancies)},
          {"untold", report.untold},
          {"not_checked", json::array(report.not_checked.begin(), report.not_checked.end())}};
}

void print(const Terminal& terminal, const std::string& file, const VerifyReport& report) {
  terminal.out << "日志 " << grouped(report.events) << " 个事件，链头 " << report.head.seq.value()
               << ":" << report.head.hash << '\n';
  if (report.is_sound()) {
    terminal.out << styled(terminal, "核对一致：", Style::green) << file << " 与其日志完全相符。\n";
    return;
  }
  Table table({{"差异"}, {"表"}, {"主键"}, {"事件", Align::right}, {"说明", Align::left, true}});
  for (const Discrepancy& discrepancy : report.discrepancies) {
    table.add({Cell(name_of(discrepancy.what), Style::red), discrepancy.table, discrepancy.key,
               discrepancy.seq == EventSeq() ? "" : std::to_string(discrepancy.seq.value()),
               discrepancy.message});
  }
  if (!table.empty()) {
    table.print(terminal);
  }
  if (report.untold > 0) {
    terminal.out << "另有 " << grouped(static_cast<std::int64_t>(report.untold))
                 << " 处差异未列出。\n";
  }
  for (const std::string& part : report.not_checked) {
    terminal.out << styled(terminal, "未核对：", Style::yellow) << printable(part) << '\n';
  }
  terminal.out << styled(terminal, "核对不一致：", Style::red) << file << '\n';
}

}  // namespace

Result<ExitCode> verify_file(const Terminal& terminal, const std::string& file,
                             const std::string& expected_head) {
  ExpectedHead expected;
  if (!expected_head.empty()) {
    Result<ExpectedHead> head = parse_head(expected_head);
    if (!head) {
      return usage_error(terminal, head.error());
    }
    expected = *std::move(head);
  }
  PhaseBars bars(terminal);
  budget::VerifyOptions options;
  options.progress = [&bars](const VerifyProgress& progress) { bars.show(progress); };
  if (expected.seq != EventSeq()) {
    options.lodged = LodgedHead{.seq = expected.seq, .hash = expected.hash};
  }
  VerifyReport report = TRY(verify(file, options));
  bars.finish();
  compare_end(report, expected);
  if (terminal.is_json) {
    print_json(terminal, report_json(report));
  } else {
    print(terminal, file, report);
  }
  return report.is_sound() ? ExitCode::ok : ExitCode::findings;
}

}  // namespace budget::cli
