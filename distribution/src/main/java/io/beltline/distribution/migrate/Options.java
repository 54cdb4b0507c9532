package io.beltline.distribution.migrate;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.config.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of one part of an old configuration. It remembers which were read, so that those that
 * nobody knows can be told. One thread.
 */
public final class Options {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  private final String part;
  private final Position place;
  private final ConfigMap map;
  private final Set<String> read = new HashSet<>();

  /**
   * The options of a part.
   *
   * @param part what it is called in the report
   */
  public Options(String part, Position place, ConfigMap map) {
    this.part = part;
    this.place = place;
    this.map = map;
  }

  /** What the part is called. */
  public String part() {
    return part;
  }

  /** Where the part begins. */
  public Position place() {
    return place;
  }

  /** Where an option stands; the part's place if it is not written. */
  public Position place(String key) {
    ConfigMap.Entry entry = map.entry(key);
    return entry == null ? place : entry.keyPosition();
  }

  /** Whether an option is written. */
  public boolean has(String key) {
    return map.value(key) != null;
  }

  /** The keys that are written. */
  public List<String> keys() {
    return List.copyOf(map.keys());
  }

  /** An option as it is written; null if it is not. */
  public @Nullable ConfigNode node(String key) {
    read.add(key);
    return map.value(key);
  }

  /** A text; null if it is not written. */
  public @Nullable String text(String key) {
    return scalar(node(key));
  }

  /** A text. */
  public String text(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  /** A switch. */
  public boolean bool(String key, boolean otherwise) {
    String text = text(key);
    return text == null ? otherwise : text.equals("true");
  }

  /**
   * A whole number, or a text with a reference to an environment variable that holds one; null if
   * it is not written. What is neither is told as missing.
   */
  public @Nullable Object number(String key, Report report) {
    ConfigNode node = node(key);
    if (node == null || (node instanceof ConfigScalar scalar && scalar.isNull())) {
      return null;
    }
    String text = scalar(node);
    if (text != null && text.contains("${")) {
      return text;
    }
    if (text != null && WHOLE.matcher(text.strip()).matches()) {
      return Long.valueOf(text.strip());
    }
    report.missing(
        place(key), part + " " + key, (text == null ? "" : "\"" + text + "\" ") + "is no number");
    return null;
  }

  /** Texts: a list, or one alone. */
  public List<String> texts(String key) {
    return texts(node(key));
  }

  /** The texts of a list, or of one alone. */
  public static List<String> texts(@Nullable ConfigNode node) {
    List<String> texts = new ArrayList<>();
    if (node instanceof ConfigList list) {
      list.items().forEach(item -> texts.addAll(texts(item)));
    } else {
      String text = scalar(node);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Names with their values, from a map or from a list of names and values in turn. */
  public Map<String, ConfigNode> pairs(String key) {
    Map<String, ConfigNode> pairs = new LinkedHashMap<>();
    ConfigNode node = node(key);
    if (node instanceof ConfigMap inner) {
      inner.entries().forEach((name, entry) -> pairs.put(name, entry.value()));
    } else if (node instanceof ConfigList list) {
      for (int i = 0; i + 1 < list.items().size(); i += 2) {
        pairs.put(String.valueOf(scalar(list.items().get(i))), list.items().get(i + 1));
      }
    }
    return pairs;
  }

  /** A section of the same part; null if it is not written. */
  public @Nullable Options section(String key) {
    return node(key) instanceof ConfigMap inner
        ? new Options(part + " " + key, place(key), inner)
        : null;
  }

  /** The sections of a list. */
  public List<Options> sections(String key) {
    List<Options> sections = new ArrayList<>();
    if (node(key) instanceof ConfigList list) {
      for (ConfigNode item : list.items()) {
        if (item instanceof ConfigMap inner) {
          sections.add(new Options(part + " " + key, item.position(), inner));
        }
      }
    }
    return sections;
  }

  /** Options that mean nothing here. */
  public void pass(String... keys) {
    read.addAll(List.of(keys));
  }

  /** Tells the options that nobody read. */
  public void tellRest(Report report) {
    for (String key : map.keys()) {
      if (!read.contains(key)) {
        report.missing(place(key), part + " " + key, "there is nothing like it");
      }
    }
  }

  /** The text of a scalar; null of all else. */
  public static @Nullable String scalar(@Nullable ConfigNode node) {
    return node instanceof ConfigScalar scalar && !scalar.isNull() ? scalar.original() : null;
  }
}
