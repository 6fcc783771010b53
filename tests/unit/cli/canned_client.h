#pragma once

#include <deque>
#include <vector>

#include "cli/client/client.h"

namespace budget::cli {

/// A daemon that gives prepared answers in order and remembers what it was asked.
class CannedClient final : public Client {
 public:
  explicit CannedClient(std::deque<Response> responses) : responses_(std::move(responses)) {}

  Result<Response> send(const Request& request) override {
    requests.push_back(request);
    if (responses_.empty()) {
      return Error{ErrorCode::unavailable,
                   "expected to reach budgetd, but the test has no more answers"};
    }
    Response next = std::move(responses_.front());
    responses_.pop_front();
    return next;
  }

  std::vector<Request> requests;

 private:
  std::deque<Response> responses_;
};

}  // namespace budget::cli
