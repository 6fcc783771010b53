#include "engine/documents/named_document.h"

namespace budget {

const std::string& words_of(const Json& value) {
  return value.is_object() ? value["text"].text() : value.text();
}

}  // namespace budget
