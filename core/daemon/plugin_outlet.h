#pragma once

#include <functional>
#include <map>
#include <set>

#include "daemon/address_book.h"
#include "daemon/outlet.h"
#include "delivery/sender.h"
#include "delivery/throttle.h"
#include "engine/plugin_catalog.h"

namespace budget {

/// A notifier plugin builds and judges, the sender sends.
///
/// While the daemon lives no request goes out twice: of a letter that takes several requests it is
/// kept which of them arrived, also when it died and is tried again, and an answer nobody could
/// judge is judged later, not asked for again. Of a letter with a request for each of several
/// people, one that is refused does not keep the others from theirs.
class PluginOutlet final : public Outlet {
 public:
  struct Parts {
    PluginCatalog& catalog;
    const Clock& clock;
    const AddressBook& people;
    std::function<std::int64_t()> steady_ms;  ///< never runs backwards
    std::function<Result<plugin::Answer>(const plugin::Request&)> send;
  };
  PluginOutlet(std::string channel, std::string plugin, Throttle throttle, Parts parts)
      : channel_(std::move(channel)),
        plugin_(std::move(plugin)),
        throttle_(throttle),
        parts_(std::move(parts)) {}

  [[nodiscard]] Attempt deliver(const std::string& key, const Parcel& parcel) override;
  void forget(const std::string& key) override { progress_.erase(key); }

 private:
  /// Of one letter's requests, each known by what it carries to whom.
  struct Progress {
    std::set<std::string> arrived;
    std::map<std::string, Attempt> refused;
    std::map<std::string, plugin::Answer> unjudged;
  };

  [[nodiscard]] plugin::Batch batch_of(const std::string& key, const Parcel& parcel) const;
  [[nodiscard]] Result<Json> ask(const char* capability, const Json& payload,
                                 const std::string& key);
  [[nodiscard]] Result<std::vector<plugin::Request>> build(const plugin::Batch& batch);
  [[nodiscard]] Result<plugin::Verdict> judge(const std::string& key, const plugin::Answer& answer);
  [[nodiscard]] Attempt send(const std::string& key, const plugin::Request& request,
                             const std::string& part, Progress& progress);

  std::string channel_;
  std::string plugin_;
  Throttle throttle_;
  Parts parts_;
  std::map<std::string, Progress> progress_;
};

}  // namespace budget
