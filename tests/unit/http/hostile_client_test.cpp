#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "running_server.h"
#include "support/http_client.h"

namespace budget {
namespace {

using namespace std::chrono_literals;
using test::HttpClient;
using test::RunningServer;

/// What a server says to bytes that are no good request; it closes afterwards.
int refusal(const std::string& bytes, Server::Options options = {}) {
  RunningServer server(std::move(options));
  server.start();
  HttpClient client(server.port());
  client.send(bytes);
  const auto answer = client.receive();
  EXPECT_TRUE(answer && client.is_closed_by_server()) << bytes.substr(0, 100);
  EXPECT_EQ(HttpClient(server.port()).get("/next").status, 200);
  return answer ? answer->status : 0;
}

TEST(HostileClientTest, GarbageIs400) {
  EXPECT_EQ(refusal("\x16\x03\x01\x02\x00\x01 this is TLS\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET /a HTTP/2.0\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET /a HTTP/1.1\nHost: x\n\n"), 400);
}

TEST(HostileClientTest, ATargetThatIsNoPathIs400) {
  EXPECT_EQ(refusal("GET http://other/a HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
  EXPECT_EQ(refusal("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
}

TEST(HostileClientTest, AMissingHostIs400) {
  EXPECT_EQ(refusal("GET /a HTTP/1.1\r\n\r\n"), 400);
}

TEST(HostileClientTest, WhatCouldSmuggleASecondRequestIsRefused) {
  const std::string head = "POST /a HTTP/1.1\r\nHost: x\r\n";
  EXPECT_EQ(refusal(head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            400);
  EXPECT_EQ(refusal(head + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), 400);
  EXPECT_EQ(refusal(head + "Content-Length: -1\r\n\r\n"), 400);
  EXPECT_EQ(refusal(head + "Content-Length: 99999999999999999999\r\n\r\n"), 400);
  EXPECT_EQ(refusal(head + "Content-Length : 3\r\n\r\nabc"), 400);
  EXPECT_EQ(refusal(head + "Transfer-Encoding: gzip\r\n\r\nabc"), 501);
  EXPECT_EQ(refusal(head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 501);
}

TEST(HostileClientTest, ATooLargeHeaderIs431) {
  const std::string head = "GET /a HTTP/1.1\r\nHost: x\r\n";
  EXPECT_EQ(refusal(head + "X: " + std::string(20'000, 'a') + "\r\n\r\n"), 431);
  EXPECT_EQ(refusal("GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n"), 431);
  std::string many = head;
  for (int i = 0; i < 2000; ++i)
    many += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(refusal(many + "\r\n"), 431);
}

TEST(HostileClientTest, HeaderFieldsThatNeverEndAre431) {
  RunningServer server;
  server.start();
  HttpClient client(server.port());
  client.send("GET /a HTTP/1.1\r\nHost: x\r\n");
  std::size_t sent = 0;
  while (sent < 1'000'000 && client.try_send("X-Field: value\r\n"))
    sent += 16;
  EXPECT_EQ(client.receive()->status, 431);
}

TEST(HostileClientTest, AChunkHeaderThatNeverEndsIsRefused) {
  EXPECT_EQ(refusal("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;" +
                    std::string(200'000, 'x')),
            431);
}

TEST(HostileClientTest, ATooLargeBodyIs413WithoutReadingIt) {
  Server::Options options;
  options.body_bytes = 1000;
  EXPECT_EQ(refusal("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n", options), 413);
  EXPECT_EQ(
      refusal("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3E9\r\n", options),
      413);
}

TEST(HostileClientTest, The413ArrivesEvenWhenTheClientGoesOnSending) {
  Server::Options options;
  options.body_bytes = 1000;
  RunningServer server(options);
  server.start();
  HttpClient client(server.port());
  client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n");
  client.try_send(std::string(4'000'000, 'x'));
  EXPECT_EQ(client.receive()->status, 413);
}

TEST(HostileClientTest, BodiesTogetherStayWithinTheirMemory) {
  Server::Options options;
  options.body_memory = 100'000;
  EXPECT_EQ(refusal("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 200001\r\n\r\n" +
                        std::string(200'000, 'x'),
                    options),
            503);
}

TEST(HostileClientTest, ARequestThatDoesNotArriveInTimeIs408) {
  Server::Options options;
  options.idle_timeout = 50ms;
  EXPECT_EQ(refusal("GET /a HTTP/1.1\r\nHos", options), 408);
  EXPECT_EQ(refusal("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc", options), 408);
}

TEST(HostileClientTest, ASilentConnectionIsClosedWithoutAWord) {
  Server::Options options;
  options.idle_timeout = 50ms;
  RunningServer server(options);
  server.start();
  HttpClient client(server.port());
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST(HostileClientTest, AClientThatNeverReadsIsClosed) {
  Server::Options options;
  options.idle_timeout = 50ms;
  RunningServer server(options);
  server.start([&server](Ticket ticket, Request&) {
    server->answer(ticket, Response{.body = std::string(50'000'000, 'x')});
  });
  HttpClient client(server.port());
  client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  HttpClient other(server.port());
  while (other.try_send("GET /b HTTP/1.1\r\nHost: x\r\n\r\n")) {
  }
  SUCCEED() << "the sending ends when the server has closed";
}

TEST(HostileClientTest, AThousandConnectionsThatGoAwayLeaveNothing) {
  Server::Options options;
  options.connections = 100;
  RunningServer server(options);
  server.start();
  for (int i = 0; i < 1000; ++i) {
    HttpClient client(server.port());
    if (i % 3 == 0) client.send("GET /a HTTP/1.1\r\nHo");
    if (i % 3 == 1) client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  EXPECT_EQ(HttpClient(server.port()).get("/last").status, 200);
}

}  // namespace
}  // namespace budget
