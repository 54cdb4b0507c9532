package io.beltline.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values of every type. */
final class ValueBinding {
  private final Binding binding;
  private final RecordBinding records;
  private final ScalarBinding scalars;

  ValueBinding(Binding binding, RecordBinding records) {
    this.binding = binding;
    this.records = records;
    this.scalars = new ScalarBinding(binding);
  }

  /**
   * The value of a key that is written, and not null unless a reference gave nothing.
   *
   * @param preset the default, to whose entries those of a map are added
   */
  @Nullable Object bind(ValueType type, ConfigNode node, Place place, @Nullable ConfigNode preset) {
    if (node.isNull() && !(type instanceof ValueType.Any)) {
      return ScalarBinding.zero(type);
    }
    return switch (type) {
      case ValueType.Any any -> node;
      case ValueType.Nested nested ->
          records.bind(nested.type(), node, place, ConfigMap.empty(place.position()));
      case ValueType.ListOf list -> list(list, node, place);
      case ValueType.MapOf map -> map(map, node, place, preset);
      case ValueType.Simple simple -> scalars.bind(simple, node, place);
      case ValueType.OneOf oneOf -> scalars.bind(oneOf, node, place);
      case ValueType.Parsed parsed -> scalars.bind(parsed, node, place);
    };
  }

  private Object list(ValueType.ListOf type, ConfigNode node, Place place) {
    List<ConfigNode> items;
    if (node instanceof ConfigList list) {
      items = list.items();
    } else if (node instanceof ConfigScalar scalar
        && scalar.kind() == ConfigScalar.Kind.STRING
        && type.element() == ValueType.Simple.TEXT) {
      return scalar.original().isEmpty() ? List.of() : List.of(scalar.original().split(",", -1));
    } else {
      return mismatch(type, node, place);
    }
    List<@Nullable Object> values = new ArrayList<>(items.size());
    boolean failed = false;
    for (ConfigNode item : items) {
      Position at = item.isNull() ? place.position() : item.position();
      Place child = place.child(String.valueOf(values.size()), at);
      Object value = element(type.element(), item, child);
      failed |= Binding.failed(value);
      values.add(value);
    }
    return failed ? Binding.FAILED : Collections.unmodifiableList(values);
  }

  private Object map(
      ValueType.MapOf type, ConfigNode node, Place place, @Nullable ConfigNode preset) {
    if (node instanceof ConfigList pairs && PairList.suits(type)) {
      return PairList.bind(pairs, place, binding, records);
    }
    if (!(node instanceof ConfigMap written)) {
      return mismatch(type, node, place);
    }
    return map(
        type, preset instanceof ConfigMap base ? Merge.merge(base, written) : written, place);
  }

  private Object map(ValueType.MapOf type, ConfigMap map, Place place) {
    Map<Object, @Nullable Object> values = new LinkedHashMap<>();
    boolean failed = false;
    for (ConfigMap.Entry entry : map.entries().values()) {
      Place keyPlace = place.child(entry.key(), entry.keyPosition());
      ConfigScalar written =
          new ConfigScalar(entry.key(), ConfigScalar.Style.DOUBLE_QUOTED, entry.keyPosition());
      Object key = scalars.bind(type.key(), written, keyPlace);
      if (!Binding.failed(key) && values.containsKey(key)) {
        key = binding.fail(keyPlace, "stands for the same as a key before it (expected: once)");
      }
      Object value = element(type.value(), entry.value(), place.child(entry));
      failed |= Binding.failed(key) || Binding.failed(value);
      values.put(key, value);
    }
    return failed ? Binding.FAILED : Collections.unmodifiableMap(values);
  }

  /** A value in a list or map: a null is its zero, or a record with its defaults. */
  private Object element(ValueType type, ConfigNode node, Place place) {
    Object value =
        type instanceof ValueType.Nested nested
            ? records.bind(nested.type(), node, place, ConfigMap.empty(place.position()))
            : bind(type, node, place, null);
    return value != null
        ? value
        : binding.fail(place, "is null (expected: " + ScalarBinding.name(type) + ")");
  }

  private Object mismatch(ValueType type, ConfigNode node, Place place) {
    String found =
        switch (node) {
          case ConfigMap map -> "is a map";
          case ConfigList list -> "is a list";
          case ConfigScalar scalar when ValueType.holdsSecrets(type) -> "is a single value";
          case ConfigScalar scalar -> "\"" + scalar.original() + "\" is a single value";
        };
    return binding.fail(place, found + " (expected: " + ScalarBinding.name(type) + ")");
  }
}
