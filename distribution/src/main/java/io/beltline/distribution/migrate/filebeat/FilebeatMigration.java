package io.beltline.distribution.migrate.filebeat;

import io.beltline.config.ConfigLoader;
import io.beltline.config.ConfigMap;
import io.beltline.config.LoadedConfig;
import io.beltline.config.Problem;
import io.beltline.distribution.migrate.Draft;
import io.beltline.distribution.migrate.Migration;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import io.beltline.distribution.migrate.UnreadableException;
import java.util.ArrayList;
import java.util.List;

/** Migrates a filebeat.yml. One thread. */
public final class FilebeatMigration {
  private final Draft draft = new Draft();
  private final Report report = new Report();

  private FilebeatMigration() {}

  /**
   * Migrates a configuration.
   *
   * @throws UnreadableException if it is no YAML
   */
  public static Migration of(String text, String name) throws UnreadableException {
    LoadedConfig loaded = ConfigLoader.text(text, name);
    if (loaded.failed()) {
      throw new UnreadableException(
          String.join("\n", loaded.problems().stream().map(Problem::toString).toList()));
    }
    FilebeatMigration migration = new FilebeatMigration();
    migration.root((ConfigMap) DottedKeys.unfold(loaded.tree()));
    return new Migration(migration.draft.yaml(text, name, migration.report), migration.report);
  }

  private void root(ConfigMap tree) {
    Options root = new Options("filebeat.yml", tree.position(), tree);
    Options filebeat = root.section("filebeat");
    root.pass("filebeat", "output", "queue", "logging", "http", "monitoring", "setup", "path");
    for (String key : List.of("logging", "http", "monitoring", "setup", "path")) {
      if (root.has(key)) {
        report.differs(
            root.place(key), key, "left out: Beltline has service::telemetry and its own folders");
      }
    }
    List<String> exporters = new Outputs(draft, report).exporters(root);
    Steps shared = new Steps();
    general(root, shared);
    new Processors(report, shared).all(root, "processors");
    List<String> last = draft.processors("all", shared);
    List<Options> inputs = new ArrayList<>();
    if (filebeat != null) {
      inputs.addAll(filebeat.sections("inputs"));
      filebeat.sections("modules").forEach(this::module);
      rest(filebeat);
    }
    for (Options input : inputs) {
      new Inputs(draft, report).input(input, last, exporters);
    }
    root.tellRest(report);
  }

  private void module(Options module) {
    report.missing(
        module.place(),
        "module " + module.text("module", "?"),
        "modules are pipelines inside Elasticsearch: write its paths as a file_log receiver");
  }

  private void rest(Options filebeat) {
    filebeat.pass("inputs", "modules", "registry", "shutdown_timeout");
    if (filebeat.has("registry") || filebeat.has("shutdown_timeout")) {
      report.differs(
          filebeat.place(filebeat.has("registry") ? "registry" : "shutdown_timeout"),
          "registry, shutdown_timeout",
          "offsets are kept by the file_storage extension; delivery decides when they move");
    }
    if (filebeat.has("autodiscover")) {
      filebeat.pass("autodiscover");
      report.missing(
          filebeat.place("autodiscover"),
          "autodiscover",
          "read /var/log/containers/*.log with a file_log receiver and its container operator");
    }
    if (filebeat.has("config")) {
      filebeat.pass("config");
      report.missing(
          filebeat.place("config"), "config", "migrate each file by itself and give them all");
    }
    filebeat.tellRest(report);
  }

  private void general(Options root, Steps steps) {
    Fields.add(root, steps, report, false);
    String name = root.text("name");
    if (name != null) {
      steps.add("set(log.attributes[\"agent.name\"], " + Ottl.quote(name) + ")");
      report.done(root.place("name"), "name", "attribute agent.name");
    }
  }
}
