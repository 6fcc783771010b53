import unittest
from pathlib import Path

import check_contract
from tree import TreeTest

HEADER = (Path(check_contract.__file__).parent.parent / check_contract.FROZEN).read_text(encoding="utf-8")


class ContractTest(TreeTest):
    def check(self, *changes):
        text = HEADER
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new, 1)
        self.write(check_contract.FROZEN, HEADER)
        self.write(check_contract.TODAY, text)
        return check_contract.check(self.root)

    RAISED = ("#define BUDGET_ABI_MINOR 0", "#define BUDGET_ABI_MINOR 1")

    def test_accepts_the_frozen_header_and_other_comments(self):
        self.assertEqual(self.check(), [])
        self.assertEqual(self.check(("/* the host's own */", "/* what the host keeps there */")), [])

    def test_accepts_fields_at_the_end_and_new_names_of_a_later_minor(self):
        self.assertEqual(self.check(self.RAISED, ("  uint64_t flags;\n", "  uint64_t flags;\n  uint64_t more;\n"),
                                    ("#define BUDGET_FACTORY ", "#define BUDGET_NEW 1\n#define BUDGET_FACTORY ")), [])

    def test_refuses_growth_without_a_later_minor(self):
        found = self.check(("  uint64_t flags;\n", "  uint64_t flags;\n  uint64_t more;\n"))
        self.assert_refused(found, "has grown", "BUDGET_ABI_MINOR")

    def test_refuses_a_field_in_between(self):
        found = self.check(self.RAISED, ("  int64_t budget_ms;", "  int64_t new_ms;\n  int64_t budget_ms;"))
        self.assertIn("budget_request.budget_ms", found[0])

    def test_refuses_another_type(self):
        found = self.check(self.RAISED, ("uint32_t min_host_minor;", "uint16_t min_host_minor;"))
        self.assert_refused(found, "budget_entry.min_host_minor", "uint16_t")

    def test_refuses_another_parameter(self):
        found = self.check(self.RAISED, ("void (*destroy)(budget_instance* instance)",
                                         "void (*destroy)(budget_instance* instance, int32_t why)"))
        self.assert_refused(found, "budget_factory.destroy")

    def test_refuses_another_value(self):
        found = self.check(self.RAISED, ("#define BUDGET_CANCELLED INT32_C(3)", "#define BUDGET_CANCELLED INT32_C(7)"))
        self.assert_refused(found, "BUDGET_CANCELLED", "INT32_C(3)")

    def test_refuses_a_name_that_is_gone(self):
        found = self.check(self.RAISED, ('#define BUDGET_RULE_LIST "budget.rule.list/1"', ""))
        self.assert_refused(found, "BUDGET_RULE_LIST")

    def test_refuses_another_layout_behind_the_same_words(self):
        found = self.check(self.RAISED, ("typedef struct budget_bytes {", "#pragma pack(1)\ntypedef struct budget_bytes {"),
                           ("  uint64_t size;\n} budget_bytes;", "  uint64_t size;\n  char more;\n} budget_bytes;"))
        self.assertTrue(any("offset and size" in line for line in found), found)

    def test_refuses_what_is_no_c99(self):
        found = self.check(("} budget_bytes;", "} budget_bytes;;"))
        self.assert_refused(found, "no C99")


if __name__ == "__main__":
    unittest.main()
