package io.beltline.config;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a value can be, read from the Java type of a record's component. */
sealed interface ValueType {

  /** A single value of a built-in type. */
  enum Simple implements ValueType {
    TEXT,
    SECRET,
    BOOL,
    INT,
    LONG,
    DOUBLE,
    DURATION
  }

  /** One of a few words; by word in lower case. */
  record OneOf(Class<?> type, Map<String, Enum<?>> constants) implements ValueType {
    List<String> words() {
      Set<Enum<?>> seen = new HashSet<>();
      return constants.entrySet().stream()
          .filter(entry -> seen.add(entry.getValue()))
          .map(Map.Entry::getKey)
          .toList();
    }

    @Nullable Enum<?> constant(String word) {
      Enum<?> exact = constants.get(word);
      if (exact != null) {
        return exact;
      }
      for (Map.Entry<String, Enum<?>> entry : constants.entrySet()) {
        if (entry.getKey().equalsIgnoreCase(word)) {
          return entry.getValue();
        }
      }
      return null;
    }
  }

  /** A type with a public static {@code parse(String)}. */
  record Parsed(Class<?> type, Method parse) implements ValueType {}

  /** A list. */
  record ListOf(ValueType element) implements ValueType {}

  /** Whether secrets are values of it, at any depth of lists and maps. */
  static boolean holdsSecrets(ValueType type) {
    return switch (type) {
      case ListOf list -> holdsSecrets(list.element());
      case MapOf map -> holdsSecrets(map.value());
      case Simple simple -> simple == Simple.SECRET;
      case OneOf _, Parsed _, Nested _, Any _ -> false;
    };
  }

  /** A map; its keys are texts, words or parsed. */
  record MapOf(ValueType key, ValueType value) implements ValueType {}

  /** A section with its own keys. */
  record Nested(Class<? extends Record> type) implements ValueType {}

  /** Anything, kept as it is. */
  record Any() implements ValueType {}

  /**
   * The type for a Java type.
   *
   * @throws IllegalArgumentException if no configuration value can become one
   */
  static ValueType of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new ListOf(of(arguments[0]));
      }
      if (generic.getRawType() == Map.class) {
        return new MapOf(of(arguments[0]), of(arguments[1]));
      }
    }
    if (type instanceof Class<?> plain) {
      return ofClass(plain);
    }
    throw unsupported(type);
  }

  private static ValueType ofClass(Class<?> type) {
    if (type == String.class) {
      return Simple.TEXT;
    } else if (type == Secret.class) {
      return Simple.SECRET;
    } else if (type == boolean.class || type == Boolean.class) {
      return Simple.BOOL;
    } else if (type == int.class || type == Integer.class) {
      return Simple.INT;
    } else if (type == long.class || type == Long.class) {
      return Simple.LONG;
    } else if (type == double.class || type == Double.class) {
      return Simple.DOUBLE;
    } else if (type == Duration.class) {
      return Simple.DURATION;
    } else if (ConfigNode.class.isAssignableFrom(type)) {
      return new Any();
    } else if (type.isEnum()) {
      return oneOf(type);
    }
    Method parse = parse(type);
    if (parse != null) {
      return new Parsed(type, parse);
    } else if (type.isRecord()) {
      return new Nested(type.asSubclass(Record.class));
    }
    throw unsupported(type);
  }

  private static OneOf oneOf(Class<?> type) {
    Map<String, Enum<?>> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      Enum<?> value = (Enum<?>) constant;
      String word = value.name().toLowerCase(Locale.ROOT);
      try {
        Key key = type.getField(value.name()).getAnnotation(Key.class);
        constants.put(key == null || key.value().isEmpty() ? word : key.value(), value);
        if (key != null) {
          for (String alias : key.aliases()) {
            constants.put(alias, value);
          }
        }
      } catch (NoSuchFieldException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return new OneOf(type, constants);
  }

  private static @Nullable Method parse(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals("parse")
          && Modifier.isStatic(method.getModifiers())
          && Modifier.isPublic(method.getModifiers())
          && method.getReturnType() == type
          && List.of(method.getParameterTypes()).equals(List.of(String.class))) {
        return method;
      }
    }
    return null;
  }

  private static IllegalArgumentException unsupported(Type type) {
    return new IllegalArgumentException(
        type.getTypeName()
            + " is no type for a configuration (expected: a String, Secret, number, boolean,"
            + " Duration, enum, ConfigNode, List, Map, record, or a type with parse(String))");
  }
}
