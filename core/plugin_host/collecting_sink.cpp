#include "plugin_host/collecting_sink.h"

#include <algorithm>

#include <budget/text.h>

#include "plugin_host/words.h"

namespace budget {
namespace {

/// A border the plugin calls back over: nothing may be thrown across it.
template <typename Work>
budget_status guarded(Work&& work) noexcept {
  try {
    return work();
  } catch (...) {  // no memory
    return BUDGET_TOO_LARGE;
  }
}

CollectingSink& self_of(const budget_sink* sink) {
  return *static_cast<CollectingSink*>(sink->context);
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && is_readable(name) &&
         name.find_first_of("/\\") == std::string_view::npos;
}

}  // namespace

CollectingSink::CollectingSink(const CallLimits& limits, Files files)
    : limits_(limits),
      files_(files),
      table_{sizeof(budget_sink), this, on_result, on_file, on_error} {}

budget_status CollectingSink::on_result(const budget_sink* sink, budget_bytes piece) noexcept {
  return guarded([&] { return self_of(sink).add_result(view_of(piece)); });
}

budget_status CollectingSink::on_file(const budget_sink* sink, budget_bytes name,
                                      budget_bytes piece) noexcept {
  return guarded([&] { return self_of(sink).add_file(view_of(name), view_of(piece)); });
}

void CollectingSink::on_error(const budget_sink* sink, budget_bytes message) noexcept {
  (void)guarded([&] {
    CollectingSink& self = self_of(sink);
    self.error_ = readable(view_of(message), self.limits_.error_bytes);
    return BUDGET_OK;
  });
}

budget_status CollectingSink::refuse(std::string why) {
  if (refusal_.empty()) refusal_ = std::move(why);
  return BUDGET_TOO_LARGE;
}

budget_status CollectingSink::add_result(std::string_view piece) {
  if (piece.size() > limits_.result_bytes - reply_.result.size()) {
    return refuse("expected a result of at most " + std::to_string(limits_.result_bytes) +
                  " bytes, but the plugin gives more");
  }
  reply_.result.append(piece);
  return BUDGET_OK;
}

budget_status CollectingSink::add_file(std::string_view name, std::string_view piece) {
  if (files_ == Files::refused)
    return refuse("expected no files from this capability, but the plugin writes one");
  if (!is_plain_name(name) || name.size() > limits_.file_name_bytes) {
    return refuse("expected a plain file name, but it is \"" + shortened(name, 80) + "\"");
  }
  if (piece.size() > limits_.file_bytes - file_bytes_) {
    return refuse("expected files of at most " + std::to_string(limits_.file_bytes) +
                  " bytes together, but the plugin writes more");
  }
  auto file = std::ranges::find(reply_.files, name, &PluginFile::name);
  if (file == reply_.files.end()) {
    if (reply_.files.size() == limits_.files) {
      return refuse("expected at most " + std::to_string(limits_.files) +
                    " files, but the plugin writes more");
    }
    file = reply_.files.insert(reply_.files.end(), PluginFile{std::string(name), {}});
  }
  file->bytes.append(piece);
  file_bytes_ += piece.size();
  return BUDGET_OK;
}

CallResult CollectingSink::take(budget_status status) {
  CallResult result{.status = status};
  if (!refusal_.empty() && status == BUDGET_OK) result.status = BUDGET_TOO_LARGE;
  if (result.status == BUDGET_OK) {
    result.reply = std::move(reply_);
  } else {
    result.error = !refusal_.empty() ? std::move(refusal_) : std::move(error_);
  }
  return result;
}

}  // namespace budget
