package io.beltline.processor.groupbyattrs;

import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.Wire;
import io.beltline.model.otlp.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric without its points.
 *
 * @param key what tells it from others: all but the points
 * @param head the fields beside its data
 * @param kind the field its data is in
 * @param data the fields of its data beside the points
 * @param points its points
 */
record MetricShell(Slice key, Slice head, int kind, Slice data, List<Slice> points) {
  private static final int POINTS = 1;
  private static final int[] KINDS = {
    MetricView.GAUGE,
    MetricView.SUM,
    MetricView.HISTOGRAM,
    MetricView.EXPONENTIAL_HISTOGRAM,
    MetricView.SUMMARY
  };

  /**
   * Takes a metric apart; null if it has no points of a known kind.
   *
   * @param place which metric of the request it is, from 1
   */
  static @Nullable MetricShell of(Slice metric, int place) {
    for (int kind : KINDS) {
      Parts parts = Parts.of(metric, kind);
      if (parts.children().size() == 1) {
        Slice head = parts.rest();
        Parts data = Parts.of(parts.children().getFirst(), POINTS);
        int number = isKnown(head) ? 0 : place; // with unknown fields it is never one with others
        return data.children().isEmpty()
            ? null
            : new MetricShell(
                key(head, kind, data.rest(), number), head, kind, data.rest(), data.children());
      }
    }
    return null;
  }

  private static boolean isKnown(Slice head) {
    byte[] bytes = head.array();
    for (int at = head.offset(); at < head.end(); ) {
      long opened = Wire.tagAt(bytes, at, head.end());
      int tag = (int) opened;
      int field = tag >>> 3;
      if (field != MetricView.NAME
          && field != MetricView.DESCRIPTION
          && field != MetricView.UNIT
          && field != MetricView.METADATA) {
        return false;
      }
      at = Wire.skip(bytes, (int) (opened >>> 32), head.end(), tag & 7);
    }
    return true;
  }

  private static Slice key(Slice head, int kind, Slice data, int number) {
    WireWriter key = new WireWriter();
    key.varint(1, kind);
    key.bytes(2, data);
    key.varint(3, number);
    key.raw(head);
    return Slice.of(key.toSlice().toByteArray());
  }

  /** How many bytes it has without points. */
  long size() {
    return (long) head.length() + data.length();
  }

  /** Writes it with points. */
  void write(List<Slice> with, WireWriter to) {
    to.raw(head);
    int mark = to.begin(kind);
    to.raw(data);
    with.forEach(point -> to.bytes(POINTS, point));
    to.end(mark);
  }
}
