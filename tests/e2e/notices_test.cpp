#include <csignal>
#include <set>

#include <boost/json/parse.hpp>

#include "office.h"
#include "support/server_script.h"

namespace budget::test {
namespace {

/// A folder whose office sends by the plugin given, and whose people have addresses.
class NoticesTest : public testing::Test {
 protected:
  NoticesTest() {
    std::string organisation = folder.read("organisation.toml");
    const std::string name = "name = \"王芳\"\n";
    organisation.insert(organisation.find(name) + name.size(),
                        "email = \"wang.fang@example.gov.cn\"\n");
    folder.write("organisation.toml", organisation);
    folder.set("level", "\"debug\"");
  }

  void configure(const std::string& file, const std::string& options) {
    folder.write("budgetd.toml", folder.read("budgetd.toml") +
                                     "\n[[plugins]]\nname = \"post\"\nfile = \"" + file +
                                     "\"\nroom = \"inside\"\n[plugins.options]\n" + options +
                                     "\n[[channels]]\nname = \"post\"\nplugin = \"post\"\n"
                                     "digest_window_s = 0\nretry_s = [1, 3600]\n");
  }

  /// Of the letters the robot server was sent, the ids.
  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const std::string& line : lines_of(folder.path("requests.jsonl"))) {
      const auto request = boost::json::parse(line);
      ids.emplace_back(request.at("headers").at("webhook-id").as_string());
    }
    return ids;
  }

  DaemonFolder folder;  // NOLINT: for the tests
};

TEST_F(NoticesTest, TheDaemonMailsWhoseTurnItIs) {
  const ServerScript server("mail_server.py", {folder.path("").string(), "plain"});
  configure("notifiers/smtp.so", "server = \"localhost:" + std::to_string(server.port()) +
                                     "\"\nsecurity = \"none\"\nsender = \"b@example.gov.cn\"\n");
  DaemonProcess daemon(folder);
  Office office(daemon);
  office.open();
  daemon.wait_for_log("letter_sent");
  daemon.stop();
  const std::vector<std::string> mail = lines_of(folder.path("1.json"));
  ASSERT_EQ(mail.size(), 1U);
  EXPECT_NE(mail[0].find("王芳 <wang.fang@example.gov.cn>"), std::string::npos);
  EXPECT_NE(mail[0].find("王芳，您好"), std::string::npos);
}

TEST_F(NoticesTest, AfterAKillALetterComesAgainUnderTheSameKeyOrNotAtAll) {
  const ServerScript server("robot_server.py", {folder.path("").string()});
  folder.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  configure("notifiers/webhook.so", "url = \"http://127.0.0.1:" + std::to_string(server.port()) +
                                        "/webhook\"\nsecret = \"file:secret\"\n");
  {
    DaemonProcess daemon(folder);
    Office office(daemon);
    office.open();
    daemon.wait_for_log("letter_sent");
    daemon.signal(SIGKILL);
    daemon.wait();
  }
  DaemonProcess daemon(folder);
  daemon.port();
  daemon.stop();
  const std::vector<std::string> sent = ids();
  ASSERT_FALSE(sent.empty());
  EXPECT_EQ(std::set<std::string>(sent.begin(), sent.end()).size(), 1U);
}

}  // namespace
}  // namespace budget::test
