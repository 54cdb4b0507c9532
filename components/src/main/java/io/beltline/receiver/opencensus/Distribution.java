package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.Room;
import io.beltline.components.traces.Attributes;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ExemplarView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a distribution as the fields of a histogram's point. For one thread. */
final class Distribution {
  /** What a bucket takes in OTLP. */
  private static final int BUCKET_ROOM = 32;

  /** What an exemplar takes in OTLP, without its attachments. */
  private static final int EXEMPLAR_ROOM = 120;

  private final WireWriter out;
  private final Room room;

  /**
   * A distribution.
   *
   * @param out where the fields of the point are written
   * @param room asked before anything is made of the bytes
   */
  Distribution(WireWriter out, Room room) {
    this.out = out;
    this.room = room;
  }

  /** Writes a DistributionValue. */
  void write(Slice message) {
    long count = 0;
    double sum = 0;
    Slice options = Slice.EMPTY;
    WireWriter counts = new WireWriter();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isVarint(1)) {
        count = fields.varint();
      } else if (fields.isFixed64(2)) {
        sum = Double.longBitsToDouble(fields.fixed64());
      } else if (fields.isBytes(4)) {
        options = fields.value();
      } else if (fields.isBytes(5)) {
        bucket(counts, fields.value());
      }
    }
    out.fixed64(HistogramDataPointView.COUNT, count);
    out.float64(HistogramDataPointView.SUM, sum);
    packed(HistogramDataPointView.BUCKET_COUNTS, counts);
    packed(HistogramDataPointView.EXPLICIT_BOUNDS, bounds(OcParts.lastOrEmpty(options, 1)));
  }

  private void packed(int field, WireWriter elements) {
    if (elements.size() > 0) {
      out.bytes(field, elements.toSlice());
    }
  }

  /** The bounds, which may stand packed or one by one. */
  private static WireWriter bounds(Slice explicit) {
    WireWriter bounds = new WireWriter();
    Fields fields = new Fields(explicit);
    while (fields.next()) {
      if (fields.isFixed64(1)) {
        bounds.rawFixed64(fields.fixed64());
      } else if (fields.isBytes(1)) {
        if (fields.value().length() % Double.BYTES != 0) {
          throw new MalformedTelemetryException("bounds are no list of numbers");
        }
        bounds.raw(fields.value());
      }
    }
    return bounds;
  }

  private void bucket(WireWriter counts, Slice message) {
    room.take(BUCKET_ROOM);
    long count = 0;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isVarint(1)) {
        count = fields.varint();
      }
    }
    counts.rawFixed64(count);
    Slice exemplar = OcParts.last(message, 2);
    if (exemplar != null) {
      exemplar(exemplar);
    }
  }

  private void exemplar(Slice message) {
    room.take(EXEMPLAR_ROOM);
    Map<String, String> attachments = new LinkedHashMap<>();
    OcParts.each(message, 3, entry -> OcParts.entry(entry, room, attachments::put));
    int mark = out.begin(HistogramDataPointView.EXEMPLARS);
    long time = OcTime.nanos(OcParts.lastOrEmpty(message, 2));
    if (time != 0) {
      out.fixed64(ExemplarView.TIME_UNIX_NANO, time);
    }
    out.float64(ExemplarView.AS_DOUBLE, OcPoint.real(message, 1));
    attachments.forEach(
        (key, value) -> Attributes.text(out, ExemplarView.FILTERED_ATTRIBUTES, key, value));
    out.end(mark);
  }
}
