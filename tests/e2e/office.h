#pragma once

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/value.hpp>

#include "support/daemon_process.h"

namespace budget::test {

inline const std::string kCode = "13060526P00002810078Y";
inline const std::string kSecondCode = "13060526P00020010024Q";

/// An answer's body; a body that is no JSON fails the test.
[[nodiscard]] boost::json::value json_of(const HttpAnswer& answer);
/// A member of it as text ("stage", "items.0.id"), numbers in digits, null as "null"; "" when
/// missing.
[[nodiscard]] std::string text_in(const HttpAnswer& answer, const std::string& path);

/// {"projects":[…]} with one project whose plan rises by 2 万元 at each node, and in which the
/// shipped rules find no error.
[[nodiscard]] std::string one_project(const std::string& code = kCode,
                                      const std::string& budget_wan = "8.00");

// The clock is the machine's: a fiscal year far ahead has no deadline or node that could be due,
// one long gone all of them.
inline constexpr int kFarYear = 2098;
inline constexpr int kPastYear = 2024;

/// Drives a daemon with the shipped sample office; instance 1 is its department's.
class Office {
 public:
  explicit Office(DaemonProcess& daemon) : daemon_(daemon) {}

  HttpAnswer get(const std::string& person, const std::string& target) {
    return daemon_.client(person).get(target);
  }
  HttpAnswer post(const std::string& person, const std::string& target, const std::string& json) {
    return daemon_.client(person).post(target, json);
  }
  HttpAnswer act(const std::string& person, const std::string& act, const std::string& more = "");
  /// One payment of the first project, day as "03-02".
  HttpAnswer pay(int year, const std::string& day, const std::string& amount_yuan,
                 const std::string& voucher);

  /// Fills in the self-evaluation of one_project() with its targets and hands it in.
  HttpAnswer evaluate();

  void open(int year = kFarYear);
  void draft(int year = kFarYear);    ///< opened, with one project
  void monitor(int year = kFarYear);  ///< drafted, and on to the monitoring; a past year beyond it

 private:
  DaemonProcess& daemon_;
};

/// A test with a daemon of its own.
class OfficeTest : public testing::Test {
 protected:
  DaemonFolder folder;           // NOLINT: for the tests
  DaemonProcess daemon{folder};  // NOLINT
  Office office{daemon};         // NOLINT
};

}  // namespace budget::test
