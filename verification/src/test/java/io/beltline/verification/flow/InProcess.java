package io.beltline.verification.flow;

import io.beltline.api.BuildInfo;
import io.beltline.distribution.StandardComponents;
import io.beltline.service.Collector;
import io.beltline.service.CollectorSettings;
import io.beltline.service.SystemClock;
import io.beltline.service.books.DestinationBook;
import io.beltline.service.books.PipelineBook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A collector with its real components in this process. */
final class InProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SystemClock clock = new SystemClock();
  private final Collector collector;

  private InProcess(String config, Duration patience) {
    collector =
        new Collector(
            new CollectorSettings(
                new BuildInfo("beltline", "Beltline", "0.0.0-test"),
                StandardComponents.factories(),
                List.of("yaml:" + config),
                List.of(),
                Map.of(),
                Path.of(""),
                List.of(),
                patience),
            clock);
  }

  static InProcess start(String config) {
    return start(config, PATIENCE);
  }

  /** A collector that gives up quickly when it is stopped. */
  static InProcess startImpatient(String config) {
    return start(config, Duration.ofSeconds(1));
  }

  private static InProcess start(String config, Duration patience) {
    InProcess started = new InProcess(config, patience);
    started.collector.start();
    return started;
  }

  /** The ids of the exporters. */
  List<String> destinations() {
    return collector.books().destinations().stream().map(book -> book.id().toString()).toList();
  }

  /** The bytes of telemetry the process holds. */
  long heldBytes() {
    return metrics().count("beltline_process_held_bytes");
  }

  /** The books of the only pipeline. */
  PipelineBook pipeline() {
    return collector.books().pipelines().getFirst();
  }

  /** Items unaccounted for between the only pipeline and an exporter. */
  long pipelineResidue(String exporter) {
    PipelineBook book = pipeline();
    return book.lines().keySet().stream()
        .filter(id -> id.toString().equals(exporter))
        .mapToLong(book::residue)
        .findFirst()
        .orElseThrow();
  }

  /** The books of the only exporter. */
  DestinationBook destination() {
    return collector.books().destinations().getFirst();
  }

  /** The books of an exporter. */
  DestinationBook destination(String id) {
    return collector.books().destinations().stream()
        .filter(book -> book.id().toString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The metrics as a scraper sees them now. */
  MetricsPage metrics() {
    return new MetricsPage(collector.view().metricsText());
  }

  /** Ends the collector in good order. */
  void stop() {
    collector.stop();
  }

  @Override
  public void close() {
    collector.stop();
    clock.close();
  }
}
