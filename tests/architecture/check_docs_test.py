import unittest

import check_docs
from tree import TreeTest

HOME_OF_ROOT = "/" + "root" + "/"
PROJECTS = "/" + "work" + "/"


class DocsTest(TreeTest):
    def check(self, path, text):
        self.write(path, text)
        return check_docs.check(self.root)

    def test_accepts_links_that_lead_somewhere(self):
        self.write("docs/adr/one.md", "[up](../guide.md#top)")
        self.assertEqual(self.check("docs/guide.md", "# top\n[one](adr/one.md), [home](https://a.b/c)\n"
                                    "[r]: adr/one.md\n[here](#top)\n"), [])

    def test_refuses_a_link_to_nothing(self):
        self.assert_refused(self.check("docs/guide.md", "\n[x](missing.md)"), "docs/guide.md:2", "missing.md")

    def test_refuses_a_reference_to_nothing(self):
        self.assert_refused(self.check("docs/guide.md", "[x][y]\n\n[y]: missing.md\n"), "missing.md")

    def test_accepts_paths_that_exist_and_placeholders(self):
        self.write("scripts/test")
        self.write("core/model/plan.h")
        self.assertEqual(self.check("README.md", "`scripts/test --preset asan`, `core/model/plan.h:12`, "
                                    "`plugins/<kind>/<name>`, `tests/*/x`, `build/dev/bin/budgetd`"), [])

    def test_refuses_a_command_that_does_not_exist(self):
        self.assert_refused(self.check("README.md", "run `scripts/tset --fast`"), "scripts/tset")

    def test_refuses_a_missing_file_in_a_code_block(self):
        self.assert_refused(self.check("README.md", "a\n```sh\ncat config/none.toml\n```\n"),
                            "README.md:3", "config/none.toml")

    def test_accepts_a_program_that_is_shown_as_it_is(self):
        self.write("docs/examples/a.cpp", "int a;\n")
        self.assertEqual(self.check("docs/guide.md", "<!-- from docs/examples/a.cpp -->\n```cpp\nint a;\n```\n"), [])

    def test_refuses_a_program_that_is_shown_otherwise_than_it_is(self):
        self.write("docs/examples/a.cpp", "int a;\nint b;\n")
        self.assert_refused(self.check("docs/guide.md", "\n<!-- from docs/examples/a.cpp -->\n```cpp\nint a;\n```\n"),
                            "docs/guide.md:2", "docs/examples/a.cpp", "says something else")
        self.assert_refused(self.check("docs/guide.md", "<!-- from docs/examples/a.cpp -->\nnothing\n"), "something else")

    def test_refuses_paths_of_one_machine(self):
        for place in (HOME_OF_ROOT + "x", PROJECTS + "x", "/home" + "/li/x"):
            with self.subTest(place=place):
                found = self.check("config/budgetd.toml", f'data = "{place}"\n')
                self.assert_refused(found, "a path of one machine")

    def test_accepts_the_same_words_inside_a_longer_path(self):
        self.assertEqual(self.check("core/http/x.cpp", f'get("/v1{PROJECTS}items");\n'), [])

    def test_refuses_a_registry_address(self):
        for address in ("registry.npm" + "js.org", '"resolved"' + ': "http://mirror/vue.tgz'):
            with self.subTest(address=address):
                found = self.check("core/console/package-lock.json", f"{address}\n")
                self.assert_refused(found, "registry")


if __name__ == "__main__":
    unittest.main()
