#include "http/session.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "http/problem.h"
#include "http/response_head.h"

namespace budget {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr std::size_t kBuffer = 8 * 1024;
constexpr std::size_t kBodyBuffer = 64 * 1024;
constexpr std::size_t kMostDrained = 64 * 1024 * 1024;

}  // namespace

Session::Session(Socket socket, std::uint64_t number, SessionHost& host)
    : socket_(std::move(socket)), number_(number), host_(host), in_(kBuffer) {}

void Session::start() {
  set_deadline(host_.options.idle_timeout);
  read();
}

void Session::set_deadline(std::chrono::milliseconds from_now) {
  deadline_ = std::chrono::steady_clock::now() + from_now;
}

void Session::read() {
  state_ = State::reading;
  socket_.async_read_some(asio::buffer(in_.data() + filled_, in_.size() - filled_),
                          [self = shared_from_this()](const Code& code, std::size_t count) {
                            if (self->state_ != State::reading) return;
                            if (code) return self->close();
                            self->filled_ += count;
                            self->parse();
                          });
}

void Session::parse() {
  if (!parser_) {
    while (unread() > 0 && (in_[taken_] == '\r' || in_[taken_] == '\n'))
      ++taken_;  // RFC 9112 §2.2
    if (unread() == 0) return need_more();
    parser_.emplace(request_, ParserLimits{host_.options.header_bytes, host_.options.body_bytes});
    set_deadline(host_.options.idle_timeout);
  }
  Code code;
  taken_ += parser_->put(asio::const_buffer(in_.data() + taken_, unread()), code);
  on_parsed(code);
}

void Session::on_parsed(const Code& code) {
  if (code && code != http::error::need_more) return refuse(code);
  account_for_body();
  if (host_.body_bytes > host_.options.body_memory) {
    return refuse(problem(Error{ErrorCode::unavailable,
                                "expected to take the body, but too many large ones are being read",
                                "try again in a moment"}));
  }
  if (parser_->is_done()) return handle();
  if (parser_->is_header_done() && parser_->expects_continue() && !continue_sent_)
    return send_continue();
  need_more();
}

void Session::need_more() {
  if (!make_room()) return refuse(http::error::header_limit);
  read();
}

/// Moves what is left to the front; grows up to the header limit, or for a body that is still
/// coming.
bool Session::make_room() {
  std::memmove(in_.data(), in_.data() + taken_, unread());
  filled_ -= taken_;
  taken_ = 0;
  const bool in_body = parser_ && parser_->is_header_done();
  if (in_body && in_.size() < kBodyBuffer && request_.body.size() > kBuffer)
    in_.resize(kBodyBuffer);
  if (filled_ < in_.size()) return true;
  const std::size_t most = std::max<std::size_t>(host_.options.header_bytes, kBodyBuffer);
  if (in_.size() >= most) return false;
  in_.resize(std::min(most, 2 * in_.size()));
  return true;
}

void Session::send_continue() {
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  continue_sent_ = true;
  asio::async_write(socket_, asio::buffer(kContinue),
                    [self = shared_from_this()](const Code& code, std::size_t) {
                      if (self->state_ != State::reading) return;
                      if (code) return self->close();
                      self->need_more();
                    });
}

void Session::handle() {
  state_ = State::handling;
  ++request_number_;
  closes_after_answer_ = !parser_->keep_alive();
  const Ticket ticket{number_, request_number_};
  try {
    host_.handler(ticket, request_);
  } catch (const std::exception& fault) {
    host_.logger.write(
        LogLevel::error, "request_fault",
        {{"method", name_of(request_.method)}, {"path", request_.path}, {"what", fault.what()}});
    write(problem(Error{ErrorCode::internal,
                        "expected to handle the request, but the program met a fault",
                        "the log has the details"}));
  }
}

void Session::answer(std::uint64_t request, Response response) {
  if (state_ != State::handling || request != request_number_) return;
  write(std::move(response));
}

void Session::refuse(const Response& response) {
  closes_after_answer_ = true;
  drains_after_answer_ = true;
  write(response);
}

void Session::refuse(const Code& code) {
  if (code == http::error::header_limit) {
    return refuse(problem(Refusal::headers_too_large,
                          "expected at most " + std::to_string(host_.options.header_bytes) +
                              " bytes of header, but there are more"));
  }
  if (code == http::error::body_limit) {
    return refuse(
        problem(Error{ErrorCode::too_large,
                      "expected a body of at most " + std::to_string(host_.options.body_bytes) +
                          " bytes, but it is larger",
                      "send less at once, or raise body_limit_kib in budgetd.toml"}));
  }
  if (parser_ && parser_->has_unknown_coding()) {
    return refuse(problem(Error{ErrorCode::unsupported,
                                "expected a body as it is or chunked, but it is coded otherwise"}));
  }
  refuse(problem(
      Error{ErrorCode::invalid_input, "expected an HTTP/1.1 request, but: " + code.message()}));
}

void Session::write(Response response) {
  state_ = State::writing;
  release_body();
  closes_after_answer_ |= host_.is_stopping;
  const bool is_head = parser_ && request_.method == Method::head;
  const bool is_old = parser_ && parser_->is_http_1_0();
  write_head(head_, response,
             closes_after_answer_ ? Connection::close
             : is_old             ? Connection::keep_alive
                                  : Connection::usual);
  body_ = is_head ? std::string() : std::move(response.body);
  set_deadline(host_.options.idle_timeout);
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(head_), asio::buffer(body_)};
  asio::async_write(socket_, buffers, [self = shared_from_this()](const Code& code, std::size_t) {
    if (self->state_ != State::writing) return;
    if (code) return self->close();
    self->on_written();
  });
}

void Session::on_written() {
  if (drains_after_answer_) {
    Code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    set_deadline(host_.options.linger);
    return drain();
  }
  if (closes_after_answer_ || host_.is_stopping) return close();
  next();
}

void Session::next() {
  parser_.reset();
  request_.clear();
  continue_sent_ = false;
  if (in_.size() > kBuffer && unread() == 0) {
    in_ = std::vector<char>(kBuffer);
    taken_ = filled_ = 0;
  }
  set_deadline(host_.options.idle_timeout);
  state_ = State::reading;
  parse();
}

/// Reads on for a while, because closing with bytes unread resets the connection and the client may
/// lose the answer.
void Session::drain() {
  state_ = State::draining;
  socket_.async_read_some(asio::buffer(in_),
                          [self = shared_from_this()](const Code& code, std::size_t count) {
                            if (self->state_ != State::draining) return;
                            self->drained_ += count;
                            if (code || self->drained_ > kMostDrained) return self->close();
                            self->drain();
                          });
}

void Session::account_for_body() {
  host_.body_bytes += request_.body.size() - body_bytes_;
  body_bytes_ = request_.body.size();
}

void Session::release_body() {
  host_.body_bytes -= body_bytes_;
  body_bytes_ = 0;
}

void Session::sweep(SteadyMoment now) {
  if (state_ == State::handling || now < deadline_) return;
  if (state_ == State::reading && parser_) {
    Code ignored;
    socket_.cancel(ignored);
    return refuse(
        problem(Refusal::timeout, "expected the whole request in time, but it is not there yet"));
  }
  close();
}

void Session::finish() {
  if (is_between_requests()) close();
}

void Session::close() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  release_body();
  Code ignored;
  socket_.close(ignored);
  host_.on_closed(number_);
}

}  // namespace budget
