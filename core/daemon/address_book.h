#pragma once

#include <map>
#include <mutex>

#include "config/organisation_file.h"

namespace budget {

/// How people are called and reached, as the configuration says now. Thread-safe.
class AddressBook {
 public:
  struct Contact {
    std::string name;
    Address address;
  };

  void replace(const OrganisationFile& file) {
    std::map<PersonId, Contact> contacts;
    for (const Person& person : file.organisation.people) {
      const auto address = file.addresses.find(person.id);
      contacts[person.id] = {person.name,
                             address == file.addresses.end() ? Address() : address->second};
    }
    const std::lock_guard lock(mutex_);
    contacts_.swap(contacts);
  }

  /// The id as the name of somebody unknown.
  [[nodiscard]] Contact find(const PersonId& person) const {
    const std::lock_guard lock(mutex_);
    const auto found = contacts_.find(person);
    return found == contacts_.end() ? Contact{person.text(), {}} : found->second;
  }

 private:
  mutable std::mutex mutex_;
  std::map<PersonId, Contact> contacts_;
};

}  // namespace budget
