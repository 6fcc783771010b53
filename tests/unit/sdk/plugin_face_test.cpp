#include <budget/plugin.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

// The tables of the C++ face, called as a host calls them: through the C contract only.

extern "C" int has_field_in_c(const budget_sink* sink);
extern "C" std::uint32_t magic_in_c();

namespace {

using namespace budget;          // NOLINT: what is tested
using namespace budget::plugin;  // NOLINT
using testing::HasSubstr;

/// Does what its configuration says.
class MoodyRule : public Rule {
 public:
  static About about() {
    return {.id = "cn.budgetd.tests.moody",
            .version = "1.2.3",
            .vendor = "tests",
            .title_zh = "任性",
            .title_en = "Moody",
            .options = {{.key = "mood", .help = "怎么做。"}}};
  }
  Result<void> configure(const Json& config) override {
    mood_ = config["mood"].text();
    if (mood_ == "angry")
      return Error{ErrorCode::invalid_input, "expected a better mood, but it is angry", "calm"};
    if (mood_ == "thrown") throw std::runtime_error("thrown by configure");
    return {};
  }
  [[nodiscard]] std::vector<RuleText> rules() const override {
    return {{RuleId("tests.moody"), "标题", FindingLevel::error, "因为", "通过", "不通过"}};
  }
  Result<void> check(const Budget& budget, Report& report, const Call& call) const override {
    log(BUDGET_LOG_INFO, "checking");
    if (mood_ == "standard") throw std::out_of_range("out of the range");
    if (mood_ == "unknown") throw 7;  // NOLINT
    if (mood_ == "unavailable") return Error{ErrorCode::unavailable, "expected time, but none"};
    if (mood_ == "internal") return Error{ErrorCode::internal, "expected sense, but none"};
    if (mood_ == "unsupported") return Error{ErrorCode::unsupported, "expected more, but no"};
    if (mood_ == "writes") TRY(call.write_file("a.txt", "x"));
    report.ran(RuleId("tests.moody"));
    report.not_run(RuleId("tests.other"), "没有数据");
    report.covered(budget.projects.size());
    for (const Project& project : budget.projects)
      report.add(RuleId("tests.moody"), FindingLevel::warning, project, "plan", "太迟", "12 月");
    return {};
  }

 private:
  std::string mood_;
};

class PlainExporter : public Exporter {
 public:
  static About about() { return {.id = "cn.budgetd.tests.plain"}; }
  [[nodiscard]] Result<Json> write(const Json&, const Call& call) const override {
    TRY(call.write_file("a.txt", call.is_cancelled() ? "cancelled" : "on"));
    return Json::object().set("ms", call.budget_ms());
  }
};

class PlainNotifier : public Notifier {
 public:
  static About about() { return {.id = "cn.budgetd.tests.notifier"}; }
  [[nodiscard]] Result<std::vector<Request>> build(const Batch& batch, const Call&) const override {
    Request request;
    for (const Message& message : batch.messages)
      request.messages.push_back(message.id);
    request.url = "https://example.invalid/" + batch.key;
    request.headers = {{"X-Attempt", std::to_string(batch.attempt)}};
    request.body = batch.messages.at(0).recipients.at(0).name;
    request.signatures = {{.name = "sign", .key = "${secret:key}", .text = "t"}};
    return std::vector{request};
  }
};

using Made = Tables<MoodyRule, PlainExporter, PlainNotifier>;

/// A host of this revision that remembers what it was told.
struct Host {
  Host() {
    host = {sizeof(budget_host), BUDGET_ABI_MAJOR, BUDGET_ABI_MINOR, this,
            [](const budget_host* self, std::int32_t, budget_bytes line) {
              static_cast<Host*>(self->context)->lines.emplace_back(view(line));
            }};
    sink = {sizeof(budget_sink), this,
            [](const budget_sink* self, budget_bytes piece) -> budget_status {
              auto& me = *static_cast<Host*>(self->context);
              if (me.is_full) return BUDGET_TOO_LARGE;
              me.result += view(piece);
              return BUDGET_OK;
            },
            [](const budget_sink* self, budget_bytes name, budget_bytes piece) -> budget_status {
              auto& me = *static_cast<Host*>(self->context);
              if (me.is_full) return BUDGET_TOO_LARGE;
              me.files += std::string(view(name)) + "=" + std::string(view(piece)) + ";";
              return BUDGET_OK;
            },
            [](const budget_sink* self, budget_bytes message) {
              static_cast<Host*>(self->context)->error = view(message);
            }};
  }
  budget_instance* create(std::string_view id) { return factory->create(&host, bytes(id)); }
  budget_status run(budget_instance* instance, std::string_view capability,
                    std::string_view payload) {
    const budget_capability* found = factory->get_capability(instance, bytes(capability));
    if (found == nullptr) return -1;
    result.clear();
    request = {sizeof(budget_request),
               bytes(payload),
               {nullptr, 0},
               250,
               this,
               [](const budget_request* self) -> std::int32_t {
                 return static_cast<Host*>(self->context)->is_cancelled ? 1 : 0;
               }};
    return found->run(instance, &request, &sink);
  }

