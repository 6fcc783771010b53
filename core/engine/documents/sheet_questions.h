#pragma once

#include "engine/documents/questions.h"

namespace budget {

// What goal sheets may leave open.

inline const ImportChoice kLeaveOut{"leave_out", "不作为项目，只留在文件里"};

inline const ImportQuestion kSheetYear{"sheet_year",
                                       "文件里有几个年度，目标表在另一年度的部分里，怎么办？",
                                       {kLeaveOut, {"enter", "作为本年度的项目导入"}},
                                       kLeaveOut.id};
inline const ImportQuestion kMoneyUnit{
    "money_unit",
    "文件没有印明金额单位，金额按什么单位读？",
    {{"wan", "万元"}, {"yuan", "元"}, {"thousand", "千元"}, {"hundred", "百元"}, {"yi", "亿元"}}};
inline const ImportQuestion kProjectCode{
    "project_code", "目标表没有可用的项目编码，怎么办？", {kLeaveOut}, {}, "21位项目编码", true};
inline const ImportQuestion kSameCode{"same_code",
                                      "几张目标表印着同一个项目编码，取哪一张？",
                                      {{"first", "取先印的"}, {"last", "取后印的"}, kLeaveOut}};
inline const ImportQuestion kProjectName{
    "project_name", "目标表没有项目名称，怎么办？", {kLeaveOut}, {}, "项目名称", true};
inline const ImportQuestion kBudget{
    "budget",
    "目标表没有可用的预算数，怎么办？",
    {{"zero", "预算数为0"}, {"parts", "取财政资金与其他资金之和"}, kLeaveOut},
    {},
    "预算数（万元）",
    true};
inline const ImportQuestion kFunds{
    "funds",
    "预算数不等于财政资金与其他资金之和，以哪个为准？",
    {{"budget", "以预算数为准，其余算作财政资金"}, {"parts", "以两项资金之和为准"}, kLeaveOut}};
inline const ImportQuestion kPlanUnit{
    "plan_unit",
    "看不出资金支出计划印的是金额还是百分比，按什么读？",
    {{"amount", "金额"}, {"percent", "百分比"}, {"none", "不录计划"}}};
inline const ImportQuestion kPlanLabel{
    "plan_label",
    "资金支出计划的标题与所印的数不符，按什么读？",
    {{"amount", "按金额读"}, {"percent", "按百分比读"}, {"none", "不录计划"}}};
inline const ImportQuestion kPlanDecember{
    "plan_december",
    "资金支出计划没有12月底的数，怎么办？",
    {{"budget", "12月底等于预算数"}, {"as_printed", "只录印出的月份"}, {"none", "不录计划"}}};
inline const ImportQuestion kPlanBroken{
    "plan_broken", "资金支出计划不能成立，怎么办？", {{"none", "不录计划"}, kLeaveOut}};
inline const ImportQuestion kUnit{"unit", "目标表的预算单位不在本部门，是哪个单位？", {kLeaveOut}};

}  // namespace budget
