package io.beltline.receiver.fluentforward;

import io.beltline.api.Meter;
import java.util.Map;

/**
 * What the receiver counts.
 *
 * @param opened connections that were opened
 * @param closed connections that were closed
 * @param parsed messages that were read
 * @param failed messages that could not be read
 * @param records records that were made of events
 * @param unacknowledged chunks whose senders were told nothing
 */
record ForwardMetrics(
    Meter.Counter opened,
    Meter.Counter closed,
    Meter.Counter parsed,
    Meter.Counter failed,
    Meter.Counter records,
    Meter.Counter unacknowledged) {

  ForwardMetrics(Meter meter) {
    this(
        counter(meter, "otelcol_fluent_opened_connections", "1", "Number of connections opened."),
        counter(meter, "otelcol_fluent_closed_connections", "1", "Number of connections closed."),
        counter(meter, "otelcol_fluent_events_parsed", "1", "Number of messages parsed."),
        counter(meter, "otelcol_fluent_parse_failures", "1", "Number of messages not parsed."),
        counter(meter, "otelcol_fluent_records_generated", "1", "Number of log records made."),
        counter(
            meter,
            "beltline_receiver_unacknowledged_chunks",
            "{chunks}",
            "Chunks that were not delivered, so that their senders keep them."));
  }

  private static Meter.Counter counter(Meter meter, String name, String unit, String words) {
    return meter.counter(name, unit, words, Map.of());
  }
}
