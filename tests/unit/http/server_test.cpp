#include "http/server.h"

#include <future>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "running_server.h"
#include "support/http_client.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

using namespace std::chrono_literals;
using test::HttpClient;
using test::RunningServer;

TEST(ServerTest, AnswersOneRequestAfterAnotherOnAConnection) {
  RunningServer server;
  server.start();
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/a?b=c").body, "GET /a?b=c|");
  EXPECT_EQ(client.post("/d", "{}").body, "POST /d?|{}");
  EXPECT_EQ(client.del("/e").body, "DELETE /e?|");
}

TEST(ServerTest, AnswersPipelinedRequestsInTheirOrder) {
  RunningServer server;
  server.start();
  HttpClient client(server.port());
  std::string all;
  for (int i = 0; i < 500; ++i)
    all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send(all);
  for (int i = 0; i < 500; ++i)
    ASSERT_EQ(client.receive()->body, "GET /" + std::to_string(i) + "?|");
}

TEST(ServerTest, HeadHasTheLengthButNotTheBody) {
  RunningServer server;
  server.start();
  HttpClient client(server.port());
  const auto answer = client.ask("HEAD", "/a", "");
  EXPECT_EQ(answer.field("content-length"), "9");
  EXPECT_EQ(client.get("/b").body, "GET /b?|");
}

TEST(ServerTest, ReadsAChunkedBody) {
  RunningServer server;
  server.start();
  HttpClient client(server.port());
  client.send("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
  client.send("2;x=y\r\nde\r\n0\r\nAuthorization: trailer\r\n\r\n");
  EXPECT_EQ(client.receive()->body, "POST /a?|abcde");
}

TEST(ServerTest, ReadsABodyThatComesByteByByte) {
  RunningServer server;
  server.start();
  HttpClient client(server.port());
  const std::string request = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
  for (const char c : request)
    client.send(std::string_view(&c, 1));
  EXPECT_EQ(client.receive()->body, "POST /a?|abc");
}

TEST(ServerTest, ReadsALargeBodyWhole) {
  RunningServer server;
  server.start();
  HttpClient client(server.port());
  const std::string body(5'000'000, 'x');
  EXPECT_EQ(client.post("/a", body).body, "POST /a?|" + body);
}

TEST(ServerTest, SaysContinueToAClientThatWaitsForIt) {
  RunningServer server;
  server.start();
  HttpClient client(server.port());
  client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive()->status, 100);
  client.send("abc");
  EXPECT_EQ(client.receive()->body, "POST /a?|abc");
}

TEST(ServerTest, AnswersAClientThatHasClosedItsHalf) {
  RunningServer server;
  server.start();
  HttpClient client(server.port());
  client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  client.half_close();
  EXPECT_EQ(client.receive()->body, "GET /a?|");
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST(ServerTest, ClosesWhenAskedTo) {
  RunningServer server;
  server.start();
  HttpClient client(server.port());
  client.with_field("Connection", "close");
  EXPECT_EQ(client.get("/a").field("connection"), "close");
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST(ServerTest, AnOldClientIsClosedUnlessItAsksOtherwise) {
  RunningServer server;
  server.start();
  HttpClient client(server.port());
  client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /b HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.receive()->field("connection"), "keep-alive");
  EXPECT_EQ(client.receive()->body, "GET /b?|");
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST(ServerTest, ListensOnAUnixSocketToo) {
  const test::TemporaryFolder folder;
  Server::Options options;
  options.unix_socket = folder.path() / "budgetd.sock";
  {
    RunningServer server(options);
    server.start();
    EXPECT_EQ(HttpClient(options.unix_socket).get("/a").body, "GET /a?|");
    test::SilentLogger logger;
    Server::Options second;
    second.unix_socket = options.unix_socket;
    EXPECT_FALSE(Server::open(second, logger));
  }
  EXPECT_FALSE(std::filesystem::exists(options.unix_socket));
}

TEST(ServerTest, ListensOnLoopbackOnly) {
  test::SilentLogger logger;
  for (const char* address : {"0.0.0.0", "192.0.2.1", "localhost", ""}) {
    Server::Options options;
    options.address = address;
    EXPECT_FALSE(Server::open(options, logger)) << address;
  }
}

TEST(ServerTest, SaysThatThePortIsTaken) {
  RunningServer first;
  Server::Options options;
  options.port = first.port();
  test::SilentLogger logger;
  const auto second = Server::open(options, logger);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::unavailable);
}

TEST(ServerTest, AFaultInAHandlerIsAnswered500AndTheServerGoesOn) {
  RunningServer server;
  server.start([&server](Ticket ticket, Request& request) {
    if (request.path == "/fault") throw std::runtime_error("broken");
    server->answer(ticket, RunningServer::echo(request));
  });
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/fault").status, 500);
  EXPECT_EQ(client.get("/a").status, 200);
}

TEST(ServerTest, TakesAnswersFromOtherThreads) {
  RunningServer server;
  std::vector<std::jthread> threads;
  server.start([&](Ticket ticket, Request& request) {
    threads.emplace_back([&server, ticket, path = request.path] {
      Response response;
      response.body = path;
      server->answer(ticket, response);
      server->answer(ticket, response);  // a second answer is nobody's
    });
  });
  HttpClient client(server.port());
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(client.get("/" + std::to_string(i)).body, "/" + std::to_string(i));
  server->stop();
}

TEST(ServerTest, FurtherConnectionsWaitUntilOneCloses) {
  Server::Options options;
  options.connections = 2;
  RunningServer server(options);
  server.start();
  auto first = std::make_unique<HttpClient>(server.port());
  HttpClient second(server.port());
  first->get("/1");
  second.get("/2");
  HttpClient third(server.port());
  third.send("GET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(second.get("/2").status, 200);
  first.reset();
  EXPECT_EQ(third.receive()->body, "GET /3?|");
}

TEST(ServerTest, StoppingFinishesTheRequestInHandAndClosesTheIdle) {
  RunningServer server;
  std::promise<Ticket> arrived;
  server.start([&](Ticket ticket, Request&) { arrived.set_value(ticket); });
  HttpClient idle(server.port());
  HttpClient busy(server.port());
  busy.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  const Ticket ticket = arrived.get_future().get();
  std::jthread stopping([&server] { server->stop(); });
  EXPECT_TRUE(idle.is_closed_by_server());
  server->answer(ticket, Response{.body = "done"});
  const auto answer = busy.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "done");
  EXPECT_EQ(answer->field("connection"), "close");
}

TEST(ServerTest, StoppingCutsOffWhatTakesTooLong) {
  Server::Options options;
  options.stop_timeout = 30ms;
  RunningServer server(options);
  std::promise<void> arrived;
  server.start([&](Ticket, Request&) { arrived.set_value(); });
  HttpClient client(server.port());
  client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  arrived.get_future().get();
  server->stop();
  EXPECT_TRUE(client.is_closed_by_server());
}

}  // namespace
}  // namespace budget
