package io.beltline.receiver.journald;

import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.tracked.DeliveryCounts;
import io.beltline.model.Signal;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What the receiver counts of its own. Safe for all threads. */
final class JournaldMetrics implements DeliveryCounts {
  private static final Map<String, String> TRANSPORT = Map.of("transport", "journald");

  private final Settings settings;
  private final Meter.Counter read;
  private final Meter.Counter bytes;
  private final Meter.Counter held;
  private final Meter.Counter ends;

  JournaldMetrics(Settings settings) {
    this.settings = settings;
    read = counter("beltline_receiver_read_records", "{records}", "Entries read.", TRANSPORT);
    bytes = counter("beltline_receiver_read_bytes", "By", "Bytes of entries read.", TRANSPORT);
    held =
        counter(
            "beltline_receiver_held_requests",
            "{requests}",
            "Attempts that were refused for a time, so that senders had to wait.",
            Map.of());
    ends =
        counter(
            "beltline_journald_journalctl_ends",
            "{ends}",
            "Times journalctl ended, or could not be started, and was started again.",
            Map.of());
  }

  private Meter.Counter counter(String name, String unit, String words, Map<String, String> label) {
    return settings.meter().counter(name, unit, words, label);
  }

  void outstanding(DoubleSupplier bytesOnTheWay) {
    settings
        .meter()
        .gauge(
            "beltline_receiver_outstanding_bytes",
            "By",
            "Bytes of requests that are not delivered yet.",
            Map.of(),
            bytesOnTheWay);
  }

  void read(long size) {
    read.add(1);
    bytes.add(size);
  }

  void ended() {
    ends.add(1);
  }

  /** Counts an entry that is given up. */
  void drop(String reason, long items) {
    counter(
            "beltline_receiver_dropped_items",
            "{items}",
            "Items that were taken and not delivered, and why.",
            Map.of("reason", reason))
        .add(items);
  }

  @Override
  public void refused(long items) {
    drop("refused", items);
  }

  @Override
  public void tooLarge(long items) {
    drop("too_large", items);
  }

  @Override
  public void dropped(String rule, boolean failed) {
    drop(failed ? "operator_failed" : "filtered", 1);
    if (!failed) {
      settings.ledger().filtered(Signal.LOGS, rule, 1);
    }
  }

  @Override
  public void held() {
    held.add(1);
  }
}
