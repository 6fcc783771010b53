#include "reader/bytes/xml_events.h"

#include <memory>

#include <expat.h>

namespace budget::reader {
namespace {

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

std::string_view local(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

enum class Stop { none, document_type, depth, limit };

struct State {
  XML_Parser parser = nullptr;
  XmlEvents* events = nullptr;
  std::size_t depth = 0;
  std::size_t limit = 0;
  Stop stop = Stop::none;

  void halt(Stop why) {
    if (stop == Stop::none) stop = why;
    XML_StopParser(parser, XML_FALSE);
  }
};

void on_start(void* data, const char* name, const char** attributes) {
  auto* state = static_cast<State*>(data);
  if (state->stop != Stop::none) return;
  if (++state->depth > state->limit) return state->halt(Stop::depth);
  state->events->start(local(name), XmlEvents::Attributes(attributes));
  if (!state->events->goes_on()) state->halt(Stop::limit);
}

void on_end(void* data, const char* name) {
  auto* state = static_cast<State*>(data);
  if (state->stop != Stop::none) return;
  --state->depth;
  state->events->end(local(name));
  if (!state->events->goes_on()) state->halt(Stop::limit);
}

void on_text(void* data, const char* text, int length) {
  auto* state = static_cast<State*>(data);
  if (state->stop != Stop::none) return;
  state->events->text({text, static_cast<std::size_t>(length)});
  if (!state->events->goes_on()) state->halt(Stop::limit);
}

void on_document_type(void* data, const char*, const char*, const char*, int) {
  static_cast<State*>(data)->halt(Stop::document_type);
}

}  // namespace

std::string_view XmlEvents::Attributes::value(std::string_view name) const {
  for (const char* const* pair = pairs_; pair != nullptr && *pair != nullptr; pair += 2) {
    if (local(*pair) == name) return pair[1];
  }
  return {};
}

Result<void> read_xml(std::string_view bytes, std::size_t depth_limit, XmlEvents& events) {
  const std::unique_ptr<XML_ParserStruct, FreeParser> parser(XML_ParserCreate("UTF-8"));
  State state;
  state.parser = parser.get();
  state.events = &events;
  state.limit = depth_limit;
  XML_SetUserData(parser.get(), &state);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
  constexpr std::size_t kPart = 1U << 20U;
  for (std::size_t at = 0; at <= bytes.size(); at += kPart) {
    const std::string_view part = bytes.substr(at, kPart);
    const bool last = at + kPart > bytes.size();
    const XML_Status status =
        XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), last ? 1 : 0);
    if (status == XML_STATUS_OK && state.stop == Stop::none) continue;
    switch (state.stop) {
      case Stop::document_type:
        return Error{ErrorCode::invalid_input,
                     "expected a Word or Excel part, but it declares a document type",
                     "such files are refused; save it anew in Word, WPS or Excel"};
      case Stop::depth:
        return Error{ErrorCode::too_large,
                     "expected at most " + std::to_string(depth_limit) +
                         " nested elements, but there are more",
                     "save it anew in Word, WPS or Excel"};
      case Stop::limit:
        return Error{ErrorCode::too_large,
                     "expected fewer or smaller cells, but the limit is passed",
                     "split the document, or raise the limit"};
      case Stop::none:
        break;
    }
    return Error{ErrorCode::invalid_input,
                 "expected whole XML, but line " +
                     std::to_string(XML_GetCurrentLineNumber(parser.get())) +
                     " has: " + XML_ErrorString(XML_GetErrorCode(parser.get())),
                 "open the file in Word, WPS or Excel and save it again"};
  }
  return {};
}

}  // namespace budget::reader
