package io.beltline.components.tailing;

import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.tracked.DeliveryCounts;
import io.beltline.model.Signal;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What the receiver counts of its own. Safe for all threads. */
public final class TailMetrics implements DeliveryCounts {
  private final Settings settings;
  private final Meter.Counter read;
  private final Meter.Counter bytes;
  private final Meter.Counter refused;
  private final Meter.Counter tooLarge;
  private final Meter.Counter failed;
  private final Meter.Counter filtered;
  private final Meter.Counter held;
  private final Meter.Counter truncated;
  private final Meter.Counter failedReads;
  private final Meter.Counter locked;

  TailMetrics(Settings settings) {
    this.settings = settings;
    Meter meter = settings.meter();
    read = counter(meter, "otelcol_fileconsumer_read_records", "{records}", "Entries read.");
    bytes = counter(meter, "otelcol_fileconsumer_read_bytes", "By", "Bytes read.");
    refused = dropped(meter, "refused");
    tooLarge = dropped(meter, "too_large");
    failed = dropped(meter, "operator_failed");
    filtered = dropped(meter, "filtered");
    held =
        counter(
            meter,
            "otelcol_fileconsumer_held_requests",
            "{requests}",
            "Attempts that were refused for a time, so that files had to wait.");
    failedReads =
        counter(
            meter,
            "otelcol_fileconsumer_failed_reads",
            "{reads}",
            "Files that could not be read, or not further: damaged, or not allowed.");
    locked =
        counter(
            meter,
            "otelcol_fileconsumer_locked_files",
            "{files}",
            "Files that were passed over because another process has them for itself.");
    truncated =
        counter(meter, "otelcol_fileconsumer_truncated_files", "{files}", "Files begun anew.");
  }

  private static Meter.Counter counter(Meter meter, String name, String unit, String words) {
    return meter.counter(name, unit, words, Map.of());
  }

  /**
   * Counts lines that were read and are given up.
   *
   * @param reason why
   */
  public void drop(String reason, long records) {
    dropped(settings.meter(), reason).add(records);
  }

  private static Meter.Counter dropped(Meter meter, String reason) {
    return meter.counter(
        "otelcol_fileconsumer_dropped_records",
        "{records}",
        "Entries that were read and not delivered.",
        Map.of("reason", reason));
  }

  void files(DoubleSupplier open, DoubleSupplier reading, DoubleSupplier outstanding) {
    settings.meter().gauge("otelcol_fileconsumer_open_files", "1", "Open files.", Map.of(), open);
    settings
        .meter()
        .gauge("otelcol_fileconsumer_reading_files", "1", "Files being read.", Map.of(), reading);
    settings
        .meter()
        .gauge(
            "otelcol_fileconsumer_outstanding_bytes",
            "By",
            "Bytes of requests that are not delivered yet.",
            Map.of(),
            outstanding);
  }

  void read(long records, long size) {
    read.add(records);
    bytes.add(size);
  }

  @Override
  public void refused(long records) {
    refused.add(records);
  }

  @Override
  public void tooLarge(long records) {
    tooLarge.add(records);
  }

  @Override
  public void dropped(String rule, boolean failure) {
    if (failure) {
      failed.add(1);
    } else {
      filtered.add(1);
      settings.ledger().filtered(Signal.LOGS, rule, 1);
    }
  }

  @Override
  public void held() {
    held.add(1);
  }

  void failedRead() {
    failedReads.add(1);
  }

  void locked() {
    locked.add(1);
  }

  void truncated() {
    truncated.add(1);
  }
}
