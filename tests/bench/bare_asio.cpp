#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/json/parse.hpp>

#include "bare_server.h"
#include "bare_writer.h"

namespace budget::bench {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Code = boost::system::error_code;
using Tcp = asio::ip::tcp;

constexpr std::string_view kDone =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
    "15\r\n\r\n{\"result\":\"ok\"}";
constexpr std::string_view kRefused = "HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view kBad =
    "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

using RequestParser = http::request_parser<http::string_body>;

/// What a request asks: "POST /v1/instances/17/acts" with {"act": "submit"}; nothing when it is
/// anything else.
std::optional<BareJob> job_of(const RequestParser::value_type& request) {
  constexpr std::string_view kPath = "/v1/instances/";
  const auto target = request.target();
  if (request.method() != http::verb::post || !target.starts_with({kPath.data(), kPath.size()}))
    return std::nullopt;
  BareJob job;
  std::from_chars(target.data() + kPath.size(), target.data() + target.size(), job.row);
  Code code;
  const boost::json::value body = boost::json::parse(request.body(), code);
  const boost::json::object* object = code ? nullptr : body.if_object();
  const boost::json::value* act = object == nullptr ? nullptr : object->if_contains("act");
  const boost::json::string* name = act == nullptr ? nullptr : act->if_string();
  if (name == nullptr) return std::nullopt;
  job.submits = *name == "submit";
  return job;
}

/// One keep-alive connection with one request in hand.
class BareSession : public std::enable_shared_from_this<BareSession> {
 public:
  BareSession(Tcp::socket socket, std::uint64_t number, BareWriter& writer)
      : socket_(std::move(socket)), number_(number), writer_(writer) {}

  void read() {
    if (!parser_) {
      parser_.emplace();
      parser_->eager(true);
    }
    socket_.async_read_some(asio::buffer(in_),
                            [self = shared_from_this()](const Code& code, std::size_t count) {
                              if (!code) self->parse(count);
                            });
  }

  void answer(std::string_view text) {
    asio::async_write(socket_, asio::buffer(text.data(), text.size()),
                      [self = shared_from_this()](const Code& code, std::size_t) {
                        if (code) return;
                        self->parser_.reset();
                        self->read();
                      });
  }

 private:
  void parse(std::size_t count) {
    Code code;
    parser_->put(asio::const_buffer(in_.data(), count), code);
    if (code && code != http::error::need_more) return answer(kBad);
    if (!parser_->is_done()) return read();
    std::optional<BareJob> job = job_of(parser_->get());
    if (!job) return answer(kBad);
    job->connection = number_;
    writer_.submit(*job);
  }

  Tcp::socket socket_;
  std::uint64_t number_;
  BareWriter& writer_;
  std::optional<RequestParser> parser_;
  std::array<char, 8192> in_{};
};

class BareLoop {
 public:
  BareLoop(int listener, const std::string& file, int rows)
      : acceptor_(io_, Tcp::v4(), listener), writer_(file, rows, [this](std::vector<BareJob> jobs) {
          asio::post(io_, [this, done = std::move(jobs)] { hand_out(done); });
        }) {}

  void run() {
    accept();
    io_.run();
  }

 private:
  void accept() {
    acceptor_.async_accept([this](const Code& code, Tcp::socket socket) {
      if (code) std::abort();
      socket.set_option(Tcp::no_delay(true));
      const auto session = std::make_shared<BareSession>(std::move(socket), ++last_, writer_);
      sessions_[last_] = session;
      session->read();
      accept();
    });
  }

  void hand_out(const std::vector<BareJob>& jobs) {
    for (const BareJob& job : jobs) {
      sessions_.at(job.connection)->answer(job.done ? kDone : kRefused);
    }
  }

  asio::io_context io_{1};
  Tcp::acceptor acceptor_;
  BareWriter writer_;
  /// For ever: a run makes few of them.
  std::unordered_map<std::uint64_t, std::shared_ptr<BareSession>> sessions_;
  std::uint64_t last_ = 0;
};

}  // namespace

void serve_with_asio(int listener, const std::string& file, int rows) {
  BareLoop(listener, file, rows).run();
  std::abort();
}

}  // namespace budget::bench
