#include "http/message.h"

namespace budget {

const char* name_of(Method method) noexcept {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      break;
  }
  return "OTHER";
}

void Request::clear() {
  method = Method::get;
  for (std::string* text :
       {&path, &query, &authorization, &content_type, &idempotency_key, &client, &body}) {
    text->clear();
  }
}

}  // namespace budget
