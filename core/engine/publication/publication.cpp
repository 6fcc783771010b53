#include "engine/publication/publication.h"

#include <budget/plugin.h>

#include "engine/publication/data_tables.h"
#include "engine/publication/goal_sheets.h"
#include "engine/publication/narrative.h"
#include "engine/publication/page_blocks.h"
#include "engine/publication/tables.h"

namespace budget {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

class Composer {
 public:
  Composer(const Json& document, const Layout& layout, const PublicationSetting& setting)
      : document_(document), layout_(layout), setting_(setting) {}

  Publication run() {
    is_disclosure_ = !document_["tables"].items().empty() || !document_["sections"].items().empty();
    if (is_disclosure_)
      tables_ = printed_tables(document_, layout_, setting_.declared_empty, made_.findings);
    NarrativeText narrative(document_, layout_, tables_, made_.findings);
    Json body = Json::array();  // parts behind the cover
    if (is_disclosure_) {
      add_tables(body);
      add_narrative(body, narrative);
    } else {
      add_department(text_);
      flush_text(body, "部门整体绩效目标");
      add_goal_sheets(body);
    }
    Json parts = Json::array();
    parts.push(cover());
    for (const Json& part : body.items())
      parts.push(part);
    made_.tables = tables_.size();
    made_.projects = document_["projects"].items().size();
    made_.figures_from_tables = narrative.bound();
    made_.figures_as_written = narrative.unbound();
    made_.pages = Json::object().set("schema", BUDGET_EXPORT_WRITE).set("what", "pages");
    made_.pages.set("name", setting_.name).set("title", title()).set("parts", std::move(parts));
    made_.data = data_package(document_, tables_, setting_.name, title());
    return std::move(made_);
  }

 private:
  [[nodiscard]] std::string filled(const std::string& words) const {
    return replaced(replaced(words, "{year}", std::to_string(document_["fiscal_year"].integer())),
                    "{name}", words_of(document_["department_name"]));
  }

  [[nodiscard]] std::string title() const {
    return filled(is_disclosure_ ? layout_.disclosure_title : layout_.performance_title);
  }

  void add_entry(const std::string& text, const std::string& target, int level) {
    contents_.push(Json::object().set("text", text).set("target", target).set("level", level));
  }

  Json cover() const {
    Json blocks = Json::array();
    std::string printed = words_of(document_["title"]);
    const bool is_contents = printed.ends_with("目录");
    if (!is_contents) {
      blocks.push(paragraph_block(words_of(document_["department_name"]), "subtitle"));
      blocks.push(paragraph_block(printed.empty() ? title() : printed, "title"));
    }
    Json heading = heading_block(1, is_contents ? printed : "目录");
    blocks.push(heading.set("begins_page", !is_contents));
    blocks.push(Json::object().set("kind", "contents").set("entries", contents_));
    return part_of("目录", false, std::move(blocks));
  }

  void add_tables(Json& body) {
    add_entry(layout_.tables_title, tables_.empty() ? "" : "t" + std::to_string(tables_[0].number),
              1);
    for (const PrintedTable& table : tables_) {
      add_entry(table.title, "t" + std::to_string(table.number), 2);
      const bool is_wide = table.layout != nullptr && table.layout->is_landscape;
      const std::string name = table.layout != nullptr && !table.layout->sheet.empty()
                                   ? table.layout->sheet
                                   : "表" + std::to_string(table.number);
      body.push(part_of(name, is_wide,
                        table_blocks(table, department_line(document_),
                                     static_cast<int>(document_["fiscal_year"].integer()), true,
                                     made_.findings)));
    }
  }

  void push_all(const Json& blocks) {
    for (const Json& block : blocks.items())
      text_.push(block);
  }

  void flush_text(Json& body, const std::string& name) {
    if (text_.items().empty()) return;
    body.push(part_of(name, false, std::exchange(text_, Json::array())));
  }

