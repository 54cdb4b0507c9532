package io.beltline.delivery;

import io.beltline.api.Meter;
import io.beltline.api.Meter.Counter;
import io.beltline.model.Signal;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** The instruments of one destination, under the names the OpenTelemetry Collector gives them. */
final class DeliveryMetrics {
  private final Meter meter;
  private final Map<String, String> labels;
  private final Map<String, String> typed;
  private final Counter sent;
  private final Counter failed;
  private final Counter refused;
  private final Counter retries;
  private final Counter deadLettered;
  private final Counter redriven;
  private final Counter bisected;
  private final Counter unresolved;
  private final EnumMap<DropReason, Counter> dropped = new EnumMap<>(DropReason.class);

  DeliveryMetrics(Meter meter, String exporter, Signal signal) {
    this.meter = meter;
    labels = Map.of("exporter", exporter);
    typed = Map.of("exporter", exporter, "data_type", signal.label());
    String items = signal.items();
    String words = items.replace('_', ' ');
    sent = counter("sent_" + items, items, "Number of " + words + " the destination took.");
    failed =
        counter("send_failed_" + items, items, "Number of " + words + " that were not delivered.");
    refused =
        counter(
            "enqueue_failed_" + items, items, "Number of " + words + " the queue did not take.");
    retries =
        meter.counter(
            "otelcol_exporter_retries", "{attempts}", "Number of attempts after the first.", typed);
    deadLettered =
        own("dead_lettered_" + items, items, "Number of " + words + " put among the dead letters.");
    redriven =
        own("redriven_" + items, items, "Number of " + words + " of dead letters sent again.");
    bisected =
        own("bisect_requests", "requests", "Requests sent to find what a refusal was meant for.");
    unresolved =
        own(
            "bisect_unresolved_" + items,
            items,
            "Number of " + words + " given up together because the search for culprits ended.");
    for (DropReason reason : DropReason.values()) {
      dropped.put(
          reason,
          meter.counter(
              "otelcol_exporter_dropped_" + items,
              "{" + items + "}",
              "Number of " + words + " lost, by reason.",
              Map.of("exporter", exporter, "reason", reason.label())));
    }
  }

  private Counter counter(String name, String items, String description) {
    return meter.counter("otelcol_exporter_" + name, "{" + items + "}", description, labels);
  }

  private Counter own(String name, String unit, String description) {
    return meter.counter("beltline_exporter_" + name, "{" + unit + "}", description, typed);
  }

  void deadLetters(DoubleSupplier letters, DoubleSupplier items, DoubleSupplier bytes) {
    gauge("dead_letters", "{letters}", "Dead letters kept now.", letters);
    gauge("dead_letter_items", "{items}", "Items in dead letters kept now.", items);
    gauge("dead_letter_bytes", "By", "Bytes of dead letters kept now.", bytes);
  }

  void sizeLimit(DoubleSupplier bytes) {
    gauge(
        "size_limit_bytes",
        "By",
        "The request size learned from refusals and time-outs; 0 while none is.",
        bytes);
  }

  private void gauge(String name, String unit, String description, DoubleSupplier value) {
    meter.gauge("beltline_exporter_" + name, unit, description, typed, value);
  }

  void queue(DoubleSupplier size, double capacity) {
    meter.gauge(
        "otelcol_exporter_queue_size", "{batches}", "What the queue holds now.", typed, size);
    meter.gauge(
        "otelcol_exporter_queue_capacity",
        "{batches}",
        "The most the queue holds.",
        typed,
        () -> capacity);
  }

  void queueOnDisk(
      DoubleSupplier bytes, DoubleSupplier oldestSeconds, DoubleSupplier recoveredItems) {
    gauge(
        "queue_recovered_items",
        "{items}",
        "Items the queue found on disk when it was opened.",
        recoveredItems);
    gauge("queue_disk_bytes", "By", "Bytes of the requests the queue keeps on disk.", bytes);
    gauge(
        "queue_oldest_seconds",
        "s",
        "How long the oldest request of the queue has been in it.",
        oldestSeconds);
  }

  void inFlight(DoubleSupplier requests) {
    meter.gauge(
        "otelcol_exporter_in_flight_requests",
        "{requests}",
        "Requests being sent now, or waiting for another attempt.",
        typed,
        requests);
  }

  void sent(int items) {
    sent.add(items);
  }

  void failed(int items) {
    failed.add(items);
  }

  void refused(int items) {
    refused.add(items);
  }

  void retried() {
    retries.add(1);
  }

  void deadLettered(int items) {
    failed.add(items);
    deadLettered.add(items);
  }

  void redriven(int items) {
    redriven.add(items);
  }

  void bisected(int requests) {
    bisected.add(requests);
  }

  void unresolved(int items) {
    unresolved.add(items);
  }

  void dropped(DropReason reason, long items) {
    Counter counter = dropped.get(reason);
    if (counter != null) {
      counter.add(items);
    }
  }
}
