import unittest

import check_layers
from tree import TreeTest


class LayersTest(TreeTest):
    def check(self, path, text):
        self.write(path, text)
        return check_layers.check(self.root)

    def assert_fine(self, path, text):
        self.assertEqual(self.check(path, text), [])

    def test_accepts_includes_that_go_down(self):
        self.write("core/engine/ports.h")
        self.assert_fine("core/model/plan.h", "#include <budget/money.h>\n#include <vector>\n")
        self.assert_fine("core/engine/engine.h", '#include "model/plan.h"\n#include "ports.h"\n')
        self.assert_fine("core/store/journal.cpp", '#include <sqlite3.h>\n#include "engine/ports.h"\n')
        self.assert_fine("core/daemon/main.cpp", '#include "http/server.h"\n#include "store/db.h"\n')
        self.assert_fine("plugins/rules/x/plugin.cpp", "#include <budget/plugin.hpp>\n#include <map>\n")

    def test_accepts_a_header_beside_the_file(self):
        self.write("core/model/money_text.h")
        self.assert_fine("core/model/plan.cpp", '#include "money_text.h"\n')

    def test_refuses_an_include_upwards(self):
        found = self.check("core/model/plan.cpp", '\n#include "engine/ports.h"\n')
        self.assert_refused(found, "core/model/plan.cpp:2", "go down only")

    def test_refuses_an_upward_include_by_relative_path(self):
        self.write("core/engine/ports.h")
        found = self.check("core/model/plan.cpp", '#include "../engine/ports.h"\n')
        self.assert_refused(found, "go down only")

    def test_refuses_neighbours(self):
        neighbours = ["store", "config", "http", "logging", "plugin_host"]
        for one in neighbours:
            for other in neighbours:
                if one != other:
                    self.write(f"core/{one}/to_{other}.cpp", f'#include "{other}/x.h"\n')
        self.assertEqual(len(check_layers.check(self.root)), 20)

    def test_refuses_one_program_in_another(self):
        found = self.check("core/cli/main.cpp", '#include "daemon/daemon.h"\n')
        self.assert_refused(found, "neighbours")

    def test_refuses_core_in_a_plugin(self):
        found = self.check("plugins/rules/x/x.cpp", '#include "model/plan.h"\n')
        self.assert_refused(found, "a plugin sees the sdk")

    def test_refuses_one_plugin_in_another(self):
        self.write("plugins/rules/y/y.h")
        found = self.check("plugins/rules/x/x.cpp", '#include "../y/y.h"\n')
        self.assert_refused(found, "a plugin sees the sdk")

    def test_refuses_a_plugin_in_core(self):
        self.write("plugins/rules/y/y.h")
        found = self.check("core/engine/x.cpp", '#include "plugins/rules/y/y.h"\n')
        self.assert_refused(found, "core never names a plugin")

    def test_refuses_each_library_outside_its_layer(self):
        for header, layer in [
                ("sqlite3.h", "http"), ("boost/dll/shared_library.hpp", "daemon"),
                ("toml++/toml.h", "store"), ("boost/beast/http.hpp", "cli"),
                ("boost/asio/io_context.hpp", "store"), ("boost/json.hpp", "config"),
                ("spdlog/spdlog.h", "daemon"), ("CLI/CLI.hpp", "daemon"),
                ("curl/curl.h", "http"), ("openssl/sha.h", "config")]:
            with self.subTest(header=header):
                found = self.check("core/%s/x.cpp" % layer, f"#include <{header}>\n")
                self.assert_refused(found, header, "belongs to")
                (self.root / "core" / layer / "x.cpp").unlink()

    def test_refuses_a_foreign_library_in_the_pure_layers(self):
        for layer in ("sdk", "model", "engine"):
            for header in ("fmt/format.h", "unistd.h", "boost/describe.hpp"):
                with self.subTest(layer=layer, header=header):
                    found = self.check(f"core/{layer}/x.cpp", f"#include <{header}>\n")
                    self.assert_refused(found, "standard library")
                    (self.root / "core" / layer / "x.cpp").unlink()

    def test_refuses_cryptography_in_the_model(self):
        found = self.check("core/model/x.cpp", "#include <openssl/sha.h>\n")
        self.assert_refused(found, "belongs to")

    def test_refuses_files_in_the_model(self):
        for header in ("fstream", "filesystem"):
            found = self.check("core/model/x.cpp", f"#include <{header}>\n")
            self.assert_refused(found, "never on a file")

    def test_refuses_the_clock_outside_its_file(self):
        for call in ("auto t = std::chrono::system_clock::now();", "auto t = time(nullptr);",
                     "auto t = std::time(0);", "clock_gettime(CLOCK_REALTIME, &t);"):
            with self.subTest(call=call):
                found = self.check("core/http/x.cpp", call + "\n")
                self.assert_refused(found, "time is a parameter")

    def test_accepts_the_clock_in_its_file_and_in_comments(self):
        self.assert_fine("core/daemon/system_clock.cpp", "auto t = std::chrono::system_clock::now();\n")
        self.assert_fine("core/model/x.h", "// never system_clock\nInstant time() const;\n")

    def test_refuses_any_clock_in_a_decision(self):
        found = self.check("core/engine/x.cpp", "auto t = std::chrono::steady_clock::now();\n")
        self.assert_refused(found, "never reads a clock")

    def test_accepts_a_stopwatch_at_the_edge(self):
        self.assert_fine("core/store/x.cpp", "auto t = std::chrono::steady_clock::now();\n")

    def test_ignores_an_include_in_a_comment(self):
        self.assert_fine("core/model/x.h", '// #include "engine/ports.h"\n/*\n#include <sqlite3.h>\n*/\n')

    def test_refuses_an_unknown_layer(self):
        self.assert_refused(self.check("core/utils/x.h", ""), "core/utils", "not a known layer")

    def test_refuses_a_stranger_at_the_top(self):
        self.assert_refused(self.check("notes.txt", ""), "notes.txt", "short, fixed list")


if __name__ == "__main__":
    unittest.main()
