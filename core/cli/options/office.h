#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace budget::cli {

// Options of the commands about the office, its people and its notices.

struct StatusOptions {
  std::optional<int> year{};
};

struct MeOptions {};

struct QueueOptions {
  std::string person{};  ///< empty: one's own
};

struct SubstitutionListOptions {
  bool ended = false;
};

struct SubstitutionAppointOptions {
  std::string person{};  ///< empty: oneself
  std::string substitute{};
  std::string first_day{};
  std::string last_day{};
  std::vector<std::string> roles{};
  std::string reason{};
};

struct SubstitutionEndOptions {
  std::int64_t substitution = 0;
  std::string reason{};
};

struct OccasionListOptions {
  std::optional<int> year{};
};

struct OccasionNameOptions {
  std::string occasion{};
  std::string day{};
  int year = 0;
  std::string region{};  ///< empty: that of the asking person
  std::string reason{};
};

struct WhyDeadlineOptions {
  std::string instance{};
};

struct NoticeListOptions {
  std::string instance{};
};

struct NoticeDeadOptions {};

struct NoticeRetryOptions {
  std::int64_t letter = 0;
};

struct NoticeDiscardOptions {
  std::int64_t letter = 0;
  std::string reason{};
};

struct ChannelListOptions {};

struct ChannelEnableOptions {
  std::string channel{};
};

struct ChannelTestOptions {
  std::string channel{};
};

}  // namespace budget::cli
