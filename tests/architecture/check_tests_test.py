import unittest

import check_tests
from tree import TreeTest


class TestsTest(TreeTest):
    def check(self, text, build="budget_test(unit SOURCES x_test.cpp)\n"):
        self.write("tests/unit/x/CMakeLists.txt", build)
        self.write("tests/unit/x/x_test.cpp", text)
        return check_tests.check(self.root)

    def test_accepts_a_test_that_runs_or_says_why_not(self):
        self.assertEqual(self.check('TEST(A, B) {}\nTEST(A, C) { GTEST_SKIP() << "no IPv6"; }\n'), [])

    def test_refuses_a_disabled_test(self):
        self.assert_refused(self.check("\nTEST(A, DISABLED_B) {}\n"), "x_test.cpp:2", "disabled")

    def test_refuses_a_skip_without_a_reason(self):
        self.assert_refused(self.check("TEST(A, B) { GTEST_SKIP(); }\n"), "without a reason")

    def test_refuses_a_commented_out_test(self):
        self.assert_refused(self.check("// TEST(A, B) {}\n"), "commented-out")
        self.assert_refused(self.check("/*\nTEST_F(A, B) {}\n*/\n"), "commented-out")

    def test_refuses_a_test_left_out_of_the_build(self):
        self.assert_refused(self.check("TEST(A, B) {}\n", "budget_test(unit SOURCES y.cpp)\n"), "never runs")

    def test_refuses_a_test_commented_out_of_the_build(self):
        found = self.check("TEST(A, B) {}\n", "budget_test(unit SOURCES y.cpp\n  # x_test.cpp\n)\n")
        self.assertEqual(len(found), 2, found)

    def test_refuses_a_test_disabled_by_the_build(self):
        found = self.check("TEST(A, B) {}\n", "budget_test(unit SOURCES x_test.cpp PROPERTIES DISABLED TRUE)\n")
        self.assert_refused(found, "disabled by the build")

    def test_refuses_a_skipped_python_test(self):
        self.write("tests/CMakeLists.txt", "add_test(NAME y COMMAND y_test.py)\n")
        self.write("tests/y_test.py", "@unittest." + "skip('later')\ndef test_y(self): pass\n")
        self.assert_refused(check_tests.check(self.root), "skipped or commented-out")


if __name__ == "__main__":
    unittest.main()
