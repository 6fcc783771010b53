#include "daemon/channel_runner.h"

#include <pthread.h>

#include <algorithm>
#include <map>

namespace budget {
namespace {

constexpr std::size_t kMostInReport = 1'000;  // letters
constexpr std::chrono::milliseconds kReportAfter(200);
constexpr std::chrono::seconds kReportAgainAfter(5);  // after one that could not be committed
constexpr std::int64_t kTryAgainMs = 5'000;
constexpr std::chrono::seconds kLongestWait(60);  // a clock that jumps is noticed within a minute

/// The guard around what may throw: an outlet that throws has not delivered.
Attempt guarded_delivery(Outlet& outlet, const std::string& key, const Parcel& parcel) {
  const std::string met = "expected to deliver, but the channel met a fault";
  try {
    return outlet.deliver(key, parcel);
  } catch (const std::exception& fault) {
    return {Attempt::Outcome::retry, met + ": " + fault.what(), 0};
  } catch (...) {
    return {Attempt::Outcome::retry, met, 0};
  }
}

/// What a test message says. It is about no notice.
Parcel test_parcel(const std::string& channel, const PersonId& asker, bool each_person) {
  WaitingNotice waiting;
  waiting.notice.topic = NoticeTopic::reminder;
  waiting.notice.recipients = {asker};
  waiting.notice.text = "这是经通道“" + channel + "”发出的测试消息，收到即说明通道可用，无需办理。";
  Parcel parcel;
  if (each_person) parcel.person = asker;
  parcel.notices = {std::move(waiting)};
  parcel.title = "通道测试";
  return parcel;
}

/// Letters of one person that were never written down share an entry of the report.
std::vector<LetterContent> contents_of(const std::vector<Parcel>& parcels) {
  std::vector<LetterContent> contents;
  std::map<PersonId, std::vector<NoticeId>> unwritten;
  for (const Parcel& parcel : parcels) {
    LetterContent content = parcel.content();
    if (parcel.letter != LetterId()) {
      contents.push_back(std::move(content));
      continue;
    }
    std::vector<NoticeId>& notices = unwritten[parcel.person];
    notices.insert(notices.end(), content.notices.begin(), content.notices.end());
  }
  for (auto& [person, notices] : unwritten)
    contents.push_back({{}, person, std::move(notices)});
  return contents;
}

}  // namespace

ChannelRunner::ChannelRunner(Options options, EngineThread& engine, const Clock& clock,
                             std::unique_ptr<Outlet> outlet, Logger& logger)
    : options_(std::move(options)),
      engine_(engine),
      clock_(clock),
      outlet_(std::move(outlet)),
      logger_(logger),
      queue_(options_.digest_window_ms),
      is_off_(options_.is_off) {}

ChannelRunner::~ChannelRunner() {
  stop();
}

std::int64_t ChannelRunner::steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now().time_since_epoch())
      .count();
}

/// Under the lock. Wakes the thread only when it would sleep longer.
void ChannelRunner::wake_at(Steady::time_point at) {
  if (at >= look_at_) return;
  look_at_ = at;
  wake_.notify_one();
}

void ChannelRunner::add(const PersonId& person, WaitingNotice notice) {
  const std::lock_guard lock(mutex_);
  inbox_.notices.emplace_back(person, std::move(notice));
  wake_at(Steady::now() + std::chrono::milliseconds(options_.gather_ms));
}

void ChannelRunner::add(Parcel parcel) {
  const std::lock_guard lock(mutex_);
  inbox_.parcels.push_back(std::move(parcel));
  wake_at(Steady::now() + std::chrono::milliseconds(options_.gather_ms));
}

void ChannelRunner::turn_on() {
  const std::lock_guard lock(mutex_);
  inbox_.turned_on = true;
  wake_at(Steady::now());
}

Result<Attempt> ChannelRunner::test(const PersonId& person, EventSeq asked) {
  const Error late{ErrorCode::unavailable,
                   "expected the channel to take the test message in time, but it is busy with "
                   "others or stopping; it was not sent",
                   "try again in a moment"};
  const auto test = std::make_shared<Test>();
  test->key = options_.office + "." + options_.channel + ".test-" + std::to_string(asked.value());
  test->parcel = test_parcel(options_.channel, person, options_.each_person);
  std::future<Attempt> end = test->end.get_future();
  {
    const std::lock_guard lock(mutex_);
    if (is_stopping_) return late;
    inbox_.tests.push_back(test);
    wake_at(Steady::now());
  }
  if (end.wait_for(options_.test_wait) != std::future_status::ready &&
      !test->is_taken.exchange(true))
    return late;
  try {
    return end.get();  // one that has begun ends within the channel's own time limits
  } catch (const std::future_error&) {
    return late;
  }
}

