import unittest

import check_coroutines
from tree import TreeTest

# Each was compiled with g++ 12.2 and freed something twice, or did not compile.
BROKEN = [
    "co_await f(Agg{a, b});",
    "co_await f({a, b});",
    "co_await f([x] { return x; });",
    "co_await co_spawn(pool, [s]() -> awaitable<int> { co_return 1; }, use_awaitable);",
    "co_await [x]() -> task { co_return; }();",
    "auto v = c ? co_await a() : b();",
    "auto v = c ? a() : co_await b();",
    "Agg v{co_await a(), tmp};",
    "co_return Agg{co_await a(), b};",
    'co_await f({"a", "b"});',
    "auto v = co_await f(Pair<int>{1, 2});",
    "if (co_await f({1, 2})) {\n g();\n}",
]

FINE = [
    "Agg x{a, b};\nco_await f(std::move(x));",
    "auto g = [x] { return x; };\nco_await f(std::move(g));",
    "auto g = [s]() -> awaitable<int> { co_return co_await h(s); };\n"
    "co_await co_spawn(pool, std::move(g), use_awaitable);",
    'co_await f(std::string("a"));',
    'co_await f("{a, b} ? c : d");',
    "co_await f(std::make_unique<int>(1));",
    "co_await f(co_await g(), 1);",
    'auto s = "p" + co_await g();',
    "for (auto& x : co_await g()) {\n use(x);\n}",
    "for (int i = 0; i < 3; ++i) {\n co_await g(i);\n}",
    "auto [a, b] = co_await g();",
    "if (auto x = co_await g(); x) {\n use(x);\n} else {\n co_await h();\n}",
    "v.push_back(co_await g());",
    "auto t = f({1, 2});\nco_await std::move(t);",
    "do {\n co_await g();\n} while (more());",
    "try {\n co_await g();\n} catch (const E& e) {\n report(E{e});\n}",
    "switch (x) {\n case Kind::a: co_await g();\n default: break;\n}",
    "co_await g(cells[0], row[i]);",
    "co_await std::this_coro::executor;",
    "auto n = c ? 1 : 2;\nco_await g(n);",
    "[[maybe_unused]] auto n = co_await g();",
    "// co_await f({a, b});",
    "long n = 1'000;\nco_await g(n);  // it's 'one'",
]


def body(statement):
    return "namespace n {\nawaitable<void> S::run(T x) {\n" + statement + "\n}\n}  // namespace n\n"


class CoroutinesTest(TreeTest):
    def check(self, path, text):
        self.write(path, text)
        return check_coroutines.check(self.root)

    def test_refuses_every_broken_form(self):
        for statement in BROKEN:
            with self.subTest(statement=statement):
                self.assert_refused(self.check("core/http/x.cpp", body(statement)), "core/http/x.cpp:3")

    def test_refuses_a_broken_form_inside_a_named_lambda(self):
        text = body("auto g = [s]() -> awaitable<void> {\n  co_await f({a, b});\n};")
        self.assert_refused(self.check("core/daemon/x.cpp", text), "core/daemon/x.cpp:4")

    def test_refuses_a_broken_form_after_a_member_initialiser(self):
        text = "S::S(int a) : a_{a}, b_{} {\n  go();\n}\n" + body("co_await f({a, b});")
        self.assert_refused(self.check("core/http/x.cpp", text), "core/http/x.cpp:6")

    def test_accepts_every_safe_form(self):
        for statement in FINE:
            with self.subTest(statement=statement):
                self.assertEqual(self.check("core/http/x.cpp", body(statement)), [])

    def test_refuses_coroutines_elsewhere(self):
        found = self.check("core/store/x.cpp", body("co_await g();"))
        self.assert_refused(found, "outside core/http")


if __name__ == "__main__":
    unittest.main()
