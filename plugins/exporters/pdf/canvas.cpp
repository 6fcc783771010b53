#include "canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>

namespace budget::pdf {
namespace {

constexpr double kLongSide = 841.89;  // A4
constexpr double kShortSide = 595.28;
constexpr double kFooterSize = 9;

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

/// Whether the system's fonts have this family; without it pango would take any other in silence.
bool has_family(PangoFontMap* fonts, const std::string& name) {
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(fonts, &families, &count);
  const bool found = std::any_of(families, families + count, [&](PangoFontFamily* family) {
    return name == pango_font_family_get_name(family);
  });
  g_free(families);
  return found;
}

PangoAlignment alignment(page::Align align) {
  if (align == page::Align::centre) return PANGO_ALIGN_CENTER;
  return align == page::Align::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

std::string link_name(const std::string& id) {
  return "'" + id + "'";
}

}  // namespace

Text::Text(PangoLayout* layout) : layout_(layout) {}

Text::~Text() {
  if (layout_ != nullptr) g_object_unref(layout_);
}

std::size_t Text::lines() const {
  return static_cast<std::size_t>(pango_layout_get_line_count(layout_));
}

double Text::line_height() const {
  const PangoFontDescription* font = pango_layout_get_font_description(layout_);
  constexpr double kLeading = 1.35;
  return pango_font_description_get_size(font) * kLeading / PANGO_SCALE;
}

double Text::last_line_width() const {
  PangoRectangle shape;
  pango_layout_line_get_extents(
      pango_layout_get_line_readonly(layout_, pango_layout_get_line_count(layout_) - 1), nullptr,
      &shape);
  return static_cast<double>(shape.width) / PANGO_SCALE;
}

void Canvas::Drop::operator()(cairo_surface_t* surface) const {
  cairo_surface_destroy(surface);
}

void Canvas::Drop::operator()(cairo_t* cairo) const {
  cairo_destroy(cairo);
}

void Canvas::Drop::operator()(PangoFontMap* fonts) const {
  g_object_unref(fonts);
}

void Canvas::Drop::operator()(PangoContext* context) const {
  g_object_unref(context);
}

Result<Canvas> Canvas::create(const std::string& title, std::string font) {
  Canvas canvas;
  canvas.fonts_.reset(pango_cairo_font_map_new());
  if (!has_family(canvas.fonts_.get(), font)) {
    return Error{ErrorCode::unavailable,
                 "expected the font " + font + " to write a PDF with, but this machine has none",
                 "install it (Debian: fonts-noto-cjk), or name another in the option font"};
  }
  canvas.font_ = std::move(font);
  canvas.surface_.reset(
      cairo_pdf_surface_create_for_stream(append, canvas.bytes_.get(), kShortSide, kLongSide));
  cairo_surface_t* surface = canvas.surface_.get();
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "1980-01-01T00:00:00Z");
  canvas.cairo_.reset(cairo_create(surface));
  canvas.context_.reset(pango_font_map_create_context(canvas.fonts_.get()));
  pango_cairo_update_context(canvas.cairo_.get(), canvas.context_.get());
  return canvas;
}

void Canvas::begin_part(bool is_landscape) {
  if (page_ > 0) end_page();
  width_ = is_landscape ? kLongSide : kShortSide;
  height_ = is_landscape ? kShortSide : kLongSide;
  cairo_pdf_surface_set_size(surface_.get(), width_, height_);
  ++page_;
}

void Canvas::new_page() {
  end_page();
  ++page_;
}

void Canvas::end_page() {
  const std::string number = "— " + std::to_string(page_) + " —";
  const Text footer = text(number, width(), {kFooterSize, false, page::Align::centre});
  draw(footer, 0, 1, kMargin, height_ - kMargin * 0.7);
  cairo_show_page(cairo_.get());
}

Text Canvas::text(std::string_view words, double width, const Type& type, double indent) const {
  PangoLayout* layout = pango_layout_new(context_.get());
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, font_.c_str());
  pango_font_description_set_absolute_size(font, type.size * PANGO_SCALE);
  if (type.is_bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  pango_layout_set_width(layout, static_cast<int>(std::max(1.0, width) * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout, alignment(type.align));
  pango_layout_set_justify(layout, type.is_justified ? TRUE : FALSE);
  pango_layout_set_indent(layout, static_cast<int>(indent * PANGO_SCALE));
  pango_layout_set_text(layout, words.data(), static_cast<int>(words.size()));
  return Text(layout);
}

void Canvas::draw(const Text& text, std::size_t first, std::size_t count, double x, double y) {
  const double height = text.line_height();
  const std::size_t last = std::min(text.lines(), first + count);
  std::size_t at = 0;
  PangoLayoutIter* line = pango_layout_get_iter(text.layout());
  do {
    if (at >= first && at < last) {
      PangoRectangle inked;
      pango_layout_iter_get_line_extents(line, nullptr, &inked);
      const double baseline = y + static_cast<double>(at - first) * height + height * 0.77;
      cairo_move_to(cairo_.get(), x + static_cast<double>(inked.x) / PANGO_SCALE, baseline);
      pango_cairo_show_layout_line(cairo_.get(), pango_layout_iter_get_line_readonly(line));
    }
    ++at;
  } while (at < last && pango_layout_iter_next_line(line) != 0);
  pango_layout_iter_free(line);
}

void Canvas::frame(const Box& box) {
  cairo_set_line_width(cairo_.get(), 0.6);
  cairo_rectangle(cairo_.get(), box.x, box.y, box.width, box.height);
  cairo_stroke(cairo_.get());
}

void Canvas::dots(double from, double to, double y) {
  if (to <= from) return;
  const double dash[] = {0.8, 2.4};
  cairo_save(cairo_.get());
  cairo_set_line_width(cairo_.get(), 0.8);
  cairo_set_dash(cairo_.get(), dash, 2, 0);
  cairo_move_to(cairo_.get(), from, y);
  cairo_line_to(cairo_.get(), to, y);
  cairo_stroke(cairo_.get());
  cairo_restore(cairo_.get());
}

void Canvas::mark(const std::string& id, double y) {
  const std::string attributes =
      "name=" + link_name(id) + " x=0 y=" + std::to_string(static_cast<int>(y));
  cairo_tag_begin(cairo_.get(), CAIRO_TAG_DEST, attributes.c_str());
  cairo_tag_end(cairo_.get(), CAIRO_TAG_DEST);
}

void Canvas::begin_link(const std::string& id) {
  const std::string attributes = "dest=" + link_name(id);
  cairo_tag_begin(cairo_.get(), CAIRO_TAG_LINK, attributes.c_str());
}

void Canvas::end_link() {
  cairo_tag_end(cairo_.get(), CAIRO_TAG_LINK);
}

Result<std::string> Canvas::take() {
  if (page_ > 0) end_page();
  cairo_surface_finish(surface_.get());
  const cairo_status_t status = cairo_surface_status(surface_.get());
  if (status != CAIRO_STATUS_SUCCESS) {
    return Error{ErrorCode::internal,
                 std::string("expected to write the PDF, but ") + cairo_status_to_string(status)};
  }
  return std::move(*bytes_);
}

}  // namespace budget::pdf
