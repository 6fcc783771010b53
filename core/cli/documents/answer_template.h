#pragma once

#include <boost/json/value.hpp>
#include <map>
#include <string>

namespace budget::cli {

/// The questions of a preview as a file of answers to fill in, which `--answers` takes as it is:
/// what is open is left empty, what was answered stands answered, a default is a comment. Answers
/// of `given` that nothing asked for this time stand at its end.
[[nodiscard]] std::string answer_template(const boost::json::value& preview,
                                          const std::map<std::string, std::string>& given);

}  // namespace budget::cli
