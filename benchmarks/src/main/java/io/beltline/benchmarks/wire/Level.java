package io.beltline.benchmarks.wire;

import java.util.Map;

/**
 * Which fields of a message hold messages whose own fields may come in any order.
 *
 * @param nested their levels by number
 */
record Level(Map<Integer, Level> nested) {
  static final Level ATTRIBUTE = new Level(Map.of());
  static final Level EVENT = new Level(Map.of(3, ATTRIBUTE));

  /** The sum of the field under the cursor. */
  long sum(Wire field) {
    Level inner = nested.get(field.field());
    if (inner == null) {
      return field.sum();
    }
    long sum = 0;
    for (Wire each = field.inner(); each.next(); ) {
      sum += inner.sum(each);
    }
    return Wire.mix(field.field(), sum);
  }
}
