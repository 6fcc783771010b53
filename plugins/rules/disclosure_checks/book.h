#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <budget/plugin.hpp>

#include "document.h"
#include "templates.h"

namespace budget::disclosure {

/// What an office may set.
struct Settings {
  std::int64_t tolerance_fen = 0;  ///< how far two sides of an identity may differ
  std::set<std::string, std::less<>> silent;
  std::string lines = "auto";  ///< which variant of T1's and T4's lines holds
  Templates templates = Templates::built_in();
};

/// Where a finding is: a row of a table, a paragraph, or the document.
struct Spot {
  const Table* table = nullptr;
  std::size_t row = npos;
  int line = 0;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

/// One run over one document: what the checks read and where they put findings.
class Book {
 public:
  Book(const Document& document, const Settings& settings, plugin::Report& report)
      : document_(document), settings_(settings), report_(report) {}

  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const Table* table(int number) const { return document_.table(number); }

  /// The rule looked at something.
  void ran(std::string_view rule) { ran_.insert(std::string(rule)); }
  /// The rule had nothing to look at; the first reason is kept.
  void not_run(std::string_view rule, std::string reason) {
    reasons_.try_emplace(std::string(rule), std::move(reason));
  }
  void add(std::string_view rule, const Spot& spot, std::string message, std::string quote = {});
  /// Whether both sides are the same within the tolerance. Marks the rule as run. For loops over
  /// cells: only what differs needs words.
  [[nodiscard]] bool same(std::string_view rule, std::int64_t left, std::int64_t right) {
    if (!ran_.contains(rule)) ran(rule);
    const std::int64_t gap = left > right ? left - right : right - left;
    return gap <= settings_.tolerance_fen;
  }
  /// A finding unless both sides are the same within the tolerance. Marks the rule as run.
  void equal(std::string_view rule, const Spot& spot, const std::string& left_name,
             std::int64_t left, const std::string& right_name, std::int64_t right);
  /// A finding when left is more than right. Marks the rule as run.
  void at_most(std::string_view rule, const Spot& spot, const std::string& left_name,
               std::int64_t left, const std::string& right_name, std::int64_t right);
  /// Every rule of the catalog ran or did not, with its reason.
  void close();

 private:
  const Document& document_;
  const Settings& settings_;
  plugin::Report& report_;
  std::set<std::string, std::less<>> ran_;
  std::map<std::string, std::string, std::less<>> reasons_;
};

// The checks, by what they look at.
void check_totals(Book& book);                       // T1, T4
void check_functions(Book& book);                    // T2, T3, T5, T7, T8, each by itself
void check_across(Book& book);                       // the nine tables against each other
void check_economic(Book& book);                     // T6
void check_three_public(Book& book);                 // T9
void check_narrative(Book& book);                    // figures of the text against the tables
void check_names(Book& book);                        // names and codes
void check_form(Book& book);                         // notes, order, units, signs
void check_contents(Book& book);                     // contents and goal sheets against the body
void check_others(Book& book, const Json& payload);  // assets, procurement, publication day

}  // namespace budget::disclosure
