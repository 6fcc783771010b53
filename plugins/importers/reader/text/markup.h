#pragma once

#include <string>
#include <string_view>

namespace budget::reader {

/// What a text carries besides its words; kept as a set of flags.
struct Markup {
  bool html = false;
  bool latex = false;
  bool bookmark = false;
  bool markdown = false;
  [[nodiscard]] bool any() const { return html || latex || bookmark || markdown; }
};

/// The text without tags, LaTeX, bookmarks and Markdown marks, signs in their place
/// (`$\geq 95\%$` gives `≥ 95%`). `found` says what was there. Text without any of it is copied.
[[nodiscard]] std::string without_markup(std::string_view text, Markup& found);
/// Quick look: false means without_markup would change nothing.
[[nodiscard]] bool may_have_markup(std::string_view text);

}  // namespace budget::reader
