#include "plugin_host/frame.h"

#include <gmock/gmock.h>
#include <sys/socket.h>

#include "plugin_host/frame_channel.h"

namespace budget {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

Frame sample() {
  return {FrameKind::call, 0x0102030405060708, {"budget.rule.check/1", "", "10", "{\"预算\":1}"}};
}

std::string bytes_of_frame(const Frame& frame) {
  std::string bytes;
  append_frame(bytes, frame);
  return bytes;
}

TEST(FrameTest, ReadsWhatWasWrittenByteByByte) {
  FrameReader reader(1'000);
  const std::string bytes = bytes_of_frame(sample()) + bytes_of_frame({FrameKind::beat, 0, {}});
  std::vector<Frame> frames;
  for (const char byte : bytes) {
    reader.feed(std::string_view(&byte, 1));
    if (auto frame = reader.next().value()) frames.push_back(*frame);
  }
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[0], sample());
  EXPECT_EQ(frames[1].kind, FrameKind::beat);
}

TEST(FrameTest, HasItsSizeInLittleEndianFirst) {
  EXPECT_EQ(bytes_of_frame({FrameKind::log, 1, {"ab"}}),
            std::string("\x06\0\0\0\x09\0\0\0\x01\0\0\0\0\0\0\0\x02\0\0\0ab", 22));
}

TEST(FrameTest, RefusesASizeBeyondTheLimitBeforeTheBytesCome) {
  FrameReader reader(100);
  reader.feed(std::string("\xFF\xFF\xFF\xFF\x06\0\0\0\0\0\0\0\0\0\0\0", 16));
  EXPECT_EQ(reader.next().error().code, ErrorCode::too_large);
}

TEST(FrameTest, RefusesPartsThatDoNotFillTheFrame) {
  std::string bytes = bytes_of_frame({FrameKind::log, 0, {"1", "line"}});
  bytes[16] = 10;  // the first part's size
  FrameReader reader(100);
  reader.feed(bytes);
  EXPECT_THAT(reader.next().error().message, HasSubstr("expected a frame, but"));
}

TEST(FrameTest, RefusesUnknownKindsAndTooManyParts) {
  std::string unknown = bytes_of_frame({FrameKind::log, 0, {}});
  unknown[4] = 99;
  FrameReader reader(10'000);
  reader.feed(unknown);
  EXPECT_FALSE(reader.next());
  Frame many{FrameKind::reply, 0, std::vector<std::string>(257)};
  FrameReader other(10'000);
  other.feed(bytes_of_frame(many));
  EXPECT_FALSE(other.next());
}

class FrameChannelTest : public ::testing::Test {
 protected:
  FrameChannelTest() {
    int ends[2];
    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
    ours_ = std::make_unique<FrameChannel>(ends[0], 1U << 20U);
    theirs_ = std::make_unique<FrameChannel>(ends[1], 1U << 20U);
  }
  static FrameChannel::Moment soon() { return std::chrono::steady_clock::now() + 10ms; }
  std::unique_ptr<FrameChannel> ours_;
  std::unique_ptr<FrameChannel> theirs_;
};

TEST_F(FrameChannelTest, GivesUpWaitingWhenTimeIsUp) {
  EXPECT_FALSE(ours_->receive(soon()).value().has_value());
}

TEST_F(FrameChannelTest, DoesNotWaitForEverForOneWhoDoesNotRead) {
  const std::string large(8U << 20U, 'x');
  EXPECT_EQ(ours_->send(FrameKind::configure, 0, {large}, soon()).error().code,
            ErrorCode::unavailable);
}

TEST_F(FrameChannelTest, NoticesThatTheOtherEndIsGone) {
  theirs_.reset();
  EXPECT_EQ(ours_->receive(soon()).error().code, ErrorCode::unavailable);
  EXPECT_FALSE(ours_->send(FrameKind::close, 0, {}, soon()));
}

TEST_F(FrameChannelTest, KnowsAnotherVersionByItsGreeting) {
  ASSERT_TRUE(theirs_->send_bytes("budget-plugin-host 2\n", soon()));
  EXPECT_EQ(ours_->expect(kRoomGreeting, soon()).error().code, ErrorCode::unsupported);
}

TEST(FrameTest, HoldsLittleOfAStreamThatNeverPauses) {
  std::string stream;
  for (int i = 0; i < 1'000; ++i)
    append_frame(stream, FrameKind::log, 0, {"1", std::string(100, 'x')});
  FrameReader reader(1U << 20U);
  const std::size_t odd = 777;  // every piece ends within a frame
  std::size_t most = 0;
  for (int round = 0; round < 20; ++round) {
    for (std::size_t at = 0; at < stream.size(); at += odd) {
      reader.feed(std::string_view(stream).substr(at, odd));
      while (*reader.next()) {
      }
      most = std::max(most, reader.held());
    }
  }
  EXPECT_LT(most, 10 * odd);
}

}  // namespace
}  // namespace budget
