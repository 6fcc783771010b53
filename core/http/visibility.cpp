#include "http/visibility.h"

#include <cctype>

namespace budget {
namespace {

Error no_instance(const std::string& text) {
  return {ErrorCode::not_found,
          "expected to find instance " + text + ", but there is none for you"};
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Error forbidden(const char* permission) {
  return {ErrorCode::forbidden,
          std::string("expected a role that grants \"") + permission + "\", but you hold none",
          "ask the budget office"};
}

/// "2026-130605-203.budget_adjustment.2"
Result<InstanceId> child_named(const std::string& text, const InstanceFilter& filter, Desk& desk) {
  Page page{kLargestPage, 0};
  while (true) {
    const std::vector<InstanceRow> rows = TRY(desk.queries.instances(filter, page));
    for (const InstanceRow& row : rows) {
      page.after = row.data.id.value();
      if (name_of(row.data) == text) return row.data.id;
    }
    if (rows.size() < static_cast<std::size_t>(kLargestPage)) return no_instance(text);
  }
}

}  // namespace

Result<InstanceId> instance_named(const std::string& text, Desk& desk) {
  if (is_number(text)) {
    return InstanceId(TRY(parse_integer("id", text, 1, std::numeric_limits<std::int64_t>::max())));
  }
  const std::size_t dash = text.find('-');
  if (dash != 4 || !is_number(text.substr(0, dash))) {
    return Error{ErrorCode::invalid_input,
                 "expected an instance such as 7 or 2026-130605-203, but it is \"" + text + "\""};
  }
  InstanceFilter filter;
  const std::int64_t year = TRY(parse_integer("year", text.substr(0, dash), 0, 9999));
  filter.year = TRY(FiscalYear::of(static_cast<int>(year)));
  std::string department = text.substr(dash + 1);
  if (const std::size_t dot = department.find('.'); dot != std::string::npos) {
    filter.workflow = WorkflowId(department.substr(dot + 1, department.rfind('.') - dot - 1));
    department.resize(dot);
  }
  filter.department = DepartmentId(department);
  if (filter.workflow) return child_named(text, filter, desk);
  std::vector<InstanceRow> found = TRY(desk.queries.instances(filter, Page{kLargestPage, 0}));
  // What was opened beside a budget has a name of its own.
  std::erase_if(found, [&](const InstanceRow& row) { return name_of(row.data) != text; });
  if (found.empty()) return no_instance(text);
  if (found.size() == 1) return found.front().data.id;
  return Error{ErrorCode::conflict,
               "expected one instance " + text + ", but several workflows have one",
               "use its number"};
}

Result<InstanceRow> visible_instance(const Call& call, Desk& desk, const std::string& text) {
  const Result<InstanceId> id = instance_named(text, desk);
  if (!id) return id.error();
  const Result<InstanceRow> row = visible_instance(call, desk, *id);
  if (!row && row.error().code == ErrorCode::not_found) return no_instance(text);
  return row;
}

Result<InstanceRow> visible_instance(const Call& call, Desk& desk, InstanceId id) {
  InstanceRow row = TRY(desk.queries.instance(id));
  if (!call.account->may_see(row.data.department)) return no_instance(std::to_string(id.value()));
  return row;
}

std::optional<Sight> sight_of(const Call& call) {
  const Account& account = *call.account;
  if (account.reads_all) return std::nullopt;
  return Sight{account.read_regions, account.read_departments};
}

Result<std::vector<InstanceRow>> visible_instances(const Call& call, Desk& desk,
                                                   std::optional<FiscalYear> year) {
  std::vector<InstanceRow> all;
  InstanceFilter filter;
  filter.year = year;
  filter.sight = sight_of(call);
  Page page{kLargestPage, 0};
  while (true) {
    std::vector<InstanceRow> rows = TRY(desk.queries.instances(filter, page));
    const bool is_last = rows.size() < static_cast<std::size_t>(kLargestPage);
    for (InstanceRow& row : rows) {
      page.after = row.data.id.value();
      all.push_back(std::move(row));
    }
    if (is_last) return all;
  }
}

Result<void> may_see_budgets(const Call& call) {
  const Account& account = *call.account;
  if (account.reads_all || !account.read_regions.empty() || !account.read_departments.empty())
    return {};
  return Error{ErrorCode::forbidden,
               "expected a role in a department, or one that grants \"read_all\", but " +
                   account.name + " holds neither and may see no budgets",
               "administrators keep the machine and the accounts; the budgets are for others"};
}

Result<void> may_read_all(const Call& call) {
  if (call.account->reads_all) return {};
  return forbidden("read_all");
}

Result<void> may_see_plugins(const Call& call) {
  if (call.account->reads_all || call.account->is_administrator) return {};
  return Error{ErrorCode::forbidden,
               "expected an administrator, or a role that grants \"read_all\", but " +
                   call.account->name + " holds neither",
               "ask the system administrator"};
}

Result<void> may_read_payments(const Call& call) {
  if (call.account->reads_payments) return {};
  return forbidden("record_payments");
}

}  // namespace budget
