import unittest
import xml.etree.ElementTree as ET

import test_summary

SKIPPED_OUTPUT = """Running main()
[ RUN      ] A.B
tests/x_test.cpp:3: Skipped
the machine has
no IPv6

[  SKIPPED ] A.B (0 ms)
"""


def case(name, status, message=None, output=""):
    element = ET.Element("testcase", name=name, status=status)
    if message is not None:
        ET.SubElement(element, "skipped", message=message)
    ET.SubElement(element, "system-out").text = output
    return element


class SummaryTest(unittest.TestCase):
    def test_counts_passed_tests(self):
        self.assertEqual(test_summary.summarise([case("a", "run"), case("b", "run")]),
                         (["2 passed, 0 failed"], True))

    def test_names_failed_tests(self):
        self.assertEqual(test_summary.summarise([case("a", "run"), case("b", "fail")]),
                         (["failed: b", "1 passed, 1 failed"], False))

    def test_gives_the_reason_of_a_skip(self):
        skipped = case("b", "notrun", "SKIP_REGULAR_EXPRESSION_MATCHED", SKIPPED_OUTPUT)
        self.assertEqual(test_summary.summarise([case("a", "run"), skipped]),
                         (["skipped: b: the machine has no IPv6", "1 passed, 0 failed, 1 skipped"], True))

    def test_takes_a_test_that_could_not_start_as_failed(self):
        lines, good = test_summary.summarise([case("a", "run"), case("b", "notrun", "Unable to find executable")])
        self.assertEqual((lines[-1], good), ("1 passed, 1 failed", False))

    def test_is_not_content_with_nothing(self):
        self.assertEqual(test_summary.summarise([]), (["0 passed, 0 failed"], False))


if __name__ == "__main__":
    unittest.main()
