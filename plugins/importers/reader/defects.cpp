#include "reader/defects.h"

#include <algorithm>

#include <budget/text.h>

namespace budget::reader {
namespace {

constexpr std::size_t kQuoted = 240;

const Defect& defect_named(std::string_view id) {
  for (const Defect& defect : all_defects()) {
    if (defect.id == id) return defect;
  }
  static const Defect kUnknown{"unknown", FindingLevel::error, "未登记的问题"};
  return kUnknown;
}

Observation observation(std::string_view id, const std::string& file) {
  const Defect& defect = defect_named(id);
  Observation made;
  made.finding.rule = RuleId("reader." + std::string(defect.id));
  made.finding.level = defect.level;
  made.finding.place.file = file;
  return made;
}

}  // namespace

const std::vector<Defect>& all_defects() {
  using L = FindingLevel;
  static const std::vector<Defect> kDefects = {
      // the file
      {"file_cut_off", L::error, "文件末尾不完整"},
      {"unclaimed_text", L::warning, "有文字未归入任何表或段落"},
      {"hidden_content", L::warning, "隐藏的工作表、行或列也已读入"},
      {"hidden_sheet_not_read", L::warning, "深度隐藏的工作表没有读入"},
      {"findings_left_out", L::warning, "问题过多，部分未列出"},
      {"document_year_missing", L::warning, "未见预算年度"},
      {"document_year_not_in_title", L::info, "封面和标题未印预算年度"},
      {"several_fiscal_years", L::warning, "文件中有几个预算年度"},
      // printing and recognition
      {"ocr_space_in_text", L::info, "文字被空格断开"},
      {"ocr_space_in_name", L::info, "名称被空格断开"},
      {"ocr_space_in_code", L::error, "编码被空格断开"},
      {"ocr_space_in_number", L::error, "数字被空格断开"},
      {"full_width_digits", L::info, "数字或符号为全角"},
      {"latex_in_text", L::info, "文字中有公式标记"},
      {"html_markup", L::warning, "文字中有网页标记"},
      {"bookmark_markup", L::info, "文字中有书签标记"},
      {"markdown_in_text", L::info, "文字中有排版标记"},
      {"ocr_misread", L::warning, "文字识别有误"},
      {"toc_format", L::info, "目录格式不一致"},
      {"title_spacing", L::info, "标题序号后的空格不一致"},
      {"title_split", L::info, "标题断成两行"},
      {"header_scrambled", L::info, "表头行文字错位"},
      {"embedded_tabs", L::info, "单元格内有制表符或多段文字"},
      {"mixed_punctuation", L::info, "中文以西文句点结尾"},
      // layout
      {"list_total_not_read", L::info, "项目清单的合计行未作项目读入"},
      {"four_levels", L::info, "指标有四级"},
      {"points_with_level", L::info, "指标级别后印有分值"},
      {"level1_below", L::info, "一级指标印在合并格的中间"},
      {"level1_column_missing", L::info, "指标表没有一级指标一栏"},
      {"column_not_read", L::info, "指标表有未读入的栏"},
      {"repeated_table_header", L::info, "表头在表内重复"},
      {"page_split_row", L::info, "一行被分到两页"},
      {"page_split_table", L::info, "表被分到两页"},
      {"code_split", L::error, "编码被分到两页"},
      {"continuation_duplicates_text", L::warning, "续行与上文重复"},
      {"tabs_lost", L::warning, "行内的分栏已丢失，按内容分开"},
      {"row_not_aligned", L::error, "行与表头的列对不上"},
      {"row_break_lost", L::warning, "行与行的分隔已丢失，按内容分开"},
      {"columns_shifted", L::error, "列错位"},
      {"first_column_missing", L::info, "行首的空单元格缺失"},
      {"cell_missing", L::error, "单元格缺失"},
      {"column_lost", L::error, "整列缺失"},
      {"level_mismatch", L::warning, "一级指标与二级指标不相配"},
      {"combined_levels", L::warning, "一级指标一格内有两级指标"},
      {"goals_column_shift", L::info, "绩效目标所在的列与其他表不同"},
      {"project_header_missing", L::info, "绩效目标表没有编码、预算和计划"},
      {"sheet_title_missing", L::info, "绩效目标表没有标题"},
      {"indicators_missing", L::warning, "绩效目标表没有指标"},
      {"name_differs_from_title", L::warning, "项目名称与标题不同"},
      {"field_repeated", L::warning, "同一栏目印了两次"},
      {"cell_not_read", L::warning, "单元格未归入任何栏目"},
      // values
      {"code_form", L::error, "项目编码格式不对"},
      {"amount_not_number", L::error, "金额不是数字"},
      {"doubled_value", L::error, "指标值印了两次"},
      {"doubled_text", L::warning, "文字印了两次"},
      {"default_one_glued", L::error, "数值前多了一个默认的1"},
      {"value_missing", L::error, "没有指标值"},
      {"value_ambiguous", L::info, "指标值有多种读法"},
      {"value_yes_no", L::info, "指标值为是或否"},
      {"value_unit_mismatch", L::warning, "比率的指标值却带计数单位"},
      {"odd_unit", L::info, "计量单位带倍数"},
      {"unit_incomplete", L::info, "计量单位不完整"},
      {"unit_missing", L::info, "比率没有百分号"},
      {"placeholder_prefix", L::warning, "绩效目标保留了占位文字"},
      {"goal_numbering", L::info, "绩效目标的序号不连续"},
      {"truncated_text", L::info, "文字不完整"},
      {"redacted", L::info, "涉密，内容未印"},
      {"plan_cell_blank", L::info, "计划有空白"},
      {"plan_december_missing", L::error, "计划没有年底的数"},
      {"plan_label_mismatch", L::warning, "计划的标题与数值的单位不符"},
      {"plan_unit_unclear", L::error, "计划的单位无法判断，请确认"},
      {"plan_cells_lost", L::error, "计划的单元格与月份对不上，请确认"},
      // disclosure
      {"table_title_unknown", L::warning, "表的标题不认得"},
      {"years_not_told", L::warning, "两年的列分不清"},
      {"empty_table", L::info, "空表"},
      {"empty_table_without_note", L::warning, "空表没有说明"},
      {"table_number_missing", L::warning, "九张表不全"},
      {"table_rows_not_consecutive", L::warning, "表内序号不连续"},
      {"name_differs_between_tables", L::warning, "同一科目在各表中名称不同"},
      {"section_missing", L::warning, "情况说明缺少部分"},
  };
  return kDefects;
}

void Defects::add(std::string_view id, std::vector<int> lines, std::string message,
                  std::string quote, std::string treatment, std::string field, std::string cell) {
  if (found_.size() >= most_) {
    ++left_out_;
    return;
  }
  Observation made = observation(id, file_);
  Finding& finding = made.finding;
  finding.place.line = lines.empty() ? 0 : lines.front();
  finding.place.field = std::move(field);
  finding.place.cell = std::move(cell);
  finding.message = std::move(message);
  finding.quote = shortened(quote, kQuoted);
  finding.treatment = std::move(treatment);
  made.lines = std::move(lines);
  found_.push_back(std::move(made));
}

void Defects::gather(std::string_view id, int line, std::string_view quote,
                     std::string_view treatment) {
  const auto known = gathered_.find(id);
  if (known != gathered_.end()) {
    std::vector<int>& lines = found_[known->second].lines;
    if (lines.back() != line) lines.push_back(line);
    return;
  }
  if (found_.size() >= most_) {
    ++left_out_;
    return;
  }
  Observation made = observation(id, file_);
  made.finding.place.line = line;
  made.finding.quote = shortened(quote, kQuoted);
  made.finding.treatment = std::string(treatment);
  made.lines.push_back(line);
  gathered_.emplace(std::string(id), found_.size());
  found_.push_back(std::move(made));
}

std::vector<Observation> Defects::take() {
  for (const auto& [id, index] : gathered_) {
    Observation& made = found_[index];
    std::sort(made.lines.begin(), made.lines.end());
    made.lines.erase(std::unique(made.lines.begin(), made.lines.end()), made.lines.end());
    made.finding.place.line = made.lines.front();
    made.finding.message =
        std::string(defect_named(id).title) + "，共 " + std::to_string(made.lines.size()) + " 处";
  }
  if (left_out_ > 0) {
    Observation made = observation("findings_left_out", file_);
    made.finding.message = "另有 " + std::to_string(left_out_) + " 个问题未列出";
    found_.push_back(std::move(made));
  }
  gathered_.clear();
  return std::move(found_);
}

std::size_t Defects::count(std::string_view id) const {
  const std::string rule = "reader." + std::string(id);
  return static_cast<std::size_t>(
      std::count_if(found_.begin(), found_.end(),
                    [&](const Observation& made) { return made.finding.rule.text() == rule; }));
}

}  // namespace budget::reader