  void add_narrative(Json& body, NarrativeText& narrative) {
    const std::string heading = filled(layout_.narrative_title);
    text_.push(heading_block(2, heading, "s0"));
    add_entry(layout_.narrative_entry, "s0", 1);
    push_all(narrative.introduction());
    for (const SectionLayout& section : layout_.sections) {
      const Json blocks = narrative.section_blocks(section);
      add_entry(blocks.items().front()["text"].text(), "s" + std::to_string(section.number), 2);
      push_all(blocks);
      ++made_.sections;
      constexpr int kPerformance = 5;
      if (section.number != kPerformance) continue;
      add_department(text_);
      flush_text(body, "情况说明");
      add_goal_sheets(body);
    }
    flush_text(body, body.items().empty() ? "情况说明" : "情况说明（续）");
  }

  void paragraphs(Json& blocks, const Json& texts) const {
    for (const Json& text : texts.items())
      blocks.push(paragraph_block(words_of(text)));
  }

  /// 总体绩效目标, 分项绩效目标, 工作保障措施.
  void add_department(Json& blocks) {
    const Json& part = document_["department"];
    const bool is_there = !part["overall"].items().empty() || !part["goals"].items().empty() ||
                          !part["safeguards"].items().empty();
    if (!is_there) return;
    const std::string title = "第一部分 部门整体绩效目标";
    blocks.push(heading_block(2, title, "g"));
    if (!is_disclosure_) add_entry(title, "g", 1);
    const auto open = [&](const std::string& heading, const std::string& id) {
      blocks.push(heading_block(3, heading, id));
      if (!is_disclosure_) add_entry(heading, id, 2);
    };
    if (!part["overall"].items().empty()) {
      open("一、总体绩效目标", "g1");
      paragraphs(blocks, part["overall"]);
    }
    if (!part["goals"].items().empty()) open("二、分项绩效目标", "g2");
    for (const Json& goal : part["goals"].items()) {
      if (!goal["title"].text().empty()) blocks.push(heading_block(4, goal["title"].text()));
      if (!goal["goal"].text().empty())
        blocks.push(paragraph_block("绩效目标：" + goal["goal"].text()));
      if (!goal["indicators"].text().empty())
        blocks.push(paragraph_block("绩效指标：" + goal["indicators"].text()));
      paragraphs(blocks, goal["paragraphs"]);
    }
    if (part["safeguards"].items().empty()) return;
    open("三、工作保障措施", "g3");
    paragraphs(blocks, part["safeguards"]);
  }

  void add_goal_sheets(Json& body) {
    Json blocks = Json::array();
    const bool is_any =
        !document_["projects"].items().empty() || !document_["department_sheets"].items().empty();
    if (!is_any) return;
    const std::string title = "第二部分 预算项目绩效目标";
    blocks.push(heading_block(2, title, "p"));
    if (!is_disclosure_) add_entry(title, "p", 1);
    int number = 0;
    for (const char* list : {"department_sheets", "projects"}) {
      for (const Json& project : document_[list].items()) {
        const std::string id = "p" + std::to_string(++number);
        if (!is_disclosure_) add_entry(goal_sheet_title(project), id, 2);
        const Json sheet = goal_sheet_blocks(project, layout_.goal_sheet, id);
        for (std::size_t i = 0; i < sheet.items().size(); ++i) {
          Json block = sheet.items()[i];
          // The first sheet stays with the part's heading.
          if (number == 1 && i == 0) block.set("begins_page", false);
          blocks.push(std::move(block));
        }
      }
    }
    body.push(part_of("绩效目标表", false, std::move(blocks)));
  }

  const Json& document_;
  const Layout& layout_;
  const PublicationSetting& setting_;
  bool is_disclosure_ = false;
  std::vector<PrintedTable> tables_;
  Json contents_ = Json::array();
  Json text_ = Json::array();  ///< blocks of the part being written
  Publication made_;
};

}  // namespace

Publication publication_of(const Json& document, const Layout& layout,
                           const PublicationSetting& setting) {
  return Composer(document, layout, setting).run();
}

}  // namespace budget
