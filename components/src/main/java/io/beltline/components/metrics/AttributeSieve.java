package io.beltline.components.metrics;

import io.beltline.model.Slice;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.KeyValueView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.Wire;
import io.beltline.model.otlp.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Leaves all attributes of data points out but those of given keys. One thread. */
public final class AttributeSieve {
  private final List<byte[]> kept;
  private final KeyValueView attribute = new KeyValueView();

  /** A sieve that keeps the attributes of these keys. */
  public AttributeSieve(List<String> kept) {
    this.kept = kept.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /**
   * A point without the attributes of other keys.
   *
   * @param kind the metric's: a number of {@link MetricView}
   * @param point the content of its message
   * @return the same if it has no others
   */
  public Slice sift(int kind, Slice point) {
    int wanted = Wire.tag(MetricFields.attributes(kind), Wire.BYTES);
    byte[] b = point.array();
    int end = point.end();
    WireWriter out = null;
    int copied = point.offset();
    for (int p = point.offset(); p < end; ) {
      long opened = Wire.tagAt(b, p, end);
      int value = (int) (opened >>> 32);
      int after = Wire.skip(b, value, end, (int) opened & 7);
      if ((int) opened == wanted && !keeps(b, (int) (Wire.open(b, value, end) >>> 32), after)) {
        out = out == null ? new WireWriter(point.length()) : out;
        out.raw(b, copied, p);
        copied = after;
      }
      p = after;
    }
    return out == null ? point : out.raw(b, copied, end).toSlice();
  }

  private boolean keeps(byte[] array, int from, int to) {
    attribute.wrap(array, from, to);
    ByteRange key = attribute.keyUtf8();
    for (byte[] name : kept) {
      if (key.contentEquals(name)) {
        return true;
      }
    }
    return false;
  }
}
