#pragma once

#include "http/json_reader.h"
#include "model/command.h"

namespace budget {

/// A batch of payments as docs/http-api.md tells it. Private to core/http.
///
/// A row whose date, code, amount or fund cannot be read becomes one of `unreadable`; what is not
/// shaped like a row at all is a finding. Without a digest the batch gets one made of its rows.
[[nodiscard]] RecordPayments read_payments(const boost::json::value& body,
                                           std::vector<Finding>& findings);

}  // namespace budget
