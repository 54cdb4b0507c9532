package io.beltline.components.relabel;

import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.Template;
import io.beltline.ottl.pattern.TextPattern;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A relabeling rule, compiled. Safe for all threads. */
public final class RelabelRule {
  private final RelabelConfig config;
  private final TextPattern pattern;
  private final Template target;
  private final Template replacement;

  /**
   * A rule.
   *
   * @param config one that is valid
   */
  public RelabelRule(RelabelConfig config) {
    this.config = config;
    try {
      this.pattern = RelabelConfig.pattern(config.regex());
    } catch (InvalidPatternException checkedBefore) {
      throw new IllegalArgumentException(checkedBefore);
    }
    this.target = new Template(config.targetLabel(), pattern);
    this.replacement = new Template(config.replacement(), pattern);
  }

  /** Compiles rules. */
  public static List<RelabelRule> of(List<RelabelConfig> configs) {
    return configs.stream().map(RelabelRule::new).toList();
  }

  /** Applies rules in their order; false if what has the labels shall be dropped. */
  public static boolean apply(List<RelabelRule> rules, SortedMap<String, String> labels) {
    for (RelabelRule rule : rules) {
      if (!rule.apply(labels)) {
        return false;
      }
    }
    return true;
  }

  private boolean apply(SortedMap<String, String> labels) {
    switch (config.action()) {
      case KEEP -> {
        return matches(joined(labels));
      }
      case DROP -> {
        return !matches(joined(labels));
      }
      case KEEPEQUAL -> {
        return joined(labels).equals(labels.getOrDefault(config.targetLabel(), ""));
      }
      case DROPEQUAL -> {
        return !joined(labels).equals(labels.getOrDefault(config.targetLabel(), ""));
      }
      case REPLACE -> replace(labels);
      case HASHMOD -> set(labels, config.targetLabel(), hash(joined(labels)));
      case LOWERCASE -> set(labels, config.targetLabel(), joined(labels).toLowerCase(Locale.ROOT));
      case UPPERCASE -> set(labels, config.targetLabel(), joined(labels).toUpperCase(Locale.ROOT));
      case LABELMAP -> map(labels);
      case LABELDROP -> labels.keySet().removeIf(this::matches);
      case LABELKEEP -> labels.keySet().removeIf(name -> !matches(name));
    }
    return true;
  }

  private void replace(SortedMap<String, String> labels) {
    Captures match = pattern.captures(joined(labels));
    if (!match.next()) {
      return;
    }
    String name = target.expand(match);
    if (!name.isEmpty()) {
      set(labels, name, replacement.expand(match));
    }
  }

  private void map(SortedMap<String, String> labels) {
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      Captures match = pattern.captures(label.getKey());
      if (match.next()) {
        String name = replacement.expand(match);
        if (!name.isEmpty()) {
          set(labels, name, label.getValue());
        }
      }
    }
  }

  private static void set(SortedMap<String, String> labels, String name, String value) {
    if (value.isEmpty()) {
      labels.remove(name);
    } else {
      labels.put(name, value);
    }
  }

  private String joined(SortedMap<String, String> labels) {
    List<String> sources = config.sourceLabels();
    if (sources.size() == 1) {
      return labels.getOrDefault(sources.getFirst(), "");
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < sources.size(); i++) {
      out.append(i == 0 ? "" : config.separator()).append(labels.getOrDefault(sources.get(i), ""));
    }
    return out.toString();
  }

  private boolean matches(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return pattern.find(bytes, 0, bytes.length);
  }

  private String hash(String value) {
    try {
      byte[] sum = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
      return Long.toUnsignedString(
          Long.remainderUnsigned(ByteBuffer.wrap(sum, 8, 8).getLong(), config.modulus()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
