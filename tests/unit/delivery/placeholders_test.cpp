#include "delivery/placeholders.h"

#include <gtest/gtest.h>

#include "delivery/digest.h"

namespace budget {
namespace {

Result<std::string> secret(const std::string& key) {
  if (key == "token") return std::string("a+b/c=&\"");
  if (key == "evil") return std::string("x\r\nX-Evil: 1");
  if (key == "webhook") return std::string("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  return Error{ErrorCode::not_found, "expected the secret " + key + ", but there is none"};
}

plugin::Request http() {
  plugin::Request request;
  request.url = "https://example.gov.cn/x";
  request.headers = {{"Content-Type", "application/json"}};
  return request;
}

TEST(DigestTest, AgreesWithRfc4231) {
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

TEST(PlaceholdersTest, SignsAsTheExampleOfStandardWebhooks) {
  plugin::Request request = http();
  request.body = R"({"test": 2432232314})";
  request.headers = {{"webhook-signature", "v1,${sign}"}};
  plugin::Signature signature;
  signature.name = "sign";
  signature.key = "${secret:webhook}";
  signature.key_encoding = "base64";
  signature.text = "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330." + request.body;
  request.signatures = {signature};
  EXPECT_EQ(filled(request, secret)->headers.at(0).second,
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(PlaceholdersTest, EncodesSecretsForThePlaceTheyGoTo) {
  plugin::Request request = http();
  request.url += "?token=${secret:token}";
  request.body = R"({"token":"${secret:token}"})";
  const plugin::Request out = filled(request, secret).value();
  EXPECT_EQ(out.url, "https://example.gov.cn/x?token=a%2Bb%2Fc%3D%26%22");
  EXPECT_EQ(out.body, R"({"token":"a+b/c=&\""})");
}

TEST(PlaceholdersTest, LeavesWhatItDoesNotKnowAsItStands) {
  plugin::Request request = http();
  request.body = "${other} ${ and ${";
  EXPECT_EQ(filled(request, secret)->body, "${other} ${ and ${");
}

TEST(PlaceholdersTest, ASecretWithALineBreakEndsNoHeader) {
  plugin::Request request = http();
  request.headers = {{"Authorization", "Bearer ${secret:evil}"}};
  EXPECT_EQ(filled(request, secret).error().code, ErrorCode::invalid_input);
}

TEST(PlaceholdersTest, ASecretThatComesBackIsNotShownInAnyOfItsForms) {
  const std::string token = secret("token").value();
  EXPECT_EQ(hidden("bad token " + token + ", url ?t=a%2Bb%2Fc%3D%26%22, body \"a+b/c=&\\\"\"",
                   {token, ""}),
            "bad token ***, url ?t=***, body \"***\"");
}

TEST(PlaceholdersTest, SaysWhichSecretIsMissing) {
  plugin::Request request = http();
  request.url = "https://example.gov.cn/${secret:other}";
  EXPECT_EQ(filled(request, secret).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace budget
