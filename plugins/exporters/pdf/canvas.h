#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <budget/result.h>

#include "page/table.h"

typedef struct _cairo cairo_t;
typedef struct _cairo_surface cairo_surface_t;
typedef struct _PangoContext PangoContext;
typedef struct _PangoFontMap PangoFontMap;
typedef struct _PangoLayout PangoLayout;

namespace budget::pdf {

/// Points, 72 to the inch; y grows downwards.
struct Box {
  double x = 0, y = 0, width = 0, height = 0;
};

struct Type {
  double size = 10.5;
  bool is_bold = false;
  page::Align align = page::Align::left;
  bool is_justified = false;  ///< both edges even, as body text is set
};

/// Text broken into lines of a width.
class Text {
 public:
  explicit Text(PangoLayout* layout);
  Text(Text&& other) noexcept : layout_(other.layout_) { other.layout_ = nullptr; }
  Text& operator=(Text&&) = delete;
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;
  ~Text();

  [[nodiscard]] std::size_t lines() const;
  [[nodiscard]] double line_height() const;
  [[nodiscard]] double last_line_width() const;
  [[nodiscard]] double height() const { return static_cast<double>(lines()) * line_height(); }
  [[nodiscard]] PangoLayout* layout() const { return layout_; }

 private:
  PangoLayout* layout_;
};

/// A PDF being made in memory, page after page. No time of making goes into it.
class Canvas {
 public:
  /// Errors: unavailable when the font is not there, which would give pages of empty boxes.
  [[nodiscard]] static Result<Canvas> create(const std::string& title, std::string font);
  Canvas(Canvas&&) = default;

  static constexpr double kMargin = 56.7;  // 20 mm

  void begin_part(bool is_landscape);
  void new_page();
  [[nodiscard]] int page() const { return page_; }
  [[nodiscard]] double width() const { return width_ - 2 * kMargin; }
  [[nodiscard]] double bottom() const { return height_ - kMargin; }

  [[nodiscard]] Text text(std::string_view words, double width, const Type& type,
                          double indent = 0) const;
  /// Lines [first, first + count) with the first one's top at y.
  void draw(const Text& text, std::size_t first, std::size_t count, double x, double y);
  void frame(const Box& box);
  /// A dotted line at a text's foot, as in a table of contents.
  void dots(double from, double to, double y);
  /// A place contents point at, and what points there.
  void mark(const std::string& id, double y);
  void begin_link(const std::string& id);
  void end_link();

  /// Ends the file. Errors: internal.
  [[nodiscard]] Result<std::string> take();

 private:
  struct Drop {
    void operator()(cairo_surface_t* surface) const;
    void operator()(cairo_t* cairo) const;
    void operator()(PangoFontMap* fonts) const;
    void operator()(PangoContext* context) const;
  };
  Canvas() = default;
  void end_page();

  std::unique_ptr<std::string> bytes_ = std::make_unique<std::string>();
  // Its own: the one all share keeps something of every document ever made.
  std::unique_ptr<PangoFontMap, Drop> fonts_;
  std::unique_ptr<PangoContext, Drop> context_;
  std::unique_ptr<cairo_surface_t, Drop> surface_;
  std::unique_ptr<cairo_t, Drop> cairo_;
  std::string font_;
  double width_ = 0, height_ = 0;
  int page_ = 0;
};

}  // namespace budget::pdf
