#include "table_layout.h"

#include <algorithm>
#include <memory>

namespace budget::pdf {
namespace {

using page::Align;
using page::Cell;

constexpr double kPadX = 3;
constexpr double kPadY = 2.5;
constexpr double kLeading = 1.35;

/// A cell with its text broken into lines, and how many of them are drawn already.
struct Laid {
  const Cell* cell = nullptr;
  std::unique_ptr<Text> text;
  std::size_t drawn = 0;
  double x = 0, width = 0;
  std::size_t from_row = 0;  ///< the first of its rows on this page
  std::size_t last_row = 0;

  [[nodiscard]] std::size_t left() const { return text->lines() - drawn; }
  [[nodiscard]] double height() const {
    return static_cast<double>(left()) * text->line_height() + 2 * kPadY;
  }
};

/// Small type for many columns.
double type_size(std::size_t columns) {
  constexpr std::size_t kMany = 12;
  constexpr std::size_t kSome = 8;
  return columns > kMany ? 7 : columns > kSome ? 8 : 9;
}

class TableDrawing {
 public:
  TableDrawing(Canvas& canvas, const page::Table& table, double y)
      : canvas_(canvas), table_(table), y_(y), size_(type_size(table.widths.size())) {
    double shares = 0;
    for (const int width : table.widths)
      shares += width;
    edges_.push_back(Canvas::kMargin);
    for (const int width : table.widths)
      edges_.push_back(edges_.back() + width * canvas.width() / shares);
  }

  double draw() {
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      open_row(row);
      if (y_ + kept_together(row) > canvas_.bottom() && y_ > top_) turn_page(row);
      while (y_ + height_of(row) > canvas_.bottom() + 0.01) {  // taller than a page
        draw_row(row, canvas_.bottom() - y_);
        turn_page(row);
      }
      draw_row(row, height_of(row));
      std::erase_if(open_, [&](const Laid& cell) { return cell.last_row <= row; });
    }
    return y_;
  }

 private:
  [[nodiscard]] double lowest() const { return size_ * kLeading + 2 * kPadY; }

  void open_row(std::size_t row) {
    const bool is_header = row < table_.header_rows;
    heights_.resize(std::max(heights_.size(), row + 1));
    for (const Cell& cell : table_.rows[row]) {
      Laid made;
      made.cell = &cell;
      made.from_row = row;
      made.last_row = row + cell.rows - 1;
      made.x = edges_[cell.column];
      made.width = edges_[cell.column + cell.columns] - made.x;
      const Type type{size_, cell.is_bold || is_header, is_header ? Align::centre : cell.align};
      made.text = std::make_unique<Text>(canvas_.text(cell.text, made.width - 2 * kPadX, type));
      open_.push_back(std::move(made));
    }
  }

  [[nodiscard]] double above(const Laid& cell, std::size_t row) const {
    double height = 0;
    for (std::size_t r = cell.from_row; r < row; ++r)
      height += heights_[r];
    return height;
  }

  /// What a row takes: its own cells, and the rest of merged ones that end in it.
  [[nodiscard]] double height_of(std::size_t row) const {
    double height = lowest();
    for (const Laid& cell : open_)
      if (cell.last_row == row) height = std::max(height, cell.height() - above(cell, row));
    return height;
  }

  /// The header stays with the row below it, and the last rows stay together.
  [[nodiscard]] double kept_together(std::size_t row) const {
    double height = height_of(row);
    if (row < table_.header_rows)
      height += static_cast<double>(table_.header_rows - row) * lowest();
    constexpr std::size_t kLast = 3;
    if (row >= table_.header_rows && row + kLast == table_.rows.size())
      height += (kLast - 1) * lowest();
    return height;
  }

  void turn_page(std::size_t row) {
    for (Laid& cell : open_) {
      // Merged cells that go on are closed here, with the lines they have room for.
      if (cell.from_row < row && cell.last_row >= row) {
        const double height = above(cell, row);
        draw_cell(cell, y_ - height, height);
      }
      cell.from_row = std::max(cell.from_row, row);
    }
    canvas_.new_page();
    y_ = Canvas::kMargin;
    if (row >= table_.header_rows) draw_header();
    top_ = y_;
  }

  void draw_header() {
    std::vector<Laid> kept;
    kept.swap(open_);
    for (std::size_t row = 0; row < table_.header_rows; ++row) {
      open_row(row);
      draw_row(row, height_of(row));
      std::erase_if(open_, [&](const Laid& cell) { return cell.last_row <= row; });
    }
    open_.swap(kept);
  }

  void draw_row(std::size_t row, double height) {
    heights_[row] = height;
    for (Laid& cell : open_) {
      if (cell.last_row != row) continue;
      const double before = above(cell, row);
      draw_cell(cell, y_ - before, before + height);
    }
    y_ += height;
  }

  void draw_cell(Laid& cell, double y, double height) {
    canvas_.frame({cell.x, y, cell.width, height});
    const double line = cell.text->line_height();
    const auto room = static_cast<std::size_t>(std::max(0.0, (height - kPadY) / line + 0.01));
    const std::size_t count = std::min(cell.left(), room);
    const double free = height - static_cast<double>(count) * line;
    canvas_.draw(*cell.text, cell.drawn, count, cell.x + kPadX, y + std::max(0.0, free / 2));
    cell.drawn += count;
  }

  Canvas& canvas_;
  const page::Table& table_;
  double y_;
  double size_;
  double top_ = Canvas::kMargin;  ///< where rows begin on this page
  std::vector<double> edges_;     ///< of the columns
  std::vector<double> heights_;   ///< of the rows on this page
  std::vector<Laid> open_;        ///< cells that reach into the row being drawn
};

}  // namespace

double draw_table(Canvas& canvas, const page::Table& table, double y) {
  return TableDrawing(canvas, table, y).draw();
}

}  // namespace budget::pdf
