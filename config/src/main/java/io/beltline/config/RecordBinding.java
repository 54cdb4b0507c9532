package io.beltline.config;

import io.beltline.config.Section.Presence;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads records. */
final class RecordBinding {
  private final Binding binding;
  private final ValueBinding values;

  RecordBinding(Binding binding) {
    this.binding = binding;
    this.values = new ValueBinding(binding, this);
  }

  /**
   * The record, or {@link Binding#FAILED}.
   *
   * @param presets defaults from around the record, stronger than its own
   */
  Object bind(
      Class<? extends Record> type, @Nullable ConfigNode node, Place place, ConfigMap presets) {
    ConfigMap written;
    if (node == null || node.isNull()) {
      written = ConfigMap.empty(place.position());
    } else if (node instanceof ConfigMap map) {
      written = map;
    } else {
      String found = node instanceof ConfigList ? "is a list" : "is a single value";
      return binding.fail(place, found + " (expected: a map of keys)");
    }
    refuseUnknown(RecordShape.of(type), written, place);
    return record(type, written, place, presets);
  }

  private Object record(
      Class<? extends Record> type, ConfigMap written, Place place, ConfigMap presets) {
    RecordShape shape = RecordShape.of(type);
    List<KeyShape> components = shape.components();
    @Nullable Object[] arguments = new @Nullable Object[components.size()];
    boolean possible = true;
    for (int i = 0; i < arguments.length; i++) {
      Object value = component(components.get(i), written, place, presets);
      if (Binding.failed(value)) {
        value = ScalarBinding.zero(components.get(i).type());
        possible &= value != null || components.get(i).nullable();
      }
      arguments[i] = value;
    }
    return possible ? create(shape, arguments, written, place) : Binding.FAILED;
  }

  private Object create(
      RecordShape shape, @Nullable Object[] arguments, ConfigMap written, Place place) {
    Object value;
    try {
      value = shape.create(arguments);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof RuntimeException cause)) {
        throw new IllegalStateException("a record cannot be built", e);
      }
      return binding.failedWithin(place.path())
          ? Binding.FAILED
          : binding.fail(place, String.valueOf(cause.getMessage()));
    }
    return value instanceof Validated validated && !check(validated, written, place)
        ? Binding.FAILED
        : value;
  }

  /** Tells what a record says against itself; false if it cannot say. */
  private boolean check(Validated record, ConfigMap written, Place place) {
    try {
      record.validate(
          (key, message) -> {
            Place at = Locator.find(written, key, place);
            binding.rule(at.path(), message, at.position());
          });
      return true;
    } catch (RuntimeException bug) { // the other problems are to be told too
      if (!binding.failedWithin(place.path())) {
        binding.fail(place, "cannot be checked: " + bug);
      }
      return false;
    }
  }

  private @Nullable Object component(
      KeyShape key, ConfigMap written, Place place, ConfigMap presets) {
    if (key.squash() && key.type() instanceof ValueType.Nested nested) {
      return record(nested.type(), written, place, key.nestedUnder(presets));
    }
    ConfigMap.Entry entry = entry(key, written, place);
    if (entry != null) {
      binding.written().add(place.child(key.key(), entry.keyPosition()).path());
    }
    if (key.type() instanceof ValueType.Nested nested) {
      return section(key, nested, entry, place, presets);
    }
    ConfigNode preset = key.presetUnder(presets);
    if (entry != null && (key.type() instanceof ValueType.Any || !entry.value().isNull())) {
      return values.bind(key.type(), entry.value(), place.child(entry), preset);
    }
    if (entry != null && entry.value() instanceof ConfigScalar scalar && scalar.expanded()) {
      Object zero = key.nullable() ? null : ScalarBinding.zero(key.type());
      if (zero != null || key.nullable()) {
        return zero;
      }
    }
    Place at = entry == null ? place.child(key.key(), place.position()) : place.child(entry);
    return absent(key, preset, at);
  }

  private @Nullable Object absent(KeyShape key, @Nullable ConfigNode preset, Place place) {
    if (preset != null && (!preset.isNull() || key.type() instanceof ValueType.Any)) {
      return values.bind(key.type(), preset, place, null);
    }
    if (key.nullable()) {
      return null;
    }
    Object zero = ScalarBinding.zero(key.type());
    if (zero != null || binding.failedWithin(place.path())) {
      return zero == null ? Binding.FAILED : zero;
    }
    return binding.fail(place, "is missing (expected: " + ScalarBinding.name(key.type()) + ")");
  }

  private @Nullable Object section(
      KeyShape key,
      ValueType.Nested type,
      ConfigMap.@Nullable Entry entry,
      Place place,
      ConfigMap outer) {
    Presence presence = Presence.DEFAULTS;
    if (entry == null) {
      presence = key.section().absent();
    } else if (entry.value().isNull()) {
      presence = key.section().nulled();
    }
    if (presence == Presence.OFF) {
      return null;
    }
    Place at = entry == null ? place.child(key.key(), place.position()) : place.child(entry);
    return bind(type.type(), entry == null ? null : entry.value(), at, key.nestedUnder(outer));
  }

  private ConfigMap.@Nullable Entry entry(KeyShape key, ConfigMap written, Place place) {
    ConfigMap.Entry found = written.entry(key.key());
    for (String alias : key.aliases()) {
      ConfigMap.Entry other = written.entry(alias);
      if (found != null && other != null) {
        binding.fail(
            place.child(other.key(), other.keyPosition()),
            "is the same as \"" + found.key() + "\" (expected: one of the two)");
      } else if (other != null) {
        found = other;
      }
    }
    return found;
  }

  private void refuseUnknown(RecordShape shape, ConfigMap written, Place place) {
    List<String> first = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (KeyShape key : shape.keys()) {
      first.add(key.key());
      known.add(key.key());
      known.addAll(key.aliases());
    }
    for (ConfigMap.Entry entry : written.entries().values()) {
      if (!known.contains(entry.key())) {
        binding.fail(
            place.child(entry.key(), entry.keyPosition()),
            "is no known key" + Suggestion.expected(entry.key(), first));
        String meant = Suggestion.nearest(entry.key(), first);
        if (meant != null && written.entry(meant) == null) {
          binding.unreadable(place.child(meant, entry.keyPosition()).path());
        }
      }
    }
  }
}