  const budget_factory* factory =
      static_cast<const budget_factory*>(Made::get_factory(bytes(BUDGET_FACTORY)));
  budget_host host{};
  budget_sink sink{};
  budget_request request{};
  std::string result, error, files;
  std::vector<std::string> lines;
  bool is_full = false;
  bool is_cancelled = false;
};

/// One instance with its configuration.
struct Living {
  Living(Host& host, std::string_view id, std::string_view config = "{}")
      : factory(host.factory), instance(host.create(id)) {
    started = factory->init(instance, bytes(config), &host.sink);
  }
  Living(const Living&) = delete;
  Living& operator=(const Living&) = delete;
  ~Living() { factory->destroy(instance); }
  const budget_factory* factory;
  budget_instance* instance;
  budget_status started = BUDGET_OK;
};

constexpr std::string_view kBudget =
    R"({"schema":"budget.rule.check/1","today":"2026-03-31","moment":"submit","region":{"code":"130605","name":"高碑店"},
        "department":{"id":"130605-203","name":"部"},"fiscal_year":2026,
        "projects":[{"code":"P1","name":"甲","budget_fen":9223372036854775807,"paid_fen":-1,
          "plan":[{"month":3,"cumulative_fen":100}],"goals":["目标"],
          "indicators":[{"level1":"产出指标","comparator":">=","value":"95.5","unit":"%"}],"later":1}]})";

std::string check_with(std::string_view mood, budget_status expected) {
  Host host;
  const Living living(host, "cn.budgetd.tests.moody", Json::object().set("mood", mood).to_text());
  EXPECT_EQ(host.run(living.instance, BUDGET_RULE_CHECK, kBudget), expected) << mood;
  return expected == BUDGET_OK ? host.result : host.error;
}

TEST(PluginFaceTest, ReadsTheSameHeaderInCAndInCpp) {
  const Host host;
  EXPECT_EQ(magic_in_c(), BUDGET_PLUGIN_MAGIC);
  EXPECT_EQ(has_field_in_c(&host.sink), 1);
}

TEST(PluginFaceTest, GivesOneFactoryAndNothingElse) {
  const Host host;
  ASSERT_NE(host.factory, nullptr);
  for (const char* id : {"", "budget.factory", "budget.factory/2", "budget.factory/1 "})
    EXPECT_EQ(Made::get_factory(bytes(id)), nullptr) << id;
}

TEST(PluginFaceTest, StartsAndStopsAsOftenAsItIsAsked) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(Made::start(bytes("/some/where.so")), BUDGET_OK);
    Made::stop();
  }
}

