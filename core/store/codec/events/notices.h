#pragma once

#include "model/event.h"
#include "store/codec/budget_fields.h"

namespace budget {

template <>
struct Described<NoticeQueued> {
  static constexpr std::string_view kType = "notice_queued";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("notice", &NoticeQueued::notice));
};

template <>
struct Described<NoticesDelivered> {
  static constexpr std::string_view kType = "notices_delivered";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("notices", &NoticesDelivered::notices),
                                             field("channel", &NoticesDelivered::channel));
};

template <>
struct Described<NoticeFailed> {
  static constexpr std::string_view kType = "notice_failed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("notice", &NoticeFailed::notice), field("channel", &NoticeFailed::channel),
      field("problem", &NoticeFailed::problem), field("next_try_ms", &NoticeFailed::next_try));
};

template <>
struct Described<ChannelsDeployed> {
  static constexpr std::string_view kType = "channels_deployed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channels", &ChannelsDeployed::channels));
};

template <>
struct Described<LettersFormed> {
  static constexpr std::string_view kType = "letters_formed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channel", &LettersFormed::channel),
                                             field("letters", &LettersFormed::letters));
};

template <>
struct Described<LettersDelivered> {
  static constexpr std::string_view kType = "letters_delivered";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channel", &LettersDelivered::channel),
                                             field("letters", &LettersDelivered::letters));
};

template <>
struct Described<LetterFailed> {
  static constexpr std::string_view kType = "letter_failed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("channel", &LetterFailed::channel), field("letter", &LetterFailed::letter),
      field("problem", &LetterFailed::problem), field("next_try_ms", &LetterFailed::next_try));
};

template <>
struct Described<LetterRevived> {
  static constexpr std::string_view kType = "letter_revived";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("letter", &LetterRevived::letter));
};

template <>
struct Described<LetterDiscarded> {
  static constexpr std::string_view kType = "letter_discarded";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("letter", &LetterDiscarded::letter),
                                             field("reason", &LetterDiscarded::reason));
};

template <>
struct Described<ChannelTested> {
  static constexpr std::string_view kType = "channel_tested";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channel", &ChannelTested::channel));
};

template <>
struct Described<ChannelTurnedOff> {
  static constexpr std::string_view kType = "channel_turned_off";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channel", &ChannelTurnedOff::channel),
                                             field("problem", &ChannelTurnedOff::problem));
};

template <>
struct Described<ChannelTurnedOn> {
  static constexpr std::string_view kType = "channel_turned_on";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channel", &ChannelTurnedOn::channel));
};

}  // namespace budget
