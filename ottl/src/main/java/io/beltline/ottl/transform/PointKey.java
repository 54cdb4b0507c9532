package io.beltline.ottl.transform;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What data points have in common that become one.
 *
 * @param attributes encoded, in an order that does not depend on that of the point
 * @param parts times and what else there is
 */
record PointKey(List<Slice> attributes, List<Object> parts) {

  static PointKey of(AttributesView attributes, Object... parts) {
    List<Slice> encoded = new ArrayList<>();
    while (attributes.next()) {
      encoded.add(Slice.of(attributes.item().toSlice().toByteArray()));
    }
    encoded.sort((a, b) -> Arrays.compareUnsigned(a.array(), b.array()));
    return new PointKey(encoded, List.of(parts));
  }

  /** Points by their keys, in the order the first of each came. */
  static <P> Iterable<List<P>> groups(List<P> points, Function<P, PointKey> key) {
    Map<PointKey, List<P>> groups = new LinkedHashMap<>();
    for (P point : points) {
      groups.computeIfAbsent(key.apply(point), k -> new ArrayList<>()).add(point);
    }
    return groups.values();
  }

  /** The earlier of two times that are unsigned. */
  static long earlier(long a, long b) {
    return Long.compareUnsigned(a, b) <= 0 ? a : b;
  }
}
