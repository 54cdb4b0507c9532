package io.beltline.distribution.migrate.logstash;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.config.ConfigScalar.Style;
import io.beltline.config.Position;
import io.beltline.distribution.migrate.UnreadableException;
import io.beltline.distribution.migrate.logstash.Part.Arm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses Logstash's language: sections of plug-ins and choices. One thread. */
final class PipelineParser {
  private static final int MAX_DEPTH = 100;

  private final Scanner scanner;
  private int depth;

  private PipelineParser(Scanner scanner) {
    this.scanner = scanner;
  }

  /**
   * The parts of each section: input, filter, output.
   *
   * @throws UnreadableException with the place of what is wrong
   */
  static Map<String, List<Part>> parse(String text, String source) throws UnreadableException {
    PipelineParser parser = new PipelineParser(new Scanner(text, source));
    Map<String, List<Part>> sections = new LinkedHashMap<>();
    for (String name : List.of("input", "filter", "output")) {
      sections.put(name, new ArrayList<>());
    }
    while (!parser.scanner.atEnd()) {
      Position place = parser.scanner.place();
      String name = parser.scanner.word();
      List<Part> parts = sections.get(name);
      if (parts == null) {
        throw new UnreadableException(
            place + ": \"" + name + "\" is no section (expected: input, filter or output)");
      }
      parts.addAll(parser.block());
    }
    return sections;
  }

  private List<Part> block() throws UnreadableException {
    scanner.expect("{");
    if (++depth > MAX_DEPTH) {
      throw scanner.wrong("at most " + MAX_DEPTH + " blocks in one another");
    }
    List<Part> parts = new ArrayList<>();
    while (!scanner.take("}")) {
      Position place = scanner.place();
      if (scanner.take("if")) {
        parts.add(choice(place));
      } else {
        parts.add(plugin(scanner.word(), place));
      }
    }
    depth--;
    return parts;
  }

  private Part choice(Position place) throws UnreadableException {
    List<Arm> arms = new ArrayList<>();
    arms.add(new Arm(new ConditionParser(scanner).condition(), place, block()));
    for (Position next = scanner.place(); scanner.take("else"); next = scanner.place()) {
      if (scanner.take("if")) {
        arms.add(new Arm(new ConditionParser(scanner).condition(), next, block()));
      } else {
        arms.add(new Arm(null, next, block()));
        break;
      }
    }
    return new Part.Choice(place, arms);
  }

  private Part.Plugin plugin(String name, Position place) throws UnreadableException {
    scanner.expect("{");
    Map<String, ConfigMap.Entry> options = new LinkedHashMap<>();
    while (!scanner.take("}")) {
      Position at = scanner.place();
      String key = isQuote(scanner.peek()) ? scanner.quoted() : scanner.word();
      scanner.expect("=>");
      ConfigMap.Entry entry = new ConfigMap.Entry(key, at, value());
      options.merge(key, entry, PipelineParser::both);
    }
    return new Part.Plugin(name, place, new ConfigMap(options, place));
  }

  /** An option that is written twice: maps and lists are put together. */
  private static ConfigMap.Entry both(ConfigMap.Entry first, ConfigMap.Entry second) {
    ConfigNode value = second.value();
    if (first.value() instanceof ConfigMap a && second.value() instanceof ConfigMap b) {
      Map<String, ConfigMap.Entry> all = new LinkedHashMap<>(a.entries());
      all.putAll(b.entries());
      value = new ConfigMap(all, a.position());
    } else {
      List<ConfigNode> all = new ArrayList<>(items(first.value()));
      all.addAll(items(second.value()));
      value = new ConfigList(all, value.position());
    }
    return new ConfigMap.Entry(first.key(), first.keyPosition(), value);
  }

  private static List<ConfigNode> items(ConfigNode node) {
    return node instanceof ConfigList list ? list.items() : List.of(node);
  }

  private ConfigNode value() throws UnreadableException {
    Position place = scanner.place();
    char next = scanner.peek();
    if (++depth > MAX_DEPTH) {
      throw scanner.wrong("at most " + MAX_DEPTH + " values in one another");
    }
    try {
      if (isQuote(next)) {
        return new ConfigScalar(scanner.quoted(), Style.DOUBLE_QUOTED, place);
      }
      if (next == '[') {
        return list(place);
      }
      if (next == '{') {
        return map(place);
      }
      String word = scanner.word();
      return scanner.peek() == '{'
          ? codec(word, place)
          : new ConfigScalar(word, Style.PLAIN, place);
    } finally {
      depth--;
    }
  }

  /** A plug-in as a value: a map with the plug-in's name and options. */
  private ConfigNode codec(String name, Position place) throws UnreadableException {
    Part.Plugin plugin = plugin(name, place);
    Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>(plugin.options().entries());
    entries.put(
        "codec", new ConfigMap.Entry("codec", place, new ConfigScalar(name, Style.PLAIN, place)));
    return new ConfigMap(entries, place);
  }

  private ConfigNode list(Position place) throws UnreadableException {
    scanner.expect("[");
    List<ConfigNode> items = new ArrayList<>();
    while (!scanner.take("]")) {
      items.add(value());
      if (!scanner.take(",") && scanner.peek() != ']') {
        throw scanner.wrong("expected: , or ]");
      }
    }
    return new ConfigList(items, place);
  }

  private ConfigNode map(Position place) throws UnreadableException {
    scanner.expect("{");
    Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
    while (!scanner.take("}")) {
      Position at = scanner.place();
      String key = isQuote(scanner.peek()) ? scanner.quoted() : key();
      scanner.expect("=>");
      entries.put(key, new ConfigMap.Entry(key, at, value()));
      scanner.take(",");
    }
    return new ConfigMap(entries, place);
  }

  private String key() throws UnreadableException {
    return scanner.peek() == '[' ? scanner.reference() : scanner.word();
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}
