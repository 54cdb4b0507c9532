package io.beltline.distribution.migrate.logstash;

import io.beltline.distribution.migrate.Draft;
import io.beltline.distribution.migrate.Migration;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import io.beltline.distribution.migrate.UnreadableException;
import io.beltline.distribution.migrate.logstash.Part.Arm;
import io.beltline.distribution.migrate.logstash.Part.Choice;
import io.beltline.distribution.migrate.logstash.Part.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Migrates a pipeline of Logstash. One thread. */
public final class LogstashMigration {
  private final Draft draft = new Draft();
  private final Report report = new Report();
  private final Filters filters;
  private final Steps steps = new Steps();

  private LogstashMigration() {
    filters = new Filters(steps, report);
  }

  /**
   * Migrates a configuration.
   *
   * @throws UnreadableException if it is none
   */
  public static Migration of(String text, String name) throws UnreadableException {
    LogstashMigration migration = new LogstashMigration();
    migration.all(PipelineParser.parse(text, name));
    return new Migration(migration.draft.yaml(text, name, migration.report), migration.report);
  }

  private void all(Map<String, List<Part>> sections) {
    parts(sections.getOrDefault("filter", List.of()));
    List<String> exporters =
        new Outputs(draft, report).exporters(sections.getOrDefault("output", List.of()));
    List<String> processors = draft.processors("", steps);
    Inputs inputs = new Inputs(draft, report);
    for (Part part : sections.getOrDefault("input", List.of())) {
      if (part instanceof Plugin plugin) {
        inputs.input(
            plugin,
            new Options("input " + plugin.name(), plugin.place(), plugin.options()),
            processors,
            exporters);
      } else {
        report.missing(part.place(), "input if", "inputs under a condition are left out");
      }
    }
  }

  private void parts(List<Part> parts) {
    for (Part part : parts) {
      switch (part) {
        case Plugin plugin ->
            filters.filter(
                plugin.name(),
                new Options("filter " + plugin.name(), plugin.place(), plugin.options()));
        case Choice choice -> {
          report.done(choice.place(), "if", "conditions of statements");
          arms(choice.arms());
        }
      }
    }
  }

  private void arms(List<Arm> arms) {
    if (arms.isEmpty()) {
      return;
    }
    Arm first = arms.getFirst();
    if (first.condition() == null) {
      parts(first.parts());
      return;
    }
    List<Arm> rest = new ArrayList<>(arms.subList(1, arms.size()));
    steps.choose(first.condition(), () -> parts(first.parts()), () -> arms(rest));
  }
}
