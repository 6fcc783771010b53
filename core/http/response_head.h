#pragma once

#include <string>

#include "http/message.h"

namespace budget {

/// What the Connection field says; usual: nothing.
enum class Connection { usual, keep_alive, close };

/// The status line and the fields of a response, ready for the wire; replaces what `head` held.
void write_head(std::string& head, const Response& response, Connection connection);

}  // namespace budget
