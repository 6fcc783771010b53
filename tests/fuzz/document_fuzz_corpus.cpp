#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& bytes) {
  (void)LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

/// document_fuzz_corpus <folder> <rounds>: every file of the folder, then `rounds` changed copies
/// of each, the same ones each time.
int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: document_fuzz_corpus <folder> <rounds>\n";
    return 2;
  }
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  std::mt19937 random(1);
  std::size_t runs = 0;
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const std::string whole = text.str();
    run(whole);
    for (int round = 0; round < std::stoi(arguments[2]) && !whole.empty(); ++round) {
      std::string copy = whole;
      for (int i = 0; i < 4; ++i) {
        const std::size_t at = random() % copy.size();
        const std::size_t length = std::min<std::size_t>(random() % 64, copy.size() - at);
        switch (random() % 4) {
          case 0:
            copy[at] = static_cast<char>(random());
            break;
          case 1:
            copy.insert(random() % copy.size(), copy.substr(at, length));
            break;
          case 2:
            copy.insert(at, 1, "\t\n|\"、"[random() % 4]);
            break;
          default:
            if (copy.size() > length + 1) copy.erase(at, length);
            break;
        }
      }
      run(copy);
      ++runs;
    }
  }
  std::cout << files.size() << " files, " << runs << " changed copies\n";
  return files.empty() ? 1 : 0;
}
