package io.beltline.distribution.migrate.logstash;

import io.beltline.config.Position;
import io.beltline.distribution.migrate.Draft;
import io.beltline.distribution.migrate.ElasticsearchOutput;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import io.beltline.distribution.migrate.logstash.Part.Arm;
import io.beltline.distribution.migrate.logstash.Part.Choice;
import io.beltline.distribution.migrate.logstash.Part.Plugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Outputs become exporters. Those under a condition stand in pipelines of their own, behind a
 * connector that all others end in and a filter. One thread.
 */
final class Outputs {
  private static final Pattern DATED =
      Pattern.compile("([^%]+)-%\\{\\+([yYMdH.-]+)\\}", Pattern.DOTALL);

  private final Draft draft;
  private final Report report;
  private final Map<String, List<String>> byCondition = new LinkedHashMap<>();

  Outputs(Draft draft, Report report) {
    this.draft = draft;
    this.report = report;
  }

  /** What the pipelines of inputs end in. */
  List<String> exporters(List<Part> parts) {
    walk(parts, "");
    List<String> always = new ArrayList<>(byCondition.getOrDefault("", List.of()));
    byCondition.remove("");
    if (always.isEmpty() && byCondition.isEmpty()) {
      always.add(draft.add("exporters", "debug", "", Map.of()));
      report.differs(
          Position.of("output"),
          "output",
          "exporters::debug stands where an output is to be written");
    }
    if (!byCondition.isEmpty()) {
      String fork = draft.add("connectors", "forward", "outputs", Map.of());
      always.add(fork);
      byCondition.forEach(
          (condition, exporters) -> {
            Steps steps = new Steps();
            steps.drop("not (" + condition + ")");
            String name = exporters.getFirst().replace('/', '_');
            draft.pipeline(name, List.of(fork), draft.processors(name, steps), exporters);
          });
    }
    return always;
  }

  private void walk(List<Part> parts, String condition) {
    for (Part part : parts) {
      switch (part) {
        case Plugin plugin ->
            output(
                plugin,
                new Options("output " + plugin.name(), plugin.place(), plugin.options()),
                condition);
        case Choice choice -> {
          report.done(choice.place(), "if", "a pipeline with a filter for each arm");
          String others = condition;
          for (Arm arm : choice.arms()) {
            String own = arm.condition();
            walk(arm.parts(), own == null ? others : Ottl.and(others, own));
            others = own == null ? others : Ottl.and(others, "not (" + own + ")");
          }
        }
      }
    }
  }

  private void output(Plugin plugin, Options options, String condition) {
    String id = options.text("id", "");
    String exporter =
        switch (plugin.name()) {
          case "elasticsearch" ->
              draft.add(
                  "exporters", "elasticsearch", id, ElasticsearchOutput.logstash(options, report));
          case "opensearch" -> draft.add("exporters", "opensearch", id, opensearch(options));
          case "stdout" -> {
            options.pass("codec");
            yield draft.add("exporters", "debug", id, Map.of("verbosity", "detailed"));
          }
          case "file" -> file(options, id);
          case "null" -> draft.add("exporters", "nop", id, Map.of());
          default -> "";
        };
    if (exporter.isEmpty()) {
      report.missing(options.place(), options.part(), "there is no exporter for it here");
      return;
    }
    byCondition.computeIfAbsent(condition, none -> new ArrayList<>()).add(exporter);
    switch (plugin.name()) {
      case "stdout" ->
          report.differs(
              options.place(), options.part(), "exporters::" + exporter + ", whose text differs");
      case "file" ->
          report.differs(
              options.place(),
              options.part(),
              "exporters::" + exporter + " writes OTLP/JSON lines");
      default -> report.done(options.place(), options.part(), "exporters::" + exporter);
    }
    options.tellRest(report);
  }

  private Map<String, Object> opensearch(Options options) {
    List<String> hosts = options.texts("hosts");
    String host = hosts.isEmpty() ? "http://localhost:9200" : hosts.getFirst();
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("endpoint", host.contains("://") ? host : "http://" + host);
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("http", http);
    hosts.stream()
        .skip(1)
        .forEach(
            other ->
                report.missing(
                    options.place("hosts"),
                    options.part() + " hosts",
                    other + " is left out: the exporter sends to one node"));
    index(options, keys);
    String action = options.text("action");
    if (action != null && (action.equals("index") || action.equals("create"))) {
      keys.put("bulk_action", action);
    } else if (action != null) {
      report.missing(
          options.place("action"),
          options.part() + " action",
          "documents are created or indexed, nothing else");
    }
    return keys;
  }

  /** A date behind the name is the exporter's, where a dash is between them. */
  private void index(Options options, Map<String, Object> keys) {
    String index = options.text("index");
    Matcher dated = DATED.matcher(index == null ? "" : index);
    if (dated.matches()) {
      keys.put("logs_index", String.valueOf(dated.group(1)));
      keys.put("logs_index_time_format", String.valueOf(dated.group(2)).replace('Y', 'y'));
    } else if (index != null && index.contains("%{")) {
      report.missing(
          options.place("index"),
          options.part() + " index",
          "an index made of fields: write logs_index with %{attribute} in it");
    } else if (index != null) {
      keys.put("logs_index", index);
    }
  }

  private String file(Options options, String id) {
    String path = options.text("path", "");
    options.pass("codec", "gzip", "flush_interval", "create_if_deleted", "dir_mode", "file_mode");
    if (path.contains("%{")) {
      report.differs(
          options.place("path"),
          options.part() + " path",
          "one file: with group_by there is one for each value of a resource attribute");
    }
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("path", path.replaceAll("[-_.]?%\\{[^}]*\\}", ""));
    keys.put("append", true);
    keys.put("create_directory", true);
    return draft.add("exporters", "file", id, keys);
  }
}
