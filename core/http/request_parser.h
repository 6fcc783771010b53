#pragma once

#include <cstdint>

#include <boost/beast/http/basic_parser.hpp>

#include "http/message.h"

namespace budget {

/// What the wire may hold at most.
struct ParserLimits {
  std::uint32_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 8 * 1024 * 1024;
};

/// Fills a Request from bytes given to put(). One parser reads one request. Private to core/http.
///
/// Beast holds each field against its header limit, this class all of them together.
/// Stricter than Beast where a second reader of the same bytes could see other requests in them: a
/// transfer coding other than chunked, a missing Host, and fields after a chunked body are refused
/// or ignored.
class RequestParser final : public boost::beast::http::basic_parser<true> {
 public:
  RequestParser(Request& request, const ParserLimits& limits);

  [[nodiscard]] bool expects_continue() const { return expects_continue_; }
  [[nodiscard]] bool has_unknown_coding() const { return has_unknown_coding_; }
  [[nodiscard]] bool is_http_1_0() const { return is_http_1_0_; }

 private:
  using Code = boost::beast::error_code;
  using Text = boost::beast::string_view;

  void on_request_impl(boost::beast::http::verb verb, Text method, Text target, int version,
                       Code& code) override;
  void on_response_impl(int status, Text reason, int version, Code& code) override;
  void on_field_impl(boost::beast::http::field field, Text name, Text value, Code& code) override;
  void on_header_impl(Code& code) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Code& code) override;
  std::size_t on_body_impl(Text bytes, Code& code) override;
  void on_chunk_header_impl(std::uint64_t size, Text extensions, Code& code) override;
  std::size_t on_chunk_body_impl(std::uint64_t remaining, Text bytes, Code& code) override;
  void on_finish_impl(Code& code) override;

  void count(std::size_t header_bytes, Code& code);

  Request& request_;
  std::size_t header_bytes_left_;
  bool has_host_ = false;
  bool expects_continue_ = false;
  bool has_unknown_coding_ = false;
  bool is_http_1_0_ = false;
  bool header_done_ = false;
};

}  // namespace budget
