#include "cli/client/client.h"

#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

namespace budget::cli {

Result<std::string> read_token(const std::string& file) {
  if (file.empty()) {
    const char* token = std::getenv("BUDGETCTL_TOKEN");
    return std::string(token == nullptr ? "" : token);
  }
  struct stat facts {};
  std::ifstream stream(file);
  if (!stream || stat(file.c_str(), &facts) != 0) {
    return Error{ErrorCode::invalid_input,
                 "expected to read the access token from " + file + ", but it cannot be opened"};
  }
  if ((facts.st_mode & (S_IRGRP | S_IROTH)) != 0) {
    return Error{ErrorCode::invalid_input,
                 "expected a token file only its owner can read, but others can read " + file,
                 "chmod 600 " + file};
  }
  std::string token;
  stream >> token;
  if (token.empty()) {
    return Error{ErrorCode::invalid_input,
                 "expected to read the access token from " + file + ", but it is empty"};
  }
  return token;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char letter : text) {
    if (kPlain.find(letter) != std::string_view::npos) {
      encoded += letter;
    } else {
      const auto byte = static_cast<unsigned char>(letter);
      encoded += '%';
      encoded += kHex[byte >> 4U];
      encoded += kHex[byte & 0x0FU];
    }
  }
  return encoded;
}

}  // namespace budget::cli
