#pragma once

#include <memory>

#include <gtest/gtest.h>

#include "http/server.h"
#include "support/silent_logger.h"

namespace budget::test {

/// A server on a free port that answers with "METHOD path?query|body" unless a test gives another
/// handler.
class RunningServer {
 public:
  explicit RunningServer(Server::Options options = {}) {
    auto opened = Server::open(std::move(options), logger_);
    if (!opened) throw std::runtime_error(opened.error().message);
    server_ = std::move(*opened);
  }

  void start() {
    start([this](Ticket ticket, Request& request) { server_->answer(ticket, echo(request)); });
  }
  void start(Server::Handler handler) { server_->start(std::move(handler)); }

  [[nodiscard]] int port() const { return server_->port(); }
  Server& operator*() { return *server_; }
  Server* operator->() { return server_.get(); }

  static Response echo(const Request& request) {
    Response response;
    response.content_type = kPlainText;
    response.body = std::string(name_of(request.method)) + " " + request.path + "?" +
                    request.query + "|" + request.body;
    return response;
  }

 private:
  SilentLogger logger_;
  std::unique_ptr<Server> server_;
};

}  // namespace budget::test
