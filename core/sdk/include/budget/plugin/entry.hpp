#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include <budget/text.h>
#include <budget/plugin/instance.hpp>

// The tables of the C contract, filled for a list of classes. Used by BUDGET_PLUGIN only.

/// The contract's opaque instance, as this face makes it.
struct budget_instance {
  std::unique_ptr<budget::plugin::Instance> object;
  /// One per capability of the class; the address of `table` is what the host gets.
  struct Capability {
    budget_capability table;  ///< first: run() finds its capability behind it
    std::string id;
  };
  std::vector<std::unique_ptr<Capability>> capabilities;
};

namespace budget::plugin {

/// One class's descriptor with the memory behind it.
struct Description {
  About about;
  std::string options;
  std::vector<budget_bytes> capabilities;
  budget_descriptor table{};
};

template <typename Class>
const Description& description_of() {
  static const std::unique_ptr<const Description> kept = [] {
    auto made = std::make_unique<Description>();
    made->about = Class::about();
    made->options = options_to_json(made->about.options).to_text();
    for (const std::string_view id : Class::capabilities())
      made->capabilities.push_back(bytes(id));
    const About& about = made->about;
    made->table = {sizeof(budget_descriptor),
                   bytes(about.id),
                   bytes(about.version),
                   bytes(about.vendor),
                   bytes(about.title_zh),
                   bytes(about.title_en),
                   bytes(about.licence),
                   made->capabilities.data(),
                   made->capabilities.size(),
                   bytes(made->options),
                   about.flags};
    return made;
  }();
  return *kept;
}

/// A host whose structs do not hold what 1.0 had is none; its fields are not read.
[[nodiscard]] inline Error too_small(const std::string& what) {
  return Error{ErrorCode::unsupported, "expected a " + what + " of 1.0 at least, but it is smaller",
               "this host is broken or is none"};
}

inline budget_status run_call(budget_instance& instance, const std::string& id,
                              const budget_request* request, const budget_sink* sink) {
  return guarded(sink, [&]() -> Result<void> {
    if (!BUDGET_HAS_FIELD(request, budget_request, is_cancelled))
      return too_small("budget_request");
    const Call call(*request, *sink, TRY(Json::parse(view(request->payload))));
    if (const std::string& schema = call.payload()["schema"].text(); schema != id) {
      return Error{ErrorCode::unsupported, "expected a payload of " + id + ", but its schema is '" +
                                               shortened(schema, 60) + "'"};
    }
    const Json result = TRY(instance.object->run(id, call));
    const std::string text = result.to_text();
    if (sink->result(sink, bytes(text)) != BUDGET_OK) {
      return Error{ErrorCode::too_large,
                   "expected to hand over the result, but it is larger than the host takes"};
    }
    return {};
  });
}

/// `run` of the C table knows the instance, not the capability: one function per position.
template <std::size_t Position>
budget_status run_at(budget_instance* instance, const budget_request* request,
                     const budget_sink* sink) {
  return run_call(*instance, instance->capabilities[Position]->id, request, sink);
}
inline constexpr std::array kRunners{run_at<0>, run_at<1>, run_at<2>, run_at<3>,
                                     run_at<4>, run_at<5>, run_at<6>, run_at<7>};

template <typename Class>
budget_instance* make_instance(const budget_host* host) {
  auto made = std::make_unique<budget_instance>();
  made->object = std::make_unique<Class>();
  made->object->attach(host);
  for (const std::string_view id : Class::capabilities()) {
    const auto runner = kRunners.at(made->capabilities.size());
    made->capabilities.push_back(std::make_unique<budget_instance::Capability>(
        budget_instance::Capability{{sizeof(budget_capability), runner}, std::string(id)}));
  }
  return made.release();
}

template <typename... Classes>
struct Tables {
  static const budget_descriptor* descriptor(uint64_t index) noexcept {
    try {
      const std::array all{&description_of<Classes>().table...};
      return index < all.size() ? all[index] : nullptr;
    } catch (...) {
      return nullptr;
    }
  }
  static budget_instance* create(const budget_host* host, budget_bytes id) noexcept {
    if (!BUDGET_HAS_FIELD(host, budget_host, log)) return nullptr;
    try {
      budget_instance* made = nullptr;
      ((made == nullptr && description_of<Classes>().about.id == view(id)
            ? void(made = make_instance<Classes>(host))
            : void()),
       ...);
      return made;
    } catch (...) {
      return nullptr;
    }
  }
  static budget_status init(budget_instance* instance, budget_bytes config,
                            const budget_sink* sink) noexcept {
    return guarded(sink, [&]() -> Result<void> {
      return instance->object->configure(TRY(Json::parse(view(config))));
    });
  }
  static const budget_capability* get_capability(budget_instance* instance,
                                                 budget_bytes id) noexcept {
    for (const auto& capability : instance->capabilities)
      if (capability->id == view(id)) return &capability->table;
    return nullptr;
  }
  static void destroy(budget_instance* instance) noexcept { delete instance; }

  static budget_status start(budget_bytes) noexcept { return BUDGET_OK; }
  static void stop() noexcept {}
  static const void* get_factory(budget_bytes id) noexcept {
    static constexpr budget_factory kFactory{sizeof(budget_factory),
                                             sizeof...(Classes),
                                             descriptor,
                                             create,
                                             init,
                                             get_capability,
                                             destroy};
    return view(id) == BUDGET_FACTORY ? &kFactory : nullptr;
  }
};

}  // namespace budget::plugin
