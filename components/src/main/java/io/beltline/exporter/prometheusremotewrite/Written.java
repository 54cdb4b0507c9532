package io.beltline.exporter.prometheusremotewrite;

import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.transport.http.HttpReply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what the destination took. Safe for all threads. */
final class Written {
  private static final String PREFIX = "otelcol_exporter_prometheusremotewrite_";

  private final Meter.Counter batches;
  private final Meter.Counter series;
  private final Meter.Counter samples;
  private final Meter.Counter histograms;
  private final Meter.Counter exemplars;

  Written(Settings settings) {
    Meter meter = settings.meter();
    batches =
        meter.counter(PREFIX + "sent_batches", "{batch}", "Requests that were sent.", Map.of());
    series =
        meter.counter(
            PREFIX + "translated_time_series", "{series}", "Series that metrics became.", Map.of());
    samples =
        meter.counter(
            PREFIX + "written_samples", "{sample}", "Samples the destination took.", Map.of());
    histograms =
        meter.counter(
            PREFIX + "written_histograms",
            "{histogram}",
            "Native histograms the destination took.",
            Map.of());
    exemplars =
        meter.counter(
            PREFIX + "written_exemplars",
            "{exemplar}",
            "Exemplars the destination took.",
            Map.of());
  }

  /** A request goes out. */
  void sent() {
    batches.add(1);
  }

  /** Points became series. */
  void translated(int all) {
    series.add(all);
  }

  /**
   * A request was taken.
   *
   * @param answer what says how much of it was stored; null if all of it
   */
  void taken(List<Series> all, HttpReply.@Nullable Response answer) {
    if (answer != null) {
      samples.add(RemoteWriteResponses.number(answer.header(RemoteWrite.SAMPLES_WRITTEN)));
      histograms.add(RemoteWriteResponses.number(answer.header(RemoteWrite.HISTOGRAMS_WRITTEN)));
      exemplars.add(RemoteWriteResponses.number(answer.header(RemoteWrite.EXEMPLARS_WRITTEN)));
      return;
    }
    long numbers = 0;
    long natives = 0;
    long examples = 0;
    for (Series one : all) {
      numbers += one.samples().size();
      natives += one.histograms().size();
      examples += one.exemplars().size();
    }
    samples.add(numbers);
    histograms.add(natives);
    exemplars.add(examples);
  }
}
