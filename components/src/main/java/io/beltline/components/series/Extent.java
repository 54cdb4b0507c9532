package io.beltline.components.series;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a histogram may say beside its buckets.
 *
 * @param sum what the numbers add up to, null if that is not said
 * @param min the least of them, null if that is not said
 * @param max the greatest of them, null if that is not said
 */
record Extent(@Nullable Double sum, @Nullable Double min, @Nullable Double max) {

  /** Of both; what one does not say nobody knows. */
  Extent plus(Extent other) {
    return new Extent(
        sum == null || other.sum == null ? null : (Double) (sum + other.sum),
        min == null || other.min == null ? null : (Double) Math.min(min, other.min),
        max == null || other.max == null ? null : (Double) Math.max(max, other.max));
  }

  /** Since an earlier one. */
  Extent minus(Extent earlier) {
    return new Extent(
        sum == null || earlier.sum == null ? null : (Double) (sum - earlier.sum), null, null);
  }

  Extent withoutRange() {
    return new Extent(sum, null, null);
  }

  void write(DataOutput out) throws IOException {
    for (Double each : new @Nullable Double[] {sum, min, max}) {
      out.writeBoolean(each != null);
      if (each != null) {
        out.writeDouble(each);
      }
    }
  }

  static Extent read(DataInput in) throws IOException {
    return new Extent(one(in), one(in), one(in));
  }

  private static @Nullable Double one(DataInput in) throws IOException {
    return in.readBoolean() ? in.readDouble() : null;
  }
}
