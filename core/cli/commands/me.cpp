#include <ostream>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {

Result<ExitCode> run(Api& api, const Terminal& terminal, const MeOptions&) {
  const auto me = TRY(api.get("/v1/me"));
  if (terminal.is_json) {
    print_json(terminal, me);
    return ExitCode::ok;
  }
  terminal.out << printable(text_at(me, "name")) << "（" << printable(text_at(me, "id")) << "）\n";
  Table table({{"角色"}, {"代码"}, {"范围"}});
  for (const auto& role : array_at(me, "roles")) {
    const std::string department = text_at(role, "department");
    table.add({text_at(role, "title"), text_at(role, "role"),
               department.empty() ? text_at(role, "region") : department});
  }
  if (!table.empty()) {
    table.print(terminal);
  }
  return ExitCode::ok;
}

}  // namespace budget::cli
