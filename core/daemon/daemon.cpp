#include "daemon/daemon.h"

#include "daemon/channels.h"
#include "daemon/deployment.h"
#include "daemon/plugin_metrics.h"
#include "daemon/reload.h"

namespace budget {
namespace {

constexpr int kWorkers = 2;
constexpr int kCheckThreads = 2;  // a plugin that hangs leaves the other one
constexpr std::size_t kKib = 1024;

Server::Options server_options(const Configuration::Http& http) {
  Server::Options options;
  options.address = http.address;
  options.port = http.port;
  options.unix_socket = http.unix_socket;
  options.body_bytes = static_cast<std::size_t>(http.body_limit_kib) * kKib;
  options.idle_timeout = std::chrono::seconds(http.idle_timeout_s);
  options.connections = static_cast<std::size_t>(http.connections);
  return options;
}

}  // namespace

Daemon::Daemon(LineLogger& logger) : logger_(logger), clock_(logger) {}

Daemon::~Daemon() {
  stop();
}

Result<std::unique_ptr<Daemon>> Daemon::open(const LoadedConfiguration& loaded, LineLogger& logger,
                                             bool is_safe_mode) {
  std::unique_ptr<Daemon> daemon(new Daemon(logger));
  daemon->configuration_ = loaded.configuration;
  daemon->open_plugins(is_safe_mode);
  TRY(daemon->open_store(loaded));
  daemon->accounts_.replace(loaded.organisation.organisation, tokens_of(loaded));
  daemon->people_.replace(loaded.organisation);
  daemon->make_engine_thread(loaded);
  TRY(daemon->make_channels());
  daemon->make_check_runner();
  TRY(daemon->make_server(loaded));
  return daemon;
}

Result<void> Daemon::open_store(const LoadedConfiguration& loaded) {
  const std::string database = configuration_.storage.database.string();
  store_ = TRY(SqliteEventStore::open(database));
  metered_.emplace(*store_);
  engine_ = TRY(Engine::open(*metered_, clock_, logger_, plugins_.get()));
  plugins_->recall(engine_->state().plugins);
  plugins_->reload(configuration_.plugins);
  std::vector<Command> deployment = deployment_of(loaded);
  deployment.push_back(channel_deployment_of(loaded.configuration));
  for (const Command& command : deployment) {
    const Outcome outcome = TRY(engine_->execute(command));
    log_deployment(logger_, command, outcome);
  }
  queries_ = TRY(SqliteQueries::open(database));
  return {};
}

void Daemon::make_engine_thread(const LoadedConfiguration& loaded) {
  const Configuration::Engine& limits = loaded.configuration.engine;
  engine_thread_.emplace(*engine_, clock_, logger_,
                         EngineThread::Limits{.queue = static_cast<std::size_t>(limits.queue),
                                              .group = static_cast<std::size_t>(limits.group),
                                              .parked_ms = std::int64_t{limits.parked_s} * 1000});
  engine_thread_->on_plugin_acts(
      [this](const ActOnPlugin& action) { plugins_->act(action.name, action.act, action.reason); });
}

Result<void> Daemon::make_channels() {
  const ChannelParts parts{
      .engine = *engine_thread_,
      .state = engine_->state(),
      .clock = clock_,
      .catalog = *plugins_,
      .people = people_,
      .secret = [this](const std::string& plugin,
                       const std::string& key) { return plugins_->secret(plugin, key); },
      .logger = logger_,
      .office = TRY(office_key(*queries_))};
  for (const ChannelConfig& channel : channels_of(configuration_))
    notices_.add_channel(make_channel(channel, parts));
  engine_thread_->on_errands([this](Errands errands) { notices_.add(std::move(errands)); });
  notices_.add(errands_in(engine_->state()));
  return {};
}

void Daemon::make_check_runner() {
  steps_.emplace(plugins_.get(), queries_.get(), logger_);
  checks_.emplace(*engine_thread_, *steps_, logger_);
  engine_thread_->on_checks([this](std::vector<Check> asked) { checks_->add(std::move(asked)); });
  std::vector<Check> waiting;
  for (const auto& [id, check] : engine_->state().checks)
    waiting.push_back(check);
  checks_->add(std::move(waiting));
}

/// Before the engine, which asks it what instances pin; the plugins themselves come when the log is
/// open, since it knows which of them are quarantined.
void Daemon::open_plugins(bool is_safe_mode) {
  PluginRegistry::Options options;
  if (!configuration_.files.plugins.empty()) options.places.folder = configuration_.files.plugins;
  options.crash_file = configuration_.storage.database.string() + ".plugin-running";
  options.is_safe_mode = is_safe_mode;
  options.report = [this](PluginProgress progress) { report(std::move(progress)); };
  plugins_ = std::make_unique<PluginRegistry>(std::vector<PluginEntry>(),
                                              std::map<std::string, PluginRecord>(),
                                              std::move(options), logger_);
}

void Daemon::report(PluginProgress progress) {
  const std::string name = progress.name;
  Command command{.actor = system_actor(),
                  .via = Via::runner,
                  .key = {},
                  .action = ReportPlugin{std::move(progress)}};
  const auto done = [this, name](const Result<Outcome>& reported) {
    if (reported) return;
    logger_.write(LogLevel::error, "plugin_step_not_recorded",
                  {{"name", name}, {"why", reported.error().message}});
  };
  if (engine_thread_) {
    engine_thread_->submit(std::move(command), done);
  } else {
    done(engine_->execute(command));
  }
}

/// Without the tables' part while they cannot be read.
std::string Daemon::channel_metrics() {
  const Result<std::vector<ChannelRow>> rows = queries_->channels();
  return notices_.metrics(rows ? *rows : std::vector<ChannelRow>());
}

Result<void> Daemon::make_server(const LoadedConfiguration& loaded) {
  server_ = TRY(Server::open(server_options(loaded.configuration.http), logger_));
  workers_.emplace(kWorkers, logger_);
  api_.emplace(Api::Parts{
      .engine = *engine_thread_,
      .queries = *queries_,
      .workers = *workers_,
      .accounts = accounts_,
      .logger = logger_,
      .version = BUDGETD_VERSION,
      .answer = [this](Ticket ticket,
                       Response response) { server_->answer(ticket, std::move(response)); },
      .answer_many = [this](std::vector<Answer> answers) { server_->answer(std::move(answers)); },
      .more_metrics =
          [this] { return metered_->metrics() + channel_metrics() + plugin_metrics(*plugins_); },
      .catalog = plugins_.get(),
      .send_test = [this](const std::string& channel, const PersonId& person,
                          EventSeq asked) -> Result<ChannelAnswer> {
        const Attempt attempt = TRY(notices_.test(channel, person, asked));
        return ChannelAnswer{name_of(attempt.outcome), attempt.answer, attempt.problem,
                             attempt.wait_ms};
      },
      .clock = &clock_,
      .read_workflow = [this](const std::string& toml) { return read_sent_workflow(toml); }});
  engine_thread_->on_answered([this] { api_->flush(); });
  return {};
}

Result<WorkflowReading> Daemon::read_sent_workflow(const std::string& toml) {
  OfficeFacts office = TRY(queries_->office());
  for (const PluginInfo& plugin : plugins_->plugins())
    office.plugins.push_back(plugin.name);
  return read_for(toml, office);
}

void Daemon::start() {
  engine_thread_->start();
  notices_.start();
  checks_->start(kCheckThreads);
  server_->start([this](Ticket ticket, Request& request) { api_->handle(ticket, request); });
}

void Daemon::reload(const LoadedConfiguration& loaded) {
  const Deployed deployed = deploy(*engine_thread_, deployment_of(loaded), logger_);
  // Whatever else was refused: a token taken away must not work any longer.
  if (deployed.organisation) {
    accounts_.replace(loaded.organisation.organisation, tokens_of(loaded));
    people_.replace(loaded.organisation);
  }
  if (!deployed.everything) return;
  plugins_->reload(loaded.configuration.plugins);
  logger_.set_level(loaded.configuration.log.level);
  log_needs_restart(logger_, configuration_, loaded.configuration);
}

void Daemon::stop() {
  if (server_) server_->stop();
  notices_.stop();
  if (checks_) checks_->stop();
  if (plugins_) plugins_->stop();
  if (engine_thread_) engine_thread_->stop();
  workers_.reset();
}

}  // namespace budget