TEST(PluginFaceTest, DescribesEachClassAtTheSameAddressEveryTime) {
  const Host host;
  ASSERT_EQ(host.factory->descriptor_count, 3U);
  const budget_descriptor* first = host.factory->descriptor(0);
  EXPECT_EQ(first, host.factory->descriptor(0));
  EXPECT_EQ(view(first->id), "cn.budgetd.tests.moody");
  EXPECT_EQ(view(first->version), "1.2.3");
  EXPECT_EQ(view(first->title_zh), "任性");
  EXPECT_EQ(first->capability_count, 2U);
  EXPECT_EQ(view(first->capabilities[1]), BUDGET_RULE_LIST);
  EXPECT_EQ(view(first->options), R"([{"key":"mood","type":"text","help":"怎么做。"}])");
  EXPECT_EQ(view(host.factory->descriptor(1)->id), "cn.budgetd.tests.plain");
  EXPECT_EQ(host.factory->descriptor(3), nullptr);
  EXPECT_EQ(host.factory->descriptor(UINT64_MAX), nullptr);
}

TEST(PluginFaceTest, MakesNothingOfAnUnknownId) {
  Host host;
  for (const char* id : {"", "cn.budgetd.tests.mood", "cn.budgetd.tests.moody2"})
    EXPECT_EQ(host.create(id), nullptr) << id;
}

TEST(PluginFaceTest, KnowsOnlyTheCapabilitiesOfItsDescriptor) {
  Host host;
  const Living living(host, "cn.budgetd.tests.plain");
  EXPECT_EQ(host.factory->get_capability(living.instance, bytes(BUDGET_RULE_CHECK)), nullptr);
  EXPECT_EQ(host.factory->get_capability(living.instance, bytes("budget.export.write/2")), nullptr);
  EXPECT_NE(host.factory->get_capability(living.instance, bytes(BUDGET_EXPORT_WRITE)), nullptr);
}

TEST(PluginFaceTest, RefusesAConfigurationWithASentence) {
  Host host;
  const Living angry(host, "cn.budgetd.tests.moody", R"({"mood":"angry"})");
  EXPECT_EQ(angry.started, BUDGET_INVALID_INPUT);
  EXPECT_EQ(host.error, "expected a better mood, but it is angry (calm)");
  const Living broken(host, "cn.budgetd.tests.moody", "{");
  EXPECT_EQ(broken.started, BUDGET_INVALID_INPUT);
  const Living thrown(host, "cn.budgetd.tests.moody", R"({"mood":"thrown"})");
  EXPECT_EQ(thrown.started, BUDGET_FAULT);
  EXPECT_EQ(host.error, "thrown by configure");
}

TEST(PluginFaceTest, TurnsErrorsAndExceptionsIntoAStatusAndASentence) {
  EXPECT_EQ(check_with("standard", BUDGET_FAULT), "out of the range");
  EXPECT_EQ(check_with("unknown", BUDGET_FAULT),
            "expected to finish, but something unknown was thrown");
  EXPECT_EQ(check_with("unavailable", BUDGET_UNAVAILABLE), "expected time, but none");
  EXPECT_EQ(check_with("internal", BUDGET_FAULT), "expected sense, but none");
  EXPECT_EQ(check_with("unsupported", BUDGET_UNSUPPORTED), "expected more, but no");
}

TEST(PluginFaceTest, ReportsWhatRanWhatDidNotAndWhatWasFound) {
  EXPECT_EQ(
      check_with("calm", BUDGET_OK),
      R"({"schema":"budget.rule.report/1","rules_run":["tests.moody"],"rules_not_run":[{"rule":"tests.other","reason":"没有数据"}],"rows":1,)"
      R"("findings":[{"rule":"tests.moody","level":"warning","place":{"field":"projects[P1].plan"},"message":"太迟","quote":"12 月"}]})");
}

TEST(PluginFaceTest, ListsItsRules) {
  Host host;
  const Living living(host, "cn.budgetd.tests.moody");
  ASSERT_EQ(host.run(living.instance, BUDGET_RULE_LIST, R"({"schema":"budget.rule.list/1"})"),
            BUDGET_OK);
  EXPECT_EQ(
      host.result,
      R"({"schema":"budget.rule.rules/1","rules":[{"id":"tests.moody","title":"标题","level":"error","reason":"因为","passes":"通过","fails":"不通过"}]})");
}

