package io.beltline.transport;

import io.beltline.config.Default;
import io.beltline.config.Secret;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes configuration records with their declared defaults and some keys set, for tests. */
public final class Configs {
  private Configs() {}

  /** A record of defaults, with components replaced by name; {@code a.b} reaches into sections. */
  public static <R extends Record> R of(Class<R> type, Map<String, ?> values) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Object[] arguments = new Object[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        arguments[i] = value(components[i], values);
      }
      return type.getDeclaredConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(type.getName(), broken);
    }
  }

  private static Object value(RecordComponent component, Map<String, ?> values) {
    String name = component.getName();
    if (values.containsKey(name)) {
      return values.get(name);
    }
    if (component.getType().isRecord()) {
      return section(component, values);
    }
    Default declared = component.getAnnotation(Default.class);
    if (declared == null) {
      throw new IllegalStateException(component + " has no default");
    }
    return parse(component.getType(), declared.value());
  }

  private static Object section(RecordComponent component, Map<String, ?> values) {
    Map<String, Object> inner = new HashMap<>();
    String prefix = component.getName() + ".";
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            inner.put(key.substring(prefix.length()), value);
          }
        });
    Section section = component.getAnnotation(Section.class);
    if (inner.isEmpty() && section != null && section.absent() == Presence.OFF) {
      return null;
    }
    return of(component.getType().asSubclass(Record.class), inner);
  }

  private static Object parse(Class<?> type, String text) {
    if (type == int.class) {
      return Integer.parseInt(text);
    } else if (type == long.class) {
      return Long.parseLong(text);
    } else if (type == boolean.class) {
      return Boolean.parseBoolean(text);
    } else if (type == Duration.class) {
      return Duration.parse("PT" + text);
    } else if (type == Secret.class) {
      return new Secret(text);
    } else if (type == Map.class) {
      return Map.of();
    } else if (type == List.class) {
      List<String> list = new ArrayList<>();
      for (String item : text.substring(1, text.length() - 1).split(",", -1)) {
        if (!item.isBlank()) {
          list.add(item.strip().replace("\"", ""));
        }
      }
      return list;
    }
    return text;
  }
}
