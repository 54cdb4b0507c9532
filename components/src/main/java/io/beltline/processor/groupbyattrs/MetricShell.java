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
 * @param head the fields beside its data
 * @param kind the field its data is in
 * @param data the fields of its data beside the points
 * @param points its points
 * @param number tells a metric apart that has fields the protocol does not know, and so is never
 *     merged with others; 0 for all others
 */
record MetricShell(Slice head, int kind, Slice data, List<Slice> points, int number) {
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
        Parts data = Parts.of(parts.children().getFirst(), POINTS);
        return data.children().isEmpty()
            ? null
            : new MetricShell(
                parts.rest(),
                kind,
                data.rest(),
                data.children(),
                isKnown(parts.rest()) ? 0 : place);
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

  /** What tells it from others: all but the points. */
  Slice key() {
    WireWriter key = new WireWriter();
    key.varint(1, kind);
    key.bytes(2, data);
    key.varint(3, number);
    key.raw(head);
    return Slice.of(key.toSlice().toByteArray());
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
