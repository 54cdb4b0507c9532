package io.beltline.receiver.opencensus;

import io.beltline.components.metrics.MetricsBuilder;
import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.components.traces.Attributes;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes metrics in OTLP. For one thread and one request.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.110.0/pkg/translator/opencensus/oc_to_metrics.go">the
 *     mapping</a>
 */
final class MetricTranslation {
  /** What a label takes in a table and in OTLP, without its texts. */
  private static final int LABEL_ROOM = 256;

  /** What a point takes in OTLP, without labels, buckets and quantiles. */
  private static final int POINT_ROOM = 160;

  private static final int DESCRIPTOR = 1;
  private static final int SERIES = 2;
  private static final int START = 1;
  private static final int LABELS = 2;
  private static final int POINTS = 3;

  private final MetricsBuilder out = new MetricsBuilder();
  private final Room room;
  private long unsupported;

  /**
   * A translation.
   *
   * @param room asked before anything is made of the bytes
   */
  MetricTranslation(Room room) {
    this.room = room;
  }

  /** How many points there were without a kind of metric for them. */
  long unsupported() {
    return unsupported;
  }

  /** All points as a request; nothing must be written afterwards. */
  Slice toRequest() {
    return out.build().payload().contiguous();
  }

  /**
   * Writes the metrics of a resource.
   *
   * @param resource the content of the resource's message
   */
  void write(Slice resource, List<Slice> metrics) {
    out.resource(resource, () -> out.scope(Slice.EMPTY, () -> metrics.forEach(this::metric)));
  }

  private void metric(Slice message) {
    Descriptor descriptor = Descriptor.read(MessageParts.lastOrEmpty(message, DESCRIPTOR), room);
    if (descriptor == null) {
      MessageParts.each(
          message, SERIES, series -> MessageParts.each(series, POINTS, _ -> unsupported++));
    } else {
      out.metric(
          descriptor.head(),
          () -> MessageParts.each(message, SERIES, series -> series(descriptor, series)));
    }
  }

  private void series(Descriptor descriptor, Slice message) {
    long start = MessageParts.nanos(MessageParts.lastOrEmpty(message, START));
    Slice labels = labels(descriptor, message);
    MessageParts.each(
        message,
        POINTS,
        one -> {
          room.take(POINT_ROOM + 2L * labels.length());
          OcPoint point = OcPoint.read(one, room);
          out.point(
              fields -> {
                fields.raw(labels);
                point.write(fields, descriptor, start);
              });
        });
  }

  /** The labels of a series as attributes of a point. A label without a value is none. */
  private Slice labels(Descriptor descriptor, Slice message) {
    Map<String, String> labels = new LinkedHashMap<>();
    int[] next = {0};
    MessageParts.each(
        message,
        LABELS,
        label -> {
          int index = next[0]++;
          if (index < descriptor.keys().size()) {
            String key = descriptor.keys().get(index);
            room.take(LABEL_ROOM + 2L * key.length());
            label(labels, key, label);
          }
        });
    WireWriter attributes = new WireWriter();
    int field = descriptor.head().kind().attributes();
    labels.forEach((key, value) -> Attributes.text(attributes, field, key, value));
    return attributes.toSlice();
  }

  private static void label(Map<String, String> labels, String key, Slice message) {
    String value = "";
    boolean hasValue = false;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        value = fields.value().toUtf8();
      } else if (fields.isVarint(2)) {
        hasValue = fields.varint() != 0;
      }
    }
    if (hasValue) {
      labels.put(key, value);
    }
  }
}
