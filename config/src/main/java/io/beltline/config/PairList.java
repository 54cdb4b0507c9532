package io.beltline.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map of secrets that is written as a list of pairs, as Go's {@code configopaque.MapList} may be:
 * {@code headers: [{name: x-tenant, value: shop}]}.
 */
final class PairList {
  /** What an element of the list is. */
  static final ValueType.Nested ELEMENT = new ValueType.Nested(Pair.class);

  private PairList() {}

  /** Whether a map of a type may be written so. */
  static boolean suits(ValueType.MapOf type) {
    return type.key() == ValueType.Simple.TEXT && type.value() == ValueType.Simple.SECRET;
  }

  /** The map that a list stands for. */
  static Object bind(ConfigList list, Place place, Binding binding, RecordBinding records) {
    Map<String, Secret> values = new LinkedHashMap<>();
    boolean failed = false;
    for (int i = 0; i < list.items().size(); i++) {
      ConfigNode item = list.items().get(i);
      Place at = place.child(String.valueOf(i), item.position());
      Object bound = records.bind(Pair.class, item, at, ConfigMap.empty(item.position()));
      if (!(bound instanceof Pair pair)) {
        failed = true;
      } else if (pair.name().isEmpty()) {
        binding.fail(at, "has no name (expected: name and value)");
        failed = true;
      } else if (values.putIfAbsent(pair.name(), pair.value()) != null) {
        binding.fail(at, "names \"" + pair.name() + "\" again (expected: once)");
        failed = true;
      }
    }
    return failed ? Binding.FAILED : Collections.unmodifiableMap(values);
  }

  /** One pair. */
  record Pair(@Doc("The name.") String name, @Doc("The value.") Secret value) {}
}
