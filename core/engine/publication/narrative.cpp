#include "engine/publication/narrative.h"

#include <algorithm>
#include <utility>

#include "engine/publication/page_blocks.h"

namespace budget {
namespace {

Finding finding(const char* rule, FindingLevel level, std::string message, std::string quote,
                std::string treatment) {
  return {.rule = RuleId(std::string("publish.") + rule),
          .level = level,
          .message = std::move(message),
          .quote = std::move(quote),
          .treatment = std::move(treatment)};
}

/// Where a text of the document stands: sheets of a workbook are told apart by name.
std::pair<std::string, std::int64_t> place_of(const Json& source) {
  const std::string& cell = source["cell"].text();
  return {cell.substr(0, cell.find('!')), source["line"].integer()};
}

}  // namespace

std::string department_line(const Json& document) {
  const std::string& name = words_of(document["department_name"]);
  const std::string& code = document["department_code"].text();
  return code.empty() ? name : code + " " + name;
}

NarrativeText::NarrativeText(const Json& document, const Layout& layout,
                             const std::vector<PrintedTable>& tables,
                             std::vector<Finding>& findings)
    : document_(document), layout_(layout), tables_(tables), findings_(findings) {}

const Json& NarrativeText::section_of(int number) const {
  static const Json kNone;
  for (const Json& section : document_["sections"].items()) {
    const bool is_introduction = section["kind"].text() == "introduction";
    if (number == 0 ? is_introduction : section["number"].integer() == number && !is_introduction)
      return section;
  }
  return kNone;
}

Json NarrativeText::introduction() const {
  Json blocks = Json::array();
  for (const Json& paragraph : section_of(0)["paragraphs"].items())
    blocks.push(paragraph_block(words_of(paragraph)));
  return blocks;
}

Json NarrativeText::section_blocks(const SectionLayout& wanted) {
  Json blocks = Json::array();
  const std::string id = "s" + std::to_string(wanted.number);
  const Json& section = section_of(wanted.number);
  const std::string& heading = words_of(section["heading"]);
  blocks.push(heading_block(3, heading.empty() ? wanted.heading : heading, id));
  if (section.is_null()) {
    for (const std::string& words : wanted.paragraphs)
      blocks.push(paragraph_block(filled(words, wanted.number)));
    findings_.push_back(
        finding("section_made", FindingLevel::warning,
                "文件没有说明的第" + std::to_string(wanted.number) + "部分“" + wanted.heading + "”",
                {}, "按版式的文字印出，空出的数字须补"));
  }
  std::vector<const Json*> tables;
  for (const Json& table : document_["other_tables"].items()) {
    const std::string& title = words_of(table["title"]);
    const auto known = std::ranges::find_if(
        layout_.other_tables,
        [&](const OtherTableLayout& other) { return title.find(other.word) != std::string::npos; });
    // A table the layout does not know stays with the last section, so that none is lost.
    const int home =
        known == layout_.other_tables.end() ? layout_.sections.back().number : known->section;
    if (home == wanted.number) tables.push_back(&table);
  }
  const auto push_table = [&](const Json& table) {
    const std::string& title = words_of(table["title"]);
    const bool shows_unit =
        std::ranges::any_of(layout_.other_tables, [&](const OtherTableLayout& other) {
          return other.shows_unit && title.find(other.word) != std::string::npos;
        });
    const Json made =
        table_blocks(as_it_stands(table), department_line(document_), 0, shows_unit, findings_);
    for (const Json& block : made.items())
      blocks.push(block);
  };
  for (const Json& paragraph : section["paragraphs"].items()) {
    const auto place = place_of(paragraph["source"]);
    while (!tables.empty() && place_of((*tables.front())["source"]).first == place.first &&
           place_of((*tables.front())["source"]).second < place.second) {
      push_table(*tables.front());
      tables.erase(tables.begin());
    }
    blocks.push(paragraph_block(with_figures(paragraph, section)));
  }
  for (const Json* table : tables)
    push_table(*table);
  return blocks;
}

const FigureLayout* NarrativeText::rule_for(int section, const std::string& words) const {
  const FigureLayout* found = nullptr;
  std::size_t best = 0;
  for (const FigureLayout& rule : layout_.figures) {
    if (rule.section != section) continue;
    const bool is_other = std::ranges::any_of(rule.not_words, [&](const std::string& word) {
      return words.find(word) != std::string::npos;
    });
    if (is_other) continue;
    for (const std::string& word : rule.words) {
      const std::size_t at = words.rfind(word);
      if (at == std::string::npos) continue;
      // The word nearest to the figure counts; of two that end together the longer one.
      const std::size_t rank = (at + word.size()) * 1000 + word.size();
      if (rank > best) {
        best = rank;
        found = &rule;
      }
    }
  }
  return found;
}

const std::string* NarrativeText::table_figure(const FigureLayout& rule) const {
  const auto table = std::ranges::find_if(
      tables_, [&](const PrintedTable& each) { return each.number == rule.table; });
  if (table == tables_.end()) return nullptr;
  const auto column = table->column(rule.column);
  if (!column) return nullptr;
  for (const auto& row : table->rows) {
    for (std::size_t c = 0; c < *column; ++c) {
      if (folded(row[c]) != folded(rule.row)) continue;
      const std::string& text = row[*column];
      return text.empty() ? &zero_ : &text;
    }
  }
  return table->rows.empty() ? &zero_ : nullptr;
}

std::string NarrativeText::with_figures(const Json& paragraph, const Json& section) {
  std::string text = words_of(paragraph);
  const int number = static_cast<int>(section["number"].integer());
  std::size_t from = 0;
  for (const Json& figure : section["figures"].items()) {
    if (figure["line"].integer() != paragraph["source"]["line"].integer()) continue;
    const std::string& printed = figure["number"].text();
    const std::size_t at = text.find(printed, from);
    if (printed.empty() || at == std::string::npos) continue;
    from = at + printed.size();
    if (figure["unit"].text() != "万元") continue;
    const FigureLayout* rule = rule_for(number, figure["label"].text());
    const std::string* taken = rule == nullptr ? nullptr : table_figure(*rule);
    if (taken == nullptr) {
      ++unbound_;
      continue;
    }
    ++bound_;
    if (amount_in(printed) == amount_in(*taken)) continue;
    findings_.push_back(finding(
        "figure_differs", FindingLevel::warning,
        "说明第" + std::to_string(number) + "部分“" + figure["label"].text() + "”为" + printed +
            "万元，表" + std::to_string(rule->table) + "“" + rule->row + "”为" + *taken + "万元",
        printed, "按表印出"));
    text.replace(at, printed.size(), *taken);
    from = at + taken->size();
  }
  return text;
}

std::string NarrativeText::filled(const std::string& words, int section) {
  std::string text;
  const std::int64_t year = document_["fiscal_year"].integer();
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t open = words.find('{', at);
    const std::size_t close = open == std::string::npos ? open : words.find('}', open);
    if (close == std::string::npos) return text + words.substr(at);
    text += words.substr(at, open - at);
    const std::string name = words.substr(open + 1, close - open - 1);
    at = close + 1;
    if (name == "year") {
      text += std::to_string(year);
    } else if (name == "last_year") {
      text += std::to_string(year - 1);
    } else if (name == "name") {
      text += words_of(document_["department_name"]);
    } else {
      const auto rule = std::ranges::find_if(layout_.figures, [&](const FigureLayout& figure) {
        return figure.section == section && figure.id == name;
      });
      const std::string* taken = rule == layout_.figures.end() ? nullptr : table_figure(*rule);
      text += taken == nullptr ? "　　" : *taken;  // a gap to be filled in by hand
      if (taken != nullptr) ++bound_;
    }
  }
  return text;
}

}  // namespace budget
