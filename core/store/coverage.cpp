#include "store/coverage.h"

#include "store/codec/event_codec.h"

namespace budget {

Result<Coverage> coverage_in(Queries& queries) {
  Coverage coverage;
  Page page{kLargestPage, 0};
  while (true) {
    const std::vector<EventRow> rows = TRY(queries.log(page));
    for (const EventRow& row : rows) {
      const bool tells = row.type == "instance_opened" || row.type == "instance_migrated" ||
                         row.type == "stage_entered" || row.type == "act_performed";
      if (!tells) continue;
      const DecodedEvent decoded = TRY(decode(row.type, row.version, row.payload));
      coverage.add(decoded.event);
    }
    if (rows.size() < static_cast<std::size_t>(page.limit)) return coverage;
    page.after = rows.back().seq.value();
  }
}

}  // namespace budget
