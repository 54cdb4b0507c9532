package io.beltline.processor.tailsampling;

import io.beltline.api.Context;
import io.beltline.components.sampling.Threshold;
import io.beltline.model.Traces;
import io.beltline.model.otlp.TracesEditor;
import io.beltline.processor.tailsampling.TraceTable.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes requests of spans that were held. One thread. */
final class ShipmentBuilder {
  /** A request is not much larger than this. */
  private static final long ENOUGH = 4L << 20;

  private final ThresholdWriter thresholds;
  private final boolean writes;
  private final Map<Destination, RunContent> contents = new LinkedHashMap<>();
  private long bytes;

  ShipmentBuilder(ThresholdWriter thresholds, boolean writes) {
    this.thresholds = thresholds;
    this.writes = writes;
  }

  /** What is the same for all spans of a request. */
  private record Destination(Context context, @Nullable Threshold threshold) {
    @Override
    public int hashCode() {
      return 31 * Place.hash(context) + (threshold == null ? 0 : threshold.hashCode());
    }
  }

  /**
   * Takes spans that are to be sent from a table, until they are enough. Under the table's lock.
   */
  void take(TraceTable table) {
    PendingTrace trace = table.ready().peek();
    while (trace != null && bytes < ENOUGH) {
      Run run = table.next(trace);
      if (run == null) {
        table.ready().remove();
        trace = table.ready().peek();
      } else {
        Decision decision = trace.decision();
        Threshold threshold = decision == null ? null : decision.threshold();
        contents
            .computeIfAbsent(
                new Destination(run.place().context(), threshold), key -> new RunContent())
            .add(run);
        bytes += run.bytes().length;
      }
    }
  }

  /** The requests. */
  List<Shipment> build() {
    List<Shipment> shipments = new ArrayList<>();
    contents.forEach(
        (destination, content) ->
            shipments.add(
                new Shipment(
                    destination.context(),
                    marked(content.request(), destination.threshold()),
                    content.spans(),
                    content.stored(),
                    content.unstored())));
    return shipments;
  }

  private Traces marked(Traces request, @Nullable Threshold threshold) {
    if (!writes || threshold == null) {
      return request;
    }
    TracesEditor editor = new TracesEditor(request);
    while (editor.next()) {
      thresholds.write(editor.span(), threshold);
    }
    return editor.finish();
  }
}
