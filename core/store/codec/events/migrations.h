#pragma once

#include "model/event.h"
#include "store/codec/migration_fields.h"

namespace budget {

template <>
struct Described<MigrationProposed> {
  static constexpr std::string_view kType = "migration_proposed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("migration", &MigrationProposed::migration),
                                             field("plan", &MigrationProposed::plan));
};

template <>
struct Described<MigrationConfirmed> {
  static constexpr std::string_view kType = "migration_confirmed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("migration", &MigrationConfirmed::migration));
};

template <>
struct Described<MigrationDropped> {
  static constexpr std::string_view kType = "migration_dropped";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("migration", &MigrationDropped::migration),
                                             field("reason", &MigrationDropped::reason));
};

template <>
struct Described<InstanceMigrated> {
  static constexpr std::string_view kType = "instance_migrated";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("migration", &InstanceMigrated::migration),
                                             field("instance", &InstanceMigrated::instance),
                                             field("before", &InstanceMigrated::before),
                                             field("after", &InstanceMigrated::after));
};

template <>
struct Described<InstanceNotMigrated> {
  static constexpr std::string_view kType = "instance_not_migrated";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("migration", &InstanceNotMigrated::migration),
                                             field("instance", &InstanceNotMigrated::instance),
                                             field("why", &InstanceNotMigrated::why));
};

template <>
struct Described<MigrationFinished> {
  static constexpr std::string_view kType = "migration_finished";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("migration", &MigrationFinished::migration),
                                             field("migrated", &MigrationFinished::migrated),
                                             field("refused", &MigrationFinished::refused));
};

}  // namespace budget
