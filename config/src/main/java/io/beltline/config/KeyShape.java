package io.beltline.config;

import io.beltline.config.Section.Presence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One key of a record.
 *
 * @param key its name in YAML
 * @param aliases other spellings
 * @param type what its value is
 * @param nullable whether the component may be null
 * @param squash whether its keys stand among those of the record around it
 * @param preset the value of {@link Default}, or null
 * @param nested the presets of {@link Defaults} (and of {@link Default}) for a nested record
 * @param section what absent and null mean for a nested record
 * @param doc what it means; empty if not said
 * @param accessor reads the component
 */
record KeyShape(
    String key,
    List<String> aliases,
    ValueType type,
    boolean nullable,
    boolean squash,
    @Nullable ConfigNode preset,
    ConfigMap nested,
    Presences section,
    String doc,
    Method accessor) {

  /** What an absent and a null section mean. */
  record Presences(Presence absent, Presence nulled) {}

  private static final Pattern WORD_START =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  static KeyShape of(Class<?> owner, RecordComponent component) {
    String place = owner.getSimpleName() + "." + component.getName();
    Optional<Key> key = annotation(component, Key.class);
    String name = key.map(Key::value).orElse("");
    ConfigNode preset =
        annotation(component, Default.class).map(d -> preset(d.value(), place)).orElse(null);
    boolean nullable =
        component.getAnnotatedType().isAnnotationPresent(Nullable.class)
            || component.isAnnotationPresent(Nullable.class);
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new KeyShape(
        name.isEmpty() ? snakeCase(component.getName()) : name,
        key.map(k -> List.of(k.aliases())).orElse(List.of()),
        type(component, place),
        nullable,
        component.isAnnotationPresent(Squash.class),
        preset,
        nested(component, preset, place),
        presences(component, nullable && preset == null),
        annotation(component, Doc.class).map(Doc::value).orElse(""),
        accessor);
  }

  /** The default, where a record around this one may set another. */
  @Nullable ConfigNode presetUnder(ConfigMap outer) {
    ConfigNode stronger = outer.value(key);
    return stronger == null ? preset : stronger;
  }

  /** The defaults for the nested record, where a record around this one may set others. */
  ConfigMap nestedUnder(ConfigMap outer) {
    if (squash) {
      return Merge.merge(nested, outer);
    }
    return outer.value(key) instanceof ConfigMap stronger ? Merge.merge(nested, stronger) : nested;
  }

  /** The value of the component in a record. */
  @Nullable Object in(Object owner) {
    try {
      return accessor.invoke(owner);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(accessor + " cannot be read", e);
    }
  }

  private static ValueType type(RecordComponent component, String place) {
    try {
      return ValueType.of(component.getGenericType());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }

  private static ConfigNode preset(String yaml, String place) {
    YamlReader.Parsed parsed = YamlReader.read(yaml, "default of " + place);
    ConfigNode root = parsed.root();
    if (root == null || parsed.failed()) {
      throw new IllegalArgumentException(
          "the default of " + place + " is no YAML: " + parsed.problems());
    }
    return root;
  }

  private static ConfigMap nested(
      RecordComponent component, @Nullable ConfigNode preset, String place) {
    ConfigMap nested =
        preset instanceof ConfigMap map ? map : ConfigMap.empty(Position.of("default of " + place));
    Defaults defaults = component.getAnnotation(Defaults.class);
    if (defaults == null) {
      return nested;
    }
    for (String assignment : defaults.value()) {
      int equal = assignment.indexOf('=');
      if (equal <= 0) {
        throw new IllegalArgumentException(
            place + ": \"" + assignment + "\" is no default (expected: key.path=value)");
      }
      String key = assignment.substring(0, equal).replace(".", "::");
      ConfigNode value = preset(assignment.substring(equal + 1), place);
      ConfigMap one =
          new ConfigMap(
              java.util.Map.of(key, new ConfigMap.Entry(key, value.position(), value)),
              value.position());
      nested = Merge.merge(nested, Merge.nest(one));
    }
    return nested;
  }

  private static Presences presences(RecordComponent component, boolean off) {
    Section section = component.getAnnotation(Section.class);
    if (section != null) {
      return new Presences(section.absent(), section.nulled());
    }
    Presence both = off ? Presence.OFF : Presence.DEFAULTS;
    return new Presences(both, both);
  }

  private static <A extends java.lang.annotation.Annotation> Optional<A> annotation(
      RecordComponent component, Class<A> type) {
    return Optional.ofNullable(component.getAnnotation(type));
  }

  private static String snakeCase(String name) {
    return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
