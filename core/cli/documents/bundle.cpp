#include "cli/documents/bundle.h"

#include <fstream>

#include "cli/client/secret.h"

namespace budget::cli {
namespace {

namespace fs = std::filesystem;

Error unwritten(const fs::path& file, const std::string& why) {
  return {ErrorCode::unavailable, "expected to write " + file.string() + ", but " + why,
          "free space, or choose another folder"};
}

Result<void> write_file(const fs::path& file, const std::string& bytes) {
  std::error_code problem;
  fs::create_directories(file.parent_path(), problem);
  if (problem) return unwritten(file, problem.message());
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << bytes;
  out.close();
  if (!out) return unwritten(file, "not all of it could be written");
  return {};
}

void append(std::string& out, const Json& value, std::size_t depth) {
  const auto list = [&](char open, char close, std::size_t count, const auto& each) {
    out += open;
    for (std::size_t i = 0; i < count; ++i) {
      out += i == 0 ? "\n" : ",\n";
      out.append(2 * (depth + 1), ' ');
      each(i);
    }
    out += '\n';
    out.append(2 * depth, ' ');
    out += close;
  };
  if (value.is_object() && !value.members().empty()) {
    list('{', '}', value.members().size(), [&](std::size_t i) {
      append_json_text(out, value.members()[i].first);
      out += ": ";
      append(out, value.members()[i].second, depth + 1);
    });
  } else if (value.is_array() && !value.items().empty()) {
    list('[', ']', value.items().size(),
         [&](std::size_t i) { append(out, value.items()[i], depth + 1); });
  } else {
    out += value.to_text();
  }
}

}  // namespace

std::string pretty(const Json& value) {
  std::string out;
  append(out, value, 0);
  return out + "\n";
}

void Bundle::add(BundleFile file) {
  files_.push_back(std::move(file));
}

Result<void> Bundle::write(const fs::path& folder, Json about) {
  std::error_code problem;
  if (fs::exists(folder, problem)) {
    return Error{ErrorCode::conflict,
                 "expected a folder that is not there yet, but " + folder.string() + " is",
                 "name another one; what is published is never overwritten"};
  }
  Json list = Json::array();
  std::string sums;
  for (const BundleFile& file : files_) {
    const std::string hash = sha256_hex(file.bytes);
    Json entry = Json::object().set("path", file.path).set("media_type", file.media_type);
    list.push(entry.set("bytes", file.bytes.size()).set("sha256", hash));
    sums += hash + "  " + file.path + "\n";
  }
  const std::string manifest = pretty(about.set("files", std::move(list)));
  sums += sha256_hex(manifest) + "  manifest.json\n";
  const fs::path part = folder.string() + ".part";
  fs::remove_all(part, problem);
  const auto write_all = [&]() -> Result<void> {
    for (const BundleFile& file : files_)
      TRY(write_file(part / file.path, file.bytes));
    TRY(write_file(part / "manifest.json", manifest));
    TRY(write_file(part / "SHA256SUMS", sums));
    fs::rename(part, folder, problem);
    if (problem) return unwritten(folder, problem.message());
    return {};
  };
  Result<void> written = write_all();
  if (!written) fs::remove_all(part, problem);
  return written;
}

}  // namespace budget::cli
