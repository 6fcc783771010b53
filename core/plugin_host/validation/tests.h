#pragma once

#include "plugin_host/validation/subject.h"

namespace budget {

// One promise of the contract each; an Error's message is what was expected and what happened.
// Each runs in a process of its own, with the library freshly loaded.

[[nodiscard]] Result<void> test_loads(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_options(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_unknown_ids(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_starts_again(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_descriptors(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_configuration(const Subject& subject, const TestPhase& phase);

[[nodiscard]] Result<void> test_deadline(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_answers(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_wrong_payloads(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_same_bytes(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_moderation(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_struct_sizes(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_memory(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_traces(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_threads(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_fuzz(const Subject& subject, const TestPhase& phase);
[[nodiscard]] Result<void> test_end(const Subject& subject, const TestPhase& phase);

}  // namespace budget