ChannelFigures ChannelRunner::figures() const {
  return {options_.channel, sent_.load(), failures_.load(), waiting_.load()};
}

void ChannelRunner::start() {
  thread_ = std::thread([this] { run(); });
}

void ChannelRunner::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

ChannelRunner::Steady::time_point ChannelRunner::next_turn() const {
  const Steady::time_point now = Steady::now();
  Steady::time_point at = std::min(now + kLongestWait, report_at_);
  if (is_off_) return at;
  const std::optional<std::int64_t> wait = queue_.wait_ms(clock_.now(), steady_ms());
  if (!wait) return at;
  return std::min(at, std::max(busy_until_, now + std::chrono::milliseconds(*wait)));
}

void ChannelRunner::run() {
  pthread_setname_np(pthread_self(), ("notify " + options_.channel).substr(0, 15).c_str());
  while (true) {
    const Steady::time_point turn = next_turn();
    {
      std::unique_lock lock(mutex_);
      while (!is_stopping_ && std::min(turn, look_at_) > Steady::now())
        wake_.wait_until(lock, std::min(turn, look_at_));
      if (is_stopping_) break;
    }
    try {
      take_in();
      run_tests();
      if (!is_off_) {
        form();
        send_next();
      }
      if (report_at_ <= Steady::now()) report();
      waiting_ = static_cast<std::int64_t>(queue_.size());
    } catch (const std::exception& fault) {  // no memory, say; what is left waits in the outbox
      logger_.write(LogLevel::error, "notices_fault",
                    {{"channel", options_.channel}, {"what", fault.what()}});
    }
  }
  take_in();
  tests_.clear();  // whoever waits for one is told
  report();
}

void ChannelRunner::run_tests() {
  for (const std::shared_ptr<Test>& test : std::exchange(tests_, {})) {
    if (test->is_taken.exchange(true)) continue;
    Attempt attempt = guarded_delivery(*outlet_, test->key, test->parcel);
    outlet_->forget(test->key);
    logger_.write(LogLevel::info, "channel_tested",
                  {{"channel", options_.channel},
                   {"outcome", name_of(attempt.outcome)},
                   {"why", attempt.problem}});
    test->end.set_value(std::move(attempt));
  }
}

void ChannelRunner::take_in() {
  Inbox inbox;
  {
    const std::lock_guard lock(mutex_);
    if (look_at_ > Steady::now() && !is_stopping_) return;
    look_at_ = Steady::time_point::max();
    std::swap(inbox, inbox_);
    if (!unreported_.empty()) {
      report_at_ = std::min(report_at_, Steady::now() + kReportAgainAfter);
      std::ranges::move(unreported_, std::back_inserter(delivered_));
      unreported_.clear();
    }
  }
  if (inbox.turned_on) is_off_ = false;
  std::ranges::move(inbox.tests, std::back_inserter(tests_));
  const std::int64_t now = steady_ms();
  for (auto& [person, notice] : inbox.notices)
    queue_.gather(person, std::move(notice), now);
  for (Parcel& parcel : inbox.parcels)
    queue_.add(std::move(parcel));
}

void ChannelRunner::form() {
  std::vector<Parcel> formed = queue_.take_formed(steady_ms());
  if (formed.empty()) return;
  FormLetters action{options_.channel, {}};
  for (const Parcel& parcel : formed)
    action.letters.push_back(parcel.content());
  submit(std::move(action), [this, formed = std::move(formed)](const Result<Outcome>& answer) {
    take_formed(formed, answer);
  });
}

/// On the engine's thread.
void ChannelRunner::take_formed(const std::vector<Parcel>& formed, const Result<Outcome>& answer) {
  if (!answer) {  // gathered once more
    for (const Parcel& parcel : formed) {
      for (const WaitingNotice& notice : parcel.notices)
        add(parcel.person, notice);
    }
    return;
  }
  std::map<std::pair<PersonId, NoticeId>, const WaitingNotice*> known;
  for (const Parcel& parcel : formed) {
    for (const WaitingNotice& notice : parcel.notices)
      known[{parcel.person, notice.notice.id}] = &notice;
  }
  for (const Event& event : answer->events) {
    const auto* letters = std::get_if<LettersFormed>(&event);
    if (letters == nullptr) continue;
    for (const LetterContent& content : letters->letters) {
      Parcel parcel{content.letter, content.person, {}, 0, {}};
      for (const NoticeId notice : content.notices)
        parcel.notices.push_back(*known.at({content.person, notice}));
      add(std::move(parcel));
    }
  }
}

