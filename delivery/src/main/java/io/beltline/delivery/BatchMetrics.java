package io.beltline.delivery;

import io.beltline.api.Meter;
import io.beltline.api.Meter.Counter;
import io.beltline.api.Meter.Histogram;
import io.beltline.model.Signal;
import java.util.HashMap;
import java.util.Map;

/**
 * What the OpenTelemetry Collector's {@code batch} processor counts, for the batches a destination
 * makes by the marks of such processors. {@link #of} and the making of batches are guarded by the
 * belt's lock.
 */
final class BatchMetrics {
  private static final double[] ITEMS = {
    10, 25, 50, 75, 100, 250, 500, 750, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000,
    20000, 30000, 50000, 100000
  };
  private static final double[] BYTES = {
    1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 3e5, 4e5, 5e5, 6e5, 7e5, 8e5, 9e5, 1e6, 2e6, 3e6, 4e6,
    5e6, 6e6, 7e6, 8e6, 9e6
  };

  private final Meter meter;
  private final String exporter;
  private final Signal signal;
  private final Map<String, Batches> byProcessor = new HashMap<>();

  BatchMetrics(Meter meter, String exporter, Signal signal) {
    this.meter = meter;
    this.exporter = exporter;
    this.signal = signal;
  }

  /** The batches of a processor. */
  Batches of(String processor) {
    return byProcessor.computeIfAbsent(processor, Batches::new);
  }

  /** The batches of one processor. */
  final class Batches {
    private final Counter bySize;
    private final Counter byTimeout;
    private final Histogram items;
    private final Histogram bytes;
    private volatile int open;

    private Batches(String processor) {
      Map<String, String> labels =
          Map.of("processor", processor, "exporter", exporter, "data_type", signal.label());
      String name = "otelcol_processor_batch_";
      bySize =
          meter.counter(
              name + "batch_size_trigger_send",
              "{times}",
              "Number of times the batch was sent due to a size trigger.",
              labels);
      byTimeout =
          meter.counter(
              name + "timeout_trigger_send",
              "{times}",
              "Number of times the batch was sent due to a timeout trigger.",
              labels);
      items =
          meter.histogram(
              name + "batch_send_size", "{units}", "Number of units in the batch.", labels, ITEMS);
      bytes =
          meter.histogram(
              name + "batch_send_size_bytes",
              "By",
              "Number of bytes in batch that was sent.",
              labels,
              BYTES);
      meter.gauge(
          name + "metadata_cardinality",
          "{combinations}",
          "Number of distinct metadata value combinations being processed.",
          labels,
          () -> open);
    }

    /** So many values of metadata are being gathered. */
    void open(int count) {
      open = count;
    }

    /** A batch was made because it was large enough, or else because time was up. */
    void made(boolean large) {
      (large ? bySize : byTimeout).add(1);
    }

    /** A batch begins to be sent. Without the lock. */
    void sent(int itemCount, long byteSize) {
      items.record(itemCount);
      bytes.record((double) byteSize);
    }
  }
}
