#include "pdf.h"

#include <algorithm>
#include <map>
#include <vector>

#include "canvas.h"
#include "page/page.h"
#include "table_layout.h"

namespace budget::pdf {
namespace {

using page::Align;
using page::Block;
using page::BlockKind;
using page::Style;

/// The pages of headings, by their id; what the contents of the next round print.
using PageNumbers = std::map<std::string, int>;

constexpr double kBody = 12;
constexpr double kSmall = 10;

struct Look {
  Type type;
  double before = 0, after = 0;
};

Look look_of(const Block& block) {
  if (block.kind == BlockKind::heading) {
    static constexpr double kSizes[] = {18, 15, 13, 12};
    const Align align = block.level <= 2 ? Align::centre : Align::left;
    return {{kSizes[block.level - 1], true, align}, 10, 6};
  }
  switch (block.style) {
    case Style::title:
      return {{26, true, Align::centre}, 170, 24};
    case Style::subtitle:
      return {{16, false, Align::centre}, 12, 12};
    case Style::centre:
      return {{kBody, false, Align::centre}, 2, 2};
    case Style::right:
      return {{kBody, false, Align::right}, 2, 2};
    case Style::note:
      return {{kSmall, false, Align::left}, 4, 2};
    case Style::body:
      break;
  }
  return {{kBody, false, Align::left}, 2, 2};
}

class Drawing {
 public:
  Drawing(Canvas& canvas, const PageNumbers& known) : canvas_(canvas), known_(known) {}

  void add(const page::Part& part) {
    canvas_.begin_part(part.is_landscape);
    y_ = Canvas::kMargin;
    for (const Block& block : part.blocks)
      add(block);
  }

  [[nodiscard]] const PageNumbers& pages() const { return pages_; }

 private:
  void need(double height) {
    if (y_ + height <= canvas_.bottom() || y_ <= Canvas::kMargin) return;
    canvas_.new_page();
    y_ = Canvas::kMargin;
  }

  void add(const Block& block) {
    if (block.begins_page && y_ > Canvas::kMargin) {
      canvas_.new_page();
      y_ = Canvas::kMargin;
    }
    switch (block.kind) {
      case BlockKind::heading:
      case BlockKind::paragraph:
        add_text(block);
        return;
      case BlockKind::line:
        add_line(block);
        return;
      case BlockKind::table:
        y_ = draw_table(canvas_, block.table, y_) + 8;
        return;
      case BlockKind::contents:
        for (const page::Entry& entry : block.entries)
          add_entry(entry);
        return;
    }
  }

  void add_text(const Block& block) {
    const Look look = look_of(block);
    const bool is_body = block.kind == BlockKind::paragraph && block.style == Style::body;
    Type type = look.type;
    type.is_justified = is_body;
    const Text text =
        canvas_.text(block.text, canvas_.width(), type, is_body ? 2 * look.type.size : 0);
    if (y_ > Canvas::kMargin || block.style == Style::title) y_ += look.before;
    const double line = text.line_height();
    constexpr double kBelowHeading = 60;  // a heading stays with what it heads
    need(block.kind == BlockKind::heading ? text.height() + kBelowHeading : line);
    if (!block.id.empty()) {
      canvas_.mark(block.id, y_);
      pages_.emplace(block.id, canvas_.page());
    }
    for (std::size_t at = 0; at < text.lines();) {
      need(line);
      const auto room = static_cast<std::size_t>(std::max(1.0, (canvas_.bottom() - y_) / line));
      const std::size_t count = std::min(room, text.lines() - at);
      canvas_.draw(text, at, count, Canvas::kMargin, y_);
      y_ += static_cast<double>(count) * line;
      at += count;
    }
    y_ += look.after;
  }