TEST(PluginFaceTest, RefusesPayloadsItCannotRead) {
  Host host;
  const Living living(host, "cn.budgetd.tests.moody");
  const std::string huge = "{\"schema\":\"" + std::string(1'000'000, 'x') + "\"}";
  for (const std::string& payload :
       {std::string(), std::string("{"), std::string("\xFF"), std::string(100'000, '[')}) {
    host.error.clear();
    EXPECT_NE(host.run(living.instance, BUDGET_RULE_CHECK, payload), BUDGET_OK);
    EXPECT_NE(host.error, "");
    EXPECT_EQ(host.result, "");
  }
  EXPECT_EQ(host.run(living.instance, BUDGET_RULE_CHECK, huge), BUDGET_UNSUPPORTED);
  EXPECT_EQ(host.run(living.instance, BUDGET_RULE_LIST, kBudget), BUDGET_UNSUPPORTED);
  EXPECT_THAT(host.error, HasSubstr("its schema is 'budget.rule.check/1'"));
}

TEST(PluginFaceTest, NeverTakesWhatIsNoAmountForZero) {
  Host host;
  const Living living(host, "cn.budgetd.tests.moody");
  const auto error_of = [&](const std::string& project) {
    (void)host.run(
        living.instance, BUDGET_RULE_CHECK,
        R"({"schema":"budget.rule.check/1","today":"2026-03-31","fiscal_year":2026,"projects":[)" +
            project + "]}");
    return host.error;
  };
  EXPECT_THAT(error_of(R"({"budget_fen":"12"})"), HasSubstr("budget_fen to be a whole number"));
  EXPECT_THAT(error_of(R"({"paid_fen":9223372036854775808})"), HasSubstr("paid_fen"));
  EXPECT_THAT(error_of(R"({"plan":[{"month":13,"cumulative_fen":1}]})"), HasSubstr("month from 1"));
  EXPECT_THAT(error_of(R"({"plan":[{"month":4294967297}]})"), HasSubstr("month from 1"));
}

TEST(PluginFaceTest, ReadsABudget) {
  const Json payload = Json::parse(kBudget).value();
  const Budget budget = Budget::from(payload).value();
  EXPECT_EQ(budget.region_name, "高碑店");
  EXPECT_EQ(budget.department_id, "130605-203");
  EXPECT_EQ(budget.today.to_text(), "2026-03-31");
  ASSERT_EQ(budget.projects.size(), 1U);
  const Project& project = budget.projects.front();
  EXPECT_EQ(project.budget.fen(), INT64_MAX);
  EXPECT_EQ(project.paid.fen(), -1);
  EXPECT_EQ(project.plan.at(0).month, 3);
  EXPECT_EQ(project.plan.at(0).cumulative.fen(), 100);
  EXPECT_EQ(project.goals.at(0), "目标");
  EXPECT_EQ(project.indicators.at(0).value, "95.5");
}

TEST(PluginFaceTest, HandsFilesToTheHostAndAsksWhetherItIsStillWanted) {
  Host host;
  const Living living(host, "cn.budgetd.tests.plain");
  host.is_cancelled = true;
  ASSERT_EQ(host.run(living.instance, BUDGET_EXPORT_WRITE, R"({"schema":"budget.export.write/1"})"),
            BUDGET_OK);
  EXPECT_EQ(host.files, "a.txt=cancelled;");
  EXPECT_EQ(host.result, R"({"ms":250})");
}

TEST(PluginFaceTest, SaysThatTheHostTakesNoMore) {
  Host host;
  host.is_full = true;
  const Living rule(host, "cn.budgetd.tests.moody");
  EXPECT_EQ(host.run(rule.instance, BUDGET_RULE_CHECK, kBudget), BUDGET_TOO_LARGE);
  const Living exporter(host, "cn.budgetd.tests.plain");
  EXPECT_EQ(
      host.run(exporter.instance, BUDGET_EXPORT_WRITE, R"({"schema":"budget.export.write/1"})"),
      BUDGET_TOO_LARGE);
}

TEST(PluginFaceTest, BuildsRequestsAndJudgesAnswers) {
  Host host;
  const Living living(host, "cn.budgetd.tests.notifier");
  ASSERT_EQ(
      host.run(living.instance, BUDGET_NOTIFY_BUILD,
               R"({"schema":"budget.notify.build/1","key":"k","now_ms":1,"attempt":2,"channel":"c",
                   "messages":[{"id":7,"recipients":[{"name":"王芳"}]}]})"),
      BUDGET_OK);
  EXPECT_EQ(
      host.result,
      R"({"schema":"budget.notify.requests/1","requests":[{"kind":"http","messages":[7],"url":"https://example.invalid/k",)"
      R"("headers":[{"name":"X-Attempt","value":"2"}],"body":"王芳","signatures":[{"name":"sign","algorithm":"hmac-sha256",)"
      R"("key":"${secret:key}","text":"t","encoding":"base64","key_encoding":"text"}]}]})");
  const std::vector<std::pair<int, const char*>> cases{
      {0, "retry"},   {200, "delivered"}, {299, "delivered"}, {302, "refused"}, {404, "refused"},
      {408, "retry"}, {410, "gone"},      {425, "retry"},     {429, "retry"},   {500, "retry"}};
  for (const auto& [status, outcome] : cases) {
    (void)host.run(living.instance, BUDGET_NOTIFY_JUDGE,
                   R"({"schema":"budget.notify.judge/1","status":)" + std::to_string(status) + "}");
    EXPECT_THAT(host.result, HasSubstr("\"outcome\":\"" + std::string(outcome) + "\"")) << status;
  }
}

TEST(PluginFaceTest, LogsThroughTheHost) {
  Host host;
  const Living living(host, "cn.budgetd.tests.moody");
  (void)host.run(living.instance, BUDGET_RULE_CHECK, kBudget);
  EXPECT_THAT(host.lines, testing::ElementsAre("checking"));
}

TEST(PluginFaceTest, LivesWithLargerStructsOfALaterHost) {
  struct {
    budget_host host;
    char later[64];
  } later{};
  Host host;
  later.host = host.host;
  later.host.struct_size = sizeof later;
  later.host.abi_minor = 7;
  budget_instance* made = host.factory->create(&later.host, bytes("cn.budgetd.tests.plain"));
  ASSERT_NE(made, nullptr);
  host.sink.struct_size += 64;
  EXPECT_EQ(host.run(made, BUDGET_EXPORT_WRITE, R"({"schema":"budget.export.write/1"})"),
            BUDGET_OK);
  host.factory->destroy(made);
}

TEST(PluginFaceTest, RefusesStructsSmallerThanThoseOfTheFirstRevision) {
  Host host;
  const Living living(host, "cn.budgetd.tests.plain");
  const budget_capability* run =
      host.factory->get_capability(living.instance, bytes(BUDGET_EXPORT_WRITE));
  budget_request small{};
  small.struct_size = offsetof(budget_request, context);
  EXPECT_EQ(run->run(living.instance, &small, &host.sink), BUDGET_UNSUPPORTED);
  EXPECT_THAT(host.error, HasSubstr("budget_request"));
  budget_sink small_sink{};
  small_sink.struct_size = offsetof(budget_sink, file);
  EXPECT_EQ(run->run(living.instance, &host.request, &small_sink), BUDGET_UNSUPPORTED);
  budget_host small_host{};
  small_host.struct_size = offsetof(budget_host, log);
  EXPECT_EQ(host.factory->create(&small_host, bytes("cn.budgetd.tests.plain")), nullptr);
}

}  // namespace
