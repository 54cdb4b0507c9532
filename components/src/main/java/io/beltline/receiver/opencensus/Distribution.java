package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.components.traces.Attributes;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ExemplarView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a distribution as the fields of a histogram's point. For one thread.
 *
 * @param out where the fields of the point are written
 * @param room asked before anything is made of the bytes
 */
record Distribution(WireWriter out, Room room) {
  /** What a bucket takes in OTLP. */
  private static final int BUCKET_ROOM = 32;

  /** What an exemplar takes in OTLP, without its attachments. */
  private static final int EXEMPLAR_ROOM = 120;

  /** Writes a DistributionValue. */
  void write(Slice message) {
    WireWriter counts = new WireWriter();
    MessageParts.each(message, 5, bucket -> bucket(counts, bucket));
    out.fixed64(HistogramDataPointView.COUNT, MessageParts.whole(message, 1));
    out.float64(HistogramDataPointView.SUM, MessageParts.real(message, 2));
    Slice options = MessageParts.lastOrEmpty(message, 4);
    packed(HistogramDataPointView.BUCKET_COUNTS, counts);
    packed(HistogramDataPointView.EXPLICIT_BOUNDS, bounds(MessageParts.lastOrEmpty(options, 1)));
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
    counts.rawFixed64(MessageParts.whole(message, 1));
    Slice exemplar = MessageParts.last(message, 2);
    if (exemplar != null) {
      exemplar(exemplar);
    }
  }

  private void exemplar(Slice message) {
    room.take(EXEMPLAR_ROOM);
    Map<String, String> attachments = new LinkedHashMap<>();
    MessageParts.each(message, 3, entry -> OcAttributes.textEntry(entry, room, attachments::put));
    int mark = out.begin(HistogramDataPointView.EXEMPLARS);
    long time = MessageParts.nanos(MessageParts.lastOrEmpty(message, 2));
    if (time != 0) {
      out.fixed64(ExemplarView.TIME_UNIX_NANO, time);
    }
    out.float64(ExemplarView.AS_DOUBLE, MessageParts.real(message, 1));
    attachments.forEach(
        (key, value) -> Attributes.text(out, ExemplarView.FILTERED_ATTRIBUTES, key, value));
    out.end(mark);
  }
}
