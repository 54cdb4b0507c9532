package io.beltline.config;

import io.beltline.config.ConfigScalar.Style;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Builds a tree with positions from one YAML text. */
final class YamlReader {
  private static final int MAX_CHARACTERS = 16 << 20;
  private static final int MAX_DEPTH = 200;
  private static final int MAX_NODES = 500_000;

  /** The tree, null if there is none, and what is wrong. */
  record Parsed(@Nullable ConfigNode root, List<Problem> problems) {
    boolean failed() {
      return root == null || !problems.isEmpty();
    }
  }

  /** A node and how many nodes it stands for once aliases are followed. */
  private record Anchored(ConfigNode node, int weight) {}

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message, null, false, false);
    }
  }

  private final String source;
  private final ParserImpl parser;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Deque<String> path = new ArrayDeque<>();
  private Position at;
  private int nodes;

  private YamlReader(String text, String source) {
    this.source = source;
    this.at = new Position(source, 1, 1);
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setCodePointLimit(MAX_CHARACTERS)
            .setVersionFunction(version -> version)
            .build();
    this.parser = new ParserImpl(settings, new StreamReader(settings, text));
  }

  /** Reads a text; never throws. An empty text is a null. */
  static Parsed read(String text, String source) {
    if (text.length() > MAX_CHARACTERS) {
      String message = "is too long (expected: at most 16 MiB of text)";
      return new Parsed(null, List.of(Problem.error("", message, Position.of(source))));
    }
    return new YamlReader(text.startsWith("\uFEFF") ? text.substring(1) : text, source).run();
  }

  private Parsed run() {
    ConfigNode root = null;
    try {
      root = documents();
    } catch (MarkedYamlEngineException e) {
      Position place = e.getProblemMark().map(this::position).orElse(at);
      problems.add(Problem.error(here(), "is no YAML: " + words(e), place));
    } catch (Refused e) {
      problems.add(Problem.error(here(), String.valueOf(e.getMessage()), at));
    } catch (YamlEngineException e) {
      problems.add(Problem.error(here(), "is no YAML: " + e.getMessage(), at));
    }
    return new Parsed(root, List.copyOf(problems));
  }

  private static String words(MarkedYamlEngineException e) {
    if (e.getProblem().contains("TAB")) {
      return "a tab stands where a value or indentation begins (expected: spaces)";
    }
    return e.getContext() == null
        ? e.getProblem()
        : e.getContext() + begun(e) + ", " + e.getProblem();
  }

  /** Where the thing began that went wrong later, if not on the same line. */
  private static String begun(MarkedYamlEngineException e) {
    Optional<Mark> begin = e.getContextMark();
    Optional<Mark> end = e.getProblemMark();
    if (begin.isEmpty() || end.isEmpty() || begin.get().getLine() == end.get().getLine()) {
      return "";
    }
    return " begun in line " + (begin.get().getLine() + 1);
  }

  private ConfigNode documents() {
    ConfigNode root = null;
    while (true) {
      Event event = parser.next();
      switch (event.getEventId()) {
        case StreamEnd -> {
          return root == null ? new ConfigScalar("", Style.PLAIN, at) : root;
        }
        case DocumentStart -> {
          Event first = parser.peekEvent();
          ConfigNode document = node(0);
          if (root == null) {
            root = document;
          } else if (!document.isNull()) {
            at = position(first.getStartMark());
            throw new Refused("holds a second document (expected: one, without --- in between)");
          }
        }
        default -> {}
      }
    }
  }

  private ConfigNode node(int depth) {
    Event event = parser.next();
    at = position(event.getStartMark());
    int before = nodes;
    count(1);
    if (depth > MAX_DEPTH) {
      throw new Refused("is nested too deeply (expected: at most " + MAX_DEPTH + " levels)");
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    ConfigNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case SequenceStartEvent start -> list(at, depth);
          case MappingStartEvent start -> map(at, depth);
          default -> throw new Refused("is no YAML: unexpected " + event.getEventId());
        };
    if (event instanceof NodeEvent anchored) {
      anchored
          .getAnchor()
          .ifPresent(a -> anchors.put(a.getValue(), new Anchored(node, nodes - before)));
    }
    return node;
  }

  private ConfigNode aliased(AliasEvent event) {
    Anchored anchored = anchors.get(event.getAlias().getValue());
    if (anchored == null) {
      throw new Refused(
          "*" + event.getAlias().getValue() + " has no anchor (expected: &name before it)");
    }
    count(anchored.weight());
    return anchored.node();
  }

  private void count(int more) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw new Refused("is too large (expected: at most " + MAX_NODES + " values)");
    }
  }

  private ConfigScalar scalar(ScalarEvent event) {
    Style style =
        switch (event.getScalarStyle()) {
          case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
          case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Style.DOUBLE_QUOTED;
          case LITERAL -> Style.LITERAL;
          case FOLDED -> Style.FOLDED;
          case PLAIN -> Style.PLAIN;
        };
    Style typed =
        switch (event.getTag().orElse("")) {
          case "tag:yaml.org,2002:str" -> style == Style.PLAIN ? Style.DOUBLE_QUOTED : style;
          case "tag:yaml.org,2002:int",
              "tag:yaml.org,2002:float",
              "tag:yaml.org,2002:bool",
              "tag:yaml.org,2002:null" ->
              Style.PLAIN;
          default -> style;
        };
    return new ConfigScalar(event.getValue(), typed, at);
  }

  private ConfigList list(Position start, int depth) {
    List<ConfigNode> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      path.addLast(String.valueOf(items.size()));
      items.add(node(depth + 1));
      path.removeLast();
    }
    parser.next();
    return new ConfigList(items, start);
  }

  private ConfigMap map(Position start, int depth) {
    Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
    List<ConfigNode> merged = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      ConfigNode keyNode = node(depth + 1);
      Position keyPosition = at;
      if (!(keyNode instanceof ConfigScalar key)) {
        at = keyNode.position();
        throw new Refused("has a list or map as key (expected: a text)");
      }
      String name = key.original();
      path.addLast(name);
      ConfigNode value = node(depth + 1);
      if (name.equals("<<") && key.style() == Style.PLAIN) {
        merged.add(value);
      } else {
        add(entries, new ConfigMap.Entry(name, keyPosition, value));
      }
      path.removeLast();
    }
    parser.next();
    merged.forEach(value -> mergeInto(entries, value));
    return new ConfigMap(entries, start);
  }

  private void add(Map<String, ConfigMap.Entry> entries, ConfigMap.Entry entry) {
    ConfigMap.Entry first = entries.putIfAbsent(entry.key(), entry);
    if (first != null) {
      String message = "is written twice, first at " + first.keyPosition() + " (expected: once)";
      problems.add(Problem.error(here(), message, entry.keyPosition()));
    }
  }

  private void mergeInto(Map<String, ConfigMap.Entry> entries, ConfigNode value) {
    switch (value) {
      case ConfigMap map -> {
        count(map.entries().size());
        map.entries().forEach(entries::putIfAbsent);
      }
      case ConfigList list -> list.items().forEach(item -> mergeInto(entries, item));
      case ConfigScalar scalar ->
          problems.add(
              Problem.error(
                  here(), "<< merges a scalar (expected: a map or a list)", scalar.position()));
    }
  }

  private String here() {
    return String.join("::", path);
  }

  private Position position(Optional<Mark> mark) {
    return mark.map(this::position).orElse(at);
  }

  private Position position(Mark mark) {
    return new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
