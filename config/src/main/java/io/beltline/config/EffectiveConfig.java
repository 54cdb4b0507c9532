package io.beltline.config;

import io.beltline.config.ConfigScalar.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as it is in effect, fit to be shown: every {@link Secret} is {@code
 * [REDACTED]}.
 */
public final class EffectiveConfig {
  private static final Position HERE = Position.of("effective configuration");
  private static final String REDACTED = "[REDACTED]";

  private EffectiveConfig() {}

  /**
   * All keys of a record, defaults included; what is null or off is left out.
   *
   * @param config the record as bound
   */
  public static ConfigMap complete(Record config) {
    Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
    collect(config, entries);
    return new ConfigMap(entries, HERE);
  }

  /**
   * What the user wrote, with the values of keys of type {@link Secret} replaced, and names and
   * passwords in URLs.
   *
   * @param type the record the part is bound to
   * @param written the part
   */
  public static ConfigNode redacted(Class<? extends Record> type, ConfigNode written) {
    return redact(new ValueType.Nested(type), written);
  }

  private static void collect(Object config, Map<String, ConfigMap.Entry> entries) {
    for (KeyShape key : RecordShape.of(config.getClass()).components()) {
      Object value = key.in(config);
      if (value == null) {
        continue;
      }
      if (key.squash() && key.type() instanceof ValueType.Nested) {
        collect(value, entries);
      } else {
        entries.put(key.key(), new ConfigMap.Entry(key.key(), HERE, node(key.type(), value)));
      }
    }
  }

  private static ConfigNode node(ValueType type, @Nullable Object value) {
    if (value == null) {
      return scalar("", Style.PLAIN);
    }
    return switch (type) {
      case ValueType.Any any -> (ConfigNode) value;
      case ValueType.Nested nested -> complete((Record) value);
      case ValueType.ListOf list -> {
        List<ConfigNode> items = new ArrayList<>();
        ((List<?>) value).forEach(item -> items.add(node(list.element(), item)));
        yield new ConfigList(items, HERE);
      }
      case ValueType.MapOf map -> {
        Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach(
                (key, item) -> {
                  String name = word(map.key(), key);
                  entries.put(name, new ConfigMap.Entry(name, HERE, node(map.value(), item)));
                });
        yield new ConfigMap(entries, HERE);
      }
      case ValueType.OneOf words -> scalar(word(words, value), Style.DOUBLE_QUOTED);
      case ValueType.Parsed parsed -> scalar(value.toString(), Style.DOUBLE_QUOTED);
      case ValueType.Simple simple ->
          switch (simple) {
            case TEXT -> scalar((String) value, Style.DOUBLE_QUOTED);
            case SECRET -> scalar(REDACTED, Style.DOUBLE_QUOTED);
            case BOOL, INT, LONG -> scalar(value.toString(), Style.PLAIN);
            case DOUBLE -> scalar(number((Double) value), Style.PLAIN);
            case DURATION -> scalar(GoDuration.format((Duration) value), Style.DOUBLE_QUOTED);
          };
    };
  }

  private static String word(ValueType type, Object value) {
    if (type instanceof ValueType.OneOf words) {
      return words.constants().entrySet().stream()
          .filter(entry -> entry.getValue() == value)
          .findFirst()
          .map(Map.Entry::getKey)
          .orElseGet(value::toString);
    }
    return value.toString();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    return Double.isInfinite(value) ? (value > 0 ? ".inf" : "-.inf") : Double.toString(value);
  }

  /** Whether what a node consists of can be looked at by the types in another. */
  private static boolean hasShape(ValueType type, ConfigNode node) {
    return switch (type) {
      case ValueType.ListOf list -> node instanceof ConfigList;
      case ValueType.MapOf map ->
          node instanceof ConfigMap || (node instanceof ConfigList && PairList.suits(map));
      default -> false;
    };
  }

  private static ConfigNode redact(ValueType type, ConfigNode node) {
    if (node.isNull()) {
      return node;
    }
    if (ValueType.holdsSecrets(type) && !hasShape(type, node)) {
      return new ConfigScalar(REDACTED, Style.DOUBLE_QUOTED, node.position());
    }
    return switch (node) {
      case ConfigMap map -> {
        Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
        for (ConfigMap.Entry entry : map.entries().values()) {
          ConfigNode value = redact(inside(type, entry.key()), entry.value());
          entries.put(entry.key(), new ConfigMap.Entry(entry.key(), entry.keyPosition(), value));
        }
        yield new ConfigMap(entries, map.position());
      }
      case ConfigList list -> {
        ValueType element =
            switch (type) {
              case ValueType.ListOf of -> of.element();
              case ValueType.MapOf pairs when PairList.suits(pairs) -> PairList.ELEMENT;
              default -> new ValueType.Any();
            };
        yield new ConfigList(
            list.items().stream().map(item -> redact(element, item)).toList(), list.position());
      }
      case ConfigScalar scalar -> masked(scalar);
    };
  }

  /** A text without the name and password that URLs in it have. */
  public static ConfigScalar masked(ConfigScalar scalar) {
    String masked = Sources.masked(scalar.original());
    return masked.equals(scalar.original())
        ? scalar
        : new ConfigScalar(masked, scalar.style(), scalar.position());
  }

  private static ValueType inside(ValueType type, String key) {
    if (type instanceof ValueType.MapOf map) {
      return map.value();
    }
    if (type instanceof ValueType.Nested nested) {
      for (KeyShape shape : RecordShape.of(nested.type()).keys()) {
        if (shape.key().equals(key) || shape.aliases().contains(key)) {
          return shape.type();
        }
      }
    }
    return new ValueType.Any();
  }

  private static ConfigScalar scalar(String text, Style style) {
    return new ConfigScalar(text, style, HERE);
  }
}
