#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/failure.h"

namespace budget {

/// Read-only connections to one database, as many as are in use at once. [any]
class Snapshots {
 public:
  Snapshots(std::string path, OpenOptions options)
      : path_(std::move(path)), options_(std::move(options)) {
    options_.mode = OpenMode::read_only;
  }

  /// Runs a call that reads, in one transaction: it sees one moment. A connection that failed is
  /// not used again.
  template <typename Call>
  auto read(Call call) -> decltype(call(std::declval<Database&>())) {
    return at_the_boundary([&] {
      std::unique_ptr<Database> database = take();
      auto answer = [&] {
        Transaction snapshot(*database, Transaction::Kind::read);
        return call(*database);
      }();
      give_back(std::move(database));
      return answer;
    });
  }

 private:
  std::unique_ptr<Database> take();
  void give_back(std::unique_ptr<Database> database);

  std::string path_;
  OpenOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Database>> idle_;
};

}  // namespace budget