void ChannelRunner::send_next() {
  if (busy_until_ > Steady::now()) return;
  std::optional<Parcel> parcel = queue_.take_due(clock_.now());
  if (!parcel) return;
  const std::string key = key_of(*parcel, options_.office, options_.channel);
  Attempt attempt = guarded_delivery(*outlet_, key, *parcel);
  if (attempt.outcome == Attempt::Outcome::delivered)
    logger_.write(LogLevel::debug, "letter_sent", {{"key", key}});
  settle(std::move(*parcel), std::move(attempt));
}

void ChannelRunner::settle(Parcel parcel, Attempt attempt) {
  const Steady::time_point now = Steady::now();
  switch (attempt.outcome) {
    case Attempt::Outcome::busy:
      busy_until_ = now + std::chrono::milliseconds(attempt.wait_ms);
      return queue_.add_again(std::move(parcel));
    case Attempt::Outcome::gone:
      is_off_ = true;
      logger_.write(LogLevel::error, "channel_turned_off",
                    {{"channel", options_.channel}, {"why", attempt.problem}});
      submit(ReportChannelGone{options_.channel, attempt.problem}, [](const Result<Outcome>&) {});
      return queue_.add_again(std::move(parcel));
    case Attempt::Outcome::delivered:
      ++sent_;
      delivered_.push_back(std::move(parcel));
      break;
    case Attempt::Outcome::retry:
    case Attempt::Outcome::refused:
      ++failures_;
      logger_.write(LogLevel::warn, "notice_undelivered",
                    {{"id", parcel.notices.front().notice.id.value()},
                     {"channel", options_.channel},
                     {"why", attempt.problem}});
      failed_.push_back({std::move(parcel), std::move(attempt)});
      break;
  }
  const bool is_full = delivered_.size() + failed_.size() >= kMostInReport;
  report_at_ = std::min(report_at_, is_full ? now : now + kReportAfter);
}

void ChannelRunner::report() {
  report_at_ = Steady::time_point::max();
  report_delivered();
  report_failed();
}

void ChannelRunner::report_delivered() {
  if (delivered_.empty()) return;
  ReportDelivered action{options_.channel, contents_of(delivered_)};
  submit(std::move(action),
         [this, parcels = std::exchange(delivered_, {})](const Result<Outcome>& answer) {
           if (answer) return;
           const std::lock_guard lock(mutex_);
           unreported_.insert(unreported_.end(), parcels.begin(), parcels.end());
           wake_at(Steady::now() + kReportAgainAfter);
         });
}

void ChannelRunner::report_failed() {
  if (failed_.empty()) return;
  ReportUndelivered action{options_.channel, {}};
  for (const auto& [parcel, attempt] : failed_) {
    action.letters.push_back({parcel.content(), attempt.problem, attempt.wait_ms,
                              attempt.outcome == Attempt::Outcome::refused});
  }
  submit(std::move(action), [this, failures = std::exchange(failed_, {})](
                                const Result<Outcome>& answer) { take_failed(failures, answer); });
}

/// On the engine's thread, which says when, or that the letter is dead.
void ChannelRunner::take_failed(const Failures& failures, const Result<Outcome>& answer) {
  for (const auto& [parcel, attempt] : failures) {
    Parcel again = parcel;
    ++again.attempts;
    again.next_try = Instant(clock_.now().ms() + kTryAgainMs);
    if (!answer) {
      add(std::move(again));
      continue;
    }
    const LetterContent content = parcel.content();
    for (const Event& event : answer->events) {
      const auto* failed = std::get_if<LetterFailed>(&event);
      if (failed == nullptr || failed->letter.person != content.person ||
          failed->letter.notices != content.notices)
        continue;
      again.letter = failed->letter.letter;
      if (!failed->next_try) break;
      again.next_try = *failed->next_try;
      add(std::move(again));
      break;
    }
  }
}

void ChannelRunner::submit(Action action, EngineThread::Callback callback) {
  engine_.submit(
      {.actor = system_actor(), .via = Via::runner, .key = {}, .action = std::move(action)},
      std::move(callback));
}

}  // namespace budget
