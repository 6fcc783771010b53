#include "cli/syntax/words.h"

namespace budget::cli {

namespace {

void add_plugin_name(CLI::App& command, std::string& name) {
  command.add_option("name", name, "As [[plugins]] name in budgetd.toml")
      ->required()
      ->check(kPluginName)
      ->type_name("NAME");
}

}  // namespace

void add_plugins(CLI::App& app, Words& words) {
  CLI::App& plugin = add_noun(app, "plugin", "Plugins: look at them, try them, write one");
  add_command<PluginListOptions>(plugin, words, "list", "Configured plugins and how they are",
                                 [](CLI::App&, PluginListOptions&) {});
  add_command<PluginShowOptions>(
      plugin, words, "show", "One plugin: where it runs, and its options",
      [](CLI::App& command, PluginShowOptions& o) { add_plugin_name(command, o.name); });
  add_command<PluginEnableOptions>(
      plugin, words, "enable", "Let its results count (again)",
      [](CLI::App& command, PluginEnableOptions& o) {
        add_plugin_name(command, o.name);
        command.add_option("--reason", o.reason, "Why")->type_name("TEXT");
      });
  add_command<PluginShadowOptions>(
      plugin, words, "shadow", "Run it beside, without effect",
      [](CLI::App& command, PluginShadowOptions& o) {
        add_plugin_name(command, o.name);
        command.add_option("--reason", o.reason, "Why")->type_name("TEXT");
      });
  add_command<PluginQuarantineOptions>(
      plugin, words, "quarantine", "Call it no more",
      [](CLI::App& command, PluginQuarantineOptions& o) {
        add_plugin_name(command, o.name);
        command.add_option("--reason", o.reason, "Why; needed")->required()->type_name("TEXT");
      });
  add_command<PluginValidateOptions>(
      plugin, words, "validate", "Hold a library against everything the contract promises",
      [](CLI::App& command, PluginValidateOptions& o) {
        command.add_option("file", o.file, "The library, its manifest beside it")
            ->required()
            ->type_name("FILE");
        command.add_option("--room", o.room, "inside, isolated or both")
            ->capture_default_str()
            ->check(one_of({"inside", "isolated", "both"}))
            ->type_name("ROOM");
        command
            .add_option("--options", o.options,
                        "Options to try it with, a TOML file; its paths count from here")
            ->check(CLI::ExistingFile)
            ->type_name("FILE");
        command.add_option("--reproduce", o.reproduced, "Only this fuzz case, as it was printed")
            ->type_name("SEED");
        command.add_option("--limit", o.limit_s, "Seconds that one test may take")
            ->capture_default_str()
            ->check(whole_number(1, 600, "1 to 600 seconds"))
            ->type_name("SECONDS");
      });
  add_command<PluginNewOptions>(
      plugin, words, "new", "Write a plugin that builds outside the repository",
      [](CLI::App& command, PluginNewOptions& o) {
        command.add_option("kind", o.kind, "rule, notifier, exporter or importer")
            ->required()
            ->check(one_of({"rule", "notifier", "exporter", "importer"}))
            ->type_name("KIND");
        command.add_option("name", o.name, "Small letters, digits and underscores")
            ->required()
            ->type_name("NAME");
        command.add_option("--out", o.to, "A new folder; NAME without")->type_name("DIR");
      });
}

}  // namespace budget::cli
