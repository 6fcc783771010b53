#include "daemon/daemon.h"

#include "daemon/deployment.h"
#include "daemon/reload.h"

namespace budget {
namespace {

constexpr int kWorkers = 2;
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

Daemon::Daemon(LineLogger& logger) : logger_(logger), channel_(logger) {}

Daemon::~Daemon() {
  stop();
}

Result<std::unique_ptr<Daemon>> Daemon::open(const LoadedConfiguration& loaded,
                                             LineLogger& logger) {
  std::unique_ptr<Daemon> daemon(new Daemon(logger));
  daemon->configuration_ = loaded.configuration;
  TRY(daemon->open_store(loaded));
  daemon->accounts_.replace(loaded.organisation.organisation, tokens_of(loaded));
  daemon->make_engine_thread(loaded);
  TRY(daemon->make_server(loaded));
  return daemon;
}

Result<void> Daemon::open_store(const LoadedConfiguration& loaded) {
  const std::string database = configuration_.storage.database.string();
  store_ = TRY(SqliteEventStore::open(database));
  metered_.emplace(*store_);
  engine_ = TRY(Engine::open(*metered_, clock_, logger_));
  for (const Command& command : deployment_of(loaded)) {
    const Outcome outcome = TRY(engine_->execute(command));
    log_deployment(logger_, command, outcome);
  }
  queries_ = TRY(SqliteQueries::open(database));
  return {};
}

void Daemon::make_engine_thread(const LoadedConfiguration& loaded) {
  const Configuration::Engine& limits = loaded.configuration.engine;
  engine_thread_.emplace(*engine_, clock_, logger_,
                         EngineThread::Limits{static_cast<std::size_t>(limits.queue),
                                              static_cast<std::size_t>(limits.group)});
  if (loaded.configuration.notices.channel == NoticeRoute::none) return;
  notices_.emplace(*engine_thread_, clock_, channel_, logger_);
  engine_thread_->on_notices(
      [this](std::vector<Notice> queued) { notices_->add(std::move(queued)); });
  std::vector<Notice> waiting;
  for (const auto& [id, notice] : engine_->state().outbox)
    waiting.push_back(notice);
  notices_->add(std::move(waiting));
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
      .more_metrics = [this] { return metered_->metrics(); }});
  engine_thread_->on_answered([this] { api_->flush(); });
  return {};
}

void Daemon::start() {
  engine_thread_->start();
  if (notices_) notices_->start();
  server_->start([this](Ticket ticket, Request& request) { api_->handle(ticket, request); });
}

void Daemon::reload(const LoadedConfiguration& loaded) {
  const Deployed deployed = deploy(*engine_thread_, deployment_of(loaded), logger_);
  // Whatever else was refused: a token taken away must not work any longer.
  if (deployed.organisation) accounts_.replace(loaded.organisation.organisation, tokens_of(loaded));
  if (!deployed.everything) return;
  logger_.set_level(loaded.configuration.log.level);
  log_needs_restart(logger_, configuration_, loaded.configuration);
}

void Daemon::stop() {
  if (server_) server_->stop();
  if (notices_) notices_->stop();
  if (engine_thread_) engine_thread_->stop();
  workers_.reset();
}

}  // namespace budget
