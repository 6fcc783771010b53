#include "plugin_host/validation/trial_host.h"

#include "plugin_host/words.h"

namespace budget {
namespace {

std::uint64_t size_of(TrialHost::Structs structs, std::uint64_t today, std::uint64_t small) {
  if (structs == TrialHost::Structs::smaller) return small;
  return structs == TrialHost::Structs::larger ? today + 8 * sizeof(void*) : today;
}

}  // namespace

TrialHost::TrialHost(Structs structs) : structs_(structs) {
  host_.table = {
      size_of(structs, sizeof(budget_host), offsetof(budget_host, log)), BUDGET_ABI_MAJOR,
      structs == Structs::larger ? BUDGET_ABI_MINOR + 1U : BUDGET_ABI_MINOR, this, on_log};
  sink_.table = {size_of(structs, sizeof(budget_sink), offsetof(budget_sink, file)), this,
                 on_result, on_file, on_error};
}

const budget_request* TrialHost::request(std::string_view payload, std::string_view attachment) {
  request_.table = {
      size_of(structs_, sizeof(budget_request), offsetof(budget_request, is_cancelled)),
      bytes_of(payload),
      bytes_of(attachment),
      1'000,
      this,
      on_asked};
  return &request_.table;
}

void TrialHost::forget() {
  result_.clear();
  error_.clear();
  taken_ = 0;
  refused_ = 0;
  lines_ = 0;
}

void TrialHost::on_log(const budget_host* host, std::int32_t /*level*/, budget_bytes /*message*/) {
  auto& me = *static_cast<TrialHost*>(host->context);
  ++me.lines_;
  if (me.structs_ == Structs::smaller) me.beyond_ = true;
}

budget_status TrialHost::take(std::string_view piece) {
  taken_ += piece.size();
  if (taken_ <= most_bytes) return BUDGET_OK;
  ++refused_;
  return BUDGET_TOO_LARGE;
}

budget_status TrialHost::on_result(const budget_sink* sink, budget_bytes piece) {
  auto& me = *static_cast<TrialHost*>(sink->context);
  const budget_status status = me.take(view_of(piece));
  if (status == BUDGET_OK) me.result_ += view_of(piece);
  return status;
}

budget_status TrialHost::on_file(const budget_sink* sink, budget_bytes /*name*/,
                                 budget_bytes piece) {
  auto& me = *static_cast<TrialHost*>(sink->context);
  if (me.structs_ == Structs::smaller) me.beyond_ = true;
  return me.take(view_of(piece));
}

void TrialHost::on_error(const budget_sink* sink, budget_bytes message) {
  auto& me = *static_cast<TrialHost*>(sink->context);
  if (me.structs_ == Structs::smaller) me.beyond_ = true;
  me.error_ = view_of(message);
}

std::int32_t TrialHost::on_asked(const budget_request* request) {
  auto& me = *static_cast<TrialHost*>(request->context);
  if (me.structs_ == Structs::smaller) me.beyond_ = true;
  return std::chrono::steady_clock::now() >= me.stop_at_ ? 1 : 0;
}

}  // namespace budget
