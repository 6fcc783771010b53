#include "http/request_parser.h"

#include <algorithm>

#include <boost/beast/core/string.hpp>

namespace budget {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t kFieldExtra = 4;  // ": " and the line's end
constexpr std::uint64_t kReservedAtOnce =
    64 * 1024;  // a promised length is no reason to take the memory

Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::get;
    case http::verb::head:
      return Method::head;
    case http::verb::post:
      return Method::post;
    case http::verb::put:
      return Method::put;
    case http::verb::patch:
      return Method::patch;
    case http::verb::delete_:
      return Method::del;
    case http::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

/// A field sent twice becomes one that nothing accepts.
void take(std::string& field, boost::beast::string_view value) {
  if (!field.empty()) field += ", ";
  field.append(value.data(), value.size());
}

}  // namespace

RequestParser::RequestParser(Request& request, const ParserLimits& limits)
    : request_(request), header_bytes_left_(limits.header_bytes) {
  eager(true);
  header_limit(limits.header_bytes);
  body_limit(limits.body_bytes);
}

void RequestParser::on_request_impl(http::verb verb, Text, Text target, int version, Code& code) {
  if (target.empty() || target.front() != '/') {
    code = http::error::bad_target;
    return;
  }
  const std::string_view whole(target.data(), target.size());
  const std::size_t end = std::min(whole.find('?'), whole.size());
  request_.method = method_of(verb);
  request_.path = whole.substr(0, end);
  if (end < whole.size()) request_.query = whole.substr(end + 1);
  is_http_1_0_ = version == 10;
  count(target.size(), code);
}

void RequestParser::count(std::size_t header_bytes, Code& code) {
  if (header_bytes > header_bytes_left_) {
    code = http::error::header_limit;
  } else {
    header_bytes_left_ -= header_bytes;
  }
}

void RequestParser::on_response_impl(int, Text, int, Code&) {}

void RequestParser::on_field_impl(http::field field, Text name, Text value, Code& code) {
  if (header_done_) return;
  count(name.size() + value.size() + kFieldExtra, code);
  switch (field) {
    case http::field::authorization:
      take(request_.authorization, value);
      return;
    case http::field::content_type:
      take(request_.content_type, value);
      return;
    case http::field::host:
      has_host_ = true;
      return;
    case http::field::expect:
      expects_continue_ = boost::beast::iequals(value, "100-continue");
      return;
    case http::field::transfer_encoding:
      has_unknown_coding_ |= !boost::beast::iequals(value, "chunked");
      return;
    case http::field::unknown:
      break;
    default:
      return;
  }
  if (boost::beast::iequals(name, "Idempotency-Key")) take(request_.idempotency_key, value);
  if (boost::beast::iequals(name, "Budget-Client")) take(request_.client, value);
}

void RequestParser::on_header_impl(Code& code) {
  header_done_ = true;
  if (has_unknown_coding_) code = http::error::bad_transfer_encoding;
  if (!has_host_ && !is_http_1_0_) code = http::error::bad_field;
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& length, Code&) {
  if (length) request_.body.reserve(static_cast<std::size_t>(std::min(*length, kReservedAtOnce)));
}

std::size_t RequestParser::on_body_impl(Text bytes, Code&) {
  request_.body.append(bytes.data(), bytes.size());
  return bytes.size();
}

void RequestParser::on_chunk_header_impl(std::uint64_t, Text, Code&) {}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text bytes, Code&) {
  request_.body.append(bytes.data(), bytes.size());
  return bytes.size();
}

void RequestParser::on_finish_impl(Code&) {}

}  // namespace budget
