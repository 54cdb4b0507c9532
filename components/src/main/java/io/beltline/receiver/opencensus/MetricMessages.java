package io.beltline.receiver.opencensus;

import io.beltline.api.Meter;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.TranslatedMethod.Translation;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the messages of one stream of metrics and makes OTLP of them. For one thread at a time. */
final class MetricMessages implements Translation {
  /** What a metric takes on the heap while it waits for those of the same resource. */
  private static final int ROOM = 128;

  private static final int METRICS = 2;
  private static final int RESOURCE = 3;

  private final Sender sender = new Sender();
  private final Meter.Counter unsupported;

  /**
   * The messages of a stream.
   *
   * @param unsupported counts points for which there is no kind of metric
   */
  MetricMessages(Meter.Counter unsupported) {
    this.unsupported = unsupported;
  }

  /**
   * Reads an ExportMetricsServiceRequest.
   *
   * @return its points in OTLP, empty without points
   * @throws MalformedTelemetryException if the bytes are no such message, or nobody told the node
   */
  @Override
  public Slice read(Slice message, Room room) {
    sender.read(message);
    List<Slice> common = new ArrayList<>();
    List<Slice> others = new ArrayList<>();
    MessageParts.each(
        message,
        METRICS,
        metric -> {
          room.take(ROOM);
          (MessageParts.last(metric, RESOURCE) == null ? common : others).add(metric);
        });
    Map<Slice, List<Slice>> metrics = new LinkedHashMap<>();
    if (!common.isEmpty()) {
      metrics.put(sender.resource(room), common);
    }
    for (Slice metric : others) {
      Slice resource = sender.resource(MessageParts.lastOrEmpty(metric, RESOURCE), room);
      metrics.computeIfAbsent(resource, _ -> new ArrayList<>()).add(metric);
    }
    MetricTranslation out = new MetricTranslation(room);
    metrics.forEach(out::write);
    Slice request = out.toRequest();
    unsupported.add(out.unsupported());
    return request;
  }
}