  /// Left, centre and right on one line. What is too long for that is broken: the middle keeps its
  /// place, a long piece beside it takes the half that is left.
  void add_line(const Block& block) {
    static constexpr Align kAligns[] = {Align::left, Align::centre, Align::right};
    constexpr double kGap = 8;
    const double whole = canvas_.width();
    double natural[3] = {};
    for (std::size_t i = 0; i < 3; ++i) {
      const Text text = canvas_.text(block.pieces[i], 100 * whole, {kSmall});
      natural[i] = block.pieces[i].empty() ? 0 : text.last_line_width() + kGap;
    }
    const double middle = std::min(natural[1], whole / 3);
    const double side = (whole - middle) / 2;
    const double widths[] = {middle > 0 ? side : std::max(whole - natural[2], whole / 2), middle,
                             middle > 0 ? side : std::min(natural[2], whole / 2)};
    const double begins[] = {0, side, whole - widths[2]};
    constexpr std::size_t kFewLines = 5;
    std::vector<Text> texts;
    double height = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      texts.push_back(canvas_.text(block.pieces[i], widths[i] - (i == 0 ? kGap : 0),
                                   {kSmall, false, kAligns[i]}));
      if (texts[i].lines() <= kFewLines) {
        height = std::max(height, texts[i].height());
        continue;
      }
      Block alone;
      alone.text = block.pieces[i];
      add_text(alone);
      texts.pop_back();
      texts.push_back(canvas_.text("", widths[i], {kSmall}));
    }
    need(std::max(height, 2 * kSmall));
    for (std::size_t i = 0; i < 3; ++i)
      canvas_.draw(texts[i], 0, texts[i].lines(), Canvas::kMargin + begins[i], y_);
    y_ += height + 3;
  }

  void add_entry(const page::Entry& entry) {
    constexpr double kNumber = 30;
    const double indent = (entry.level - 1) * 20.0;
    const Text text = canvas_.text(entry.text, canvas_.width() - indent - kNumber, {kBody});
    need(text.height());
    const auto page = known_.find(entry.target);
    if (page != known_.end()) canvas_.begin_link(entry.target);
    canvas_.draw(text, 0, text.lines(), Canvas::kMargin + indent, y_);
    if (page != known_.end()) {
      const Text number =
          canvas_.text(std::to_string(page->second), kNumber, {kBody, false, Align::right});
      const double right = Canvas::kMargin + canvas_.width();
      const double foot = y_ + text.height();
      canvas_.draw(number, 0, 1, right - kNumber, foot - text.line_height());
      canvas_.dots(Canvas::kMargin + indent + text.last_line_width() + 6, right - 20, foot - 4.5);
    }
    if (page != known_.end()) canvas_.end_link();
    y_ += text.height() + 4;
  }

  Canvas& canvas_;
  const PageNumbers& known_;
  PageNumbers pages_;
  double y_ = 0;
};

bool has_contents(const page::Pages& pages) {
  return std::ranges::any_of(pages.parts, [](const page::Part& part) {
    return std::ranges::any_of(
        part.blocks, [](const Block& block) { return block.kind == BlockKind::contents; });
  });
}

}  // namespace

plugin::About PdfExporter::about() {
  plugin::About about;
  about.id = "cn.budgetd.exporters.pdf";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "PDF 文件";
  about.title_en = "PDF document";
  about.flags = BUDGET_FLAG_PURE;
  about.options = {{.key = "font",
                    .type = OptionType::text,
                    .fallback = "Noto Serif CJK SC",
                    .help = "嵌入文件的字体，须已安装在本机；默认思源宋体（fonts-noto-cjk）。"}};
  return about;
}

Result<void> PdfExporter::configure(const Json& config) {
  font_ = config["font"].text();
  return {};
}

Result<Json> PdfExporter::write(const Json& payload, const plugin::Call& call) const {
  const page::Pages pages = TRY(page::pages_of(payload));
  // Page numbers of contents are known when everything is laid out once: two rounds then. Their
  // width does not change the lines.
  PageNumbers known;
  std::string bytes;
  for (int rounds = has_contents(pages) ? 2 : 1; rounds > 0; --rounds) {
    Canvas canvas = TRY(Canvas::create(pages.title, font_));
    Drawing drawing(canvas, known);
    for (const page::Part& part : pages.parts) {
      if (call.is_cancelled())
        return Error{ErrorCode::unavailable, "expected to finish, but the export was cancelled"};
      drawing.add(part);
    }
    bytes = TRY(canvas.take());
    known = drawing.pages();
  }
  const std::string name = pages.name + ".pdf";
  TRY(call.write_file(name, bytes));
  return page::written(name, "application/pdf", pages);
}

}  // namespace budget::pdf
