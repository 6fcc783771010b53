#pragma once

#include <string>
#include <string_view>

#include <budget/result.h>

namespace budget::reader {

/// What an XML part says, element by element. Names come without their prefix (w:tbl is tbl).
class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  /// An attribute's value, by its name without prefix; empty when there is none.
  class Attributes {
   public:
    explicit Attributes(const char* const* pairs) : pairs_(pairs) {}
    [[nodiscard]] std::string_view value(std::string_view name) const;

   private:
    const char* const* pairs_;
  };
  virtual void start(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;
  /// False stops the reading: a limit was passed.
  [[nodiscard]] virtual bool goes_on() const { return true; }
};

/// Reads a part. A document type (and with it every entity) is refused; so is deep nesting.
/// Errors: invalid_input with the line; too_large when the events stop or nest too deep.
[[nodiscard]] Result<void> read_xml(std::string_view bytes, std::size_t depth_limit,
                                    XmlEvents& events);

}  // namespace budget::reader
