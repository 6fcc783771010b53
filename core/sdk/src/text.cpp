#include <budget/text.h>

namespace budget {

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  std::size_t end = most;
  while (end > 0 && continues(text[end]))
    --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace budget
