package io.beltline.distribution.migrate;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.config.ConfigScalar.Style;
import io.beltline.config.Position;
import io.beltline.config.YamlPrinter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A new configuration under construction. One thread. */
public final class Draft {
  private static final Position NOWHERE = Position.of("");

  private final Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
  private final Map<String, Object> pipelines = new LinkedHashMap<>();

  /** A draft without components. */
  public Draft() {
    for (String kind :
        List.of("extensions", "receivers", "processors", "connectors", "exporters")) {
      sections.put(kind, new LinkedHashMap<>());
    }
  }

  private Map<String, Object> section(String kind) {
    return sections.computeIfAbsent(kind, none -> new LinkedHashMap<>());
  }

  /**
   * Adds a component and returns its id: the type, with a name behind it if the type alone is
   * taken.
   *
   * @param kind the section: {@code receivers}
   */
  public String add(String kind, String type, String name, Map<String, ?> keys) {
    Map<String, Object> section = section(kind);
    String clean = name.replaceAll("[^A-Za-z0-9_.-]+", "_");
    String id = clean.isEmpty() ? type : type + "/" + clean;
    for (int i = 2; section.containsKey(id); i++) {
      id = type + "/" + (clean.isEmpty() ? "" : clean + "_") + i;
    }
    section.put(id, new LinkedHashMap<>(keys));
    return id;
  }

  /** Whether there is a component of an id. */
  public boolean has(String kind, String id) {
    return section(kind).containsKey(id);
  }

  /** The storage on disk, which is added at the first call. */
  public String storage(String directory) {
    if (!has("extensions", "file_storage")) {
      Map<String, Object> keys = new LinkedHashMap<>();
      keys.put("directory", directory);
      keys.put("create_directory", true);
      add("extensions", "file_storage", "", keys);
    }
    return "file_storage";
  }

  /** Adds the processors that do some steps, and returns their ids in order. */
  public List<String> processors(String name, Steps steps) {
    List<String> ids = new ArrayList<>();
    List<String> run = new ArrayList<>();
    boolean drops = false;
    for (Steps.Step step : steps.all()) {
      if (step.drop() != drops && !run.isEmpty()) {
        ids.add(processor(name, drops, run));
        run = new ArrayList<>();
      }
      drops = step.drop();
      run.add(step.text());
    }
    if (!run.isEmpty()) {
      ids.add(processor(name, drops, run));
    }
    return ids;
  }

  private String processor(String name, boolean drops, List<String> run) {
    return drops
        ? add("processors", "filter", name, Map.of("log_conditions", run))
        : add("processors", "transform", name, Map.of("log_statements", run));
  }

  /** Adds a pipeline of logs. */
  public void pipeline(
      String name, List<String> receivers, List<String> processors, List<String> exporters) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("receivers", receivers);
    if (!processors.isEmpty()) {
      keys.put("processors", processors);
    }
    keys.put("exporters", exporters);
    String clean = name.replaceAll("[^A-Za-z0-9_.-]+", "_");
    String id = clean.isEmpty() ? "logs" : "logs/" + clean;
    for (int i = 2; pipelines.containsKey(id); i++) {
      id = "logs/" + (clean.isEmpty() ? "" : clean + "_") + i;
    }
    pipelines.put(id, keys);
  }

  /**
   * The configuration as text.
   *
   * @param text the old one's, in which the places of references are looked up
   * @param source its name
   * @param report where references are told that stay as text
   */
  public String yaml(String text, String source, Report report) {
    Map<String, Object> root = new LinkedHashMap<>();
    sections.forEach(
        (kind, all) -> {
          if (!all.isEmpty()) {
            root.put(kind, all);
          }
        });
    Map<String, Object> service = new LinkedHashMap<>();
    if (!section("extensions").isEmpty()) {
      service.put("extensions", List.copyOf(section("extensions").keySet()));
    }
    service.put("pipelines", pipelines);
    root.put("service", service);
    return YamlPrinter.print(node(root, new References(text, source, report)));
  }

  private static ConfigNode node(Object value, References references) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
        map.forEach(
            (key, inner) ->
                entries.put(
                    String.valueOf(key),
                    new ConfigMap.Entry(String.valueOf(key), NOWHERE, node(inner, references))));
        yield new ConfigMap(entries, NOWHERE);
      }
      case List<?> list ->
          new ConfigList(list.stream().map(item -> node(item, references)).toList(), NOWHERE);
      case String text ->
          new ConfigScalar(references.rewritten(text), Style.DOUBLE_QUOTED, NOWHERE);
      default -> new ConfigScalar(String.valueOf(value), Style.PLAIN, NOWHERE);
    };
  }
}
