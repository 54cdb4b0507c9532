package io.beltline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Status;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What every exporter must do. {@link #config()} must name a backend of this machine where nobody
 * listens, if it names one.
 *
 * @param <C> the exporter's configuration
 */
public abstract class ExporterContract<C extends Record> extends FactoryContract<C> {
  private static final int THREADS = 8;

  /** For subclasses. */
  protected ExporterContract() {}

  @Override
  protected abstract ExporterFactory<C> factory();

  private List<Signal> signals() {
    return List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS).stream()
        .filter(signal -> factory().stability().containsKey(signal))
        .toList();
  }

  private Exporter started() {
    Exporter exporter = (Exporter) create();
    exporter.start(host());
    return exporter;
  }

  private static ExportRequest request(Telemetry telemetry, Duration time) {
    return new ExportRequest(Context.EMPTY, telemetry, Deadline.in(RealClock.INSTANCE, time));
  }

  @Test
  void answersWhereNobodyListens() {
    Exporter exporter = started();
    for (Signal signal : signals()) {
      assertAnswered(exporter.export(request(Numbered.of(signal, 0, 3, 5), Duration.ofSeconds(5))));
    }
    exporter.shutdown(soon());
  }

  @Test
  void answersWhenThereIsNoTimeLeft() {
    Exporter exporter = started();
    for (Signal signal : signals()) {
      assertAnswered(exporter.export(request(Numbered.of(signal, 0, 3, 5), Duration.ZERO)));
    }
    exporter.shutdown(soon());
  }

  @Test
  void survivesHostileTelemetry() {
    Exporter exporter = started();
    for (Signal signal : signals()) {
      for (Telemetry hostile : Hostile.of(signal)) {
        assertAnswered(answer(exporter, hostile));
      }
    }
    exporter.shutdown(soon());
  }

  /** The result; damaged bytes may also be told by an exception, which counts as a refusal. */
  private static ExportResult answer(Exporter exporter, Telemetry telemetry) {
    try {
      return exporter.export(request(telemetry, Duration.ofSeconds(5)));
    } catch (MalformedTelemetryException damaged) {
      return ExportResult.refused(
          ExportResult.Action.DEAD_LETTER,
          Status.INVALID_ARGUMENT,
          String.valueOf(damaged.getMessage()));
    }
  }

  @Test
  void servesManyThreadsAtOnceAndLeavesNone() {
    Threads before = Threads.now();
    Exporter exporter = started();
    for (Signal signal : signals()) {
      List<CompletableFuture<ExportResult>> answers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        CompletableFuture<ExportResult> answer = new CompletableFuture<>();
        answers.add(answer);
        Thread.startVirtualThread(
            () -> {
              try {
                answer.complete(
                    exporter.export(request(Numbered.of(signal, 0, 3, 5), Duration.ofSeconds(5))));
              } catch (Throwable thrown) { // told by join below
                answer.completeExceptionally(thrown);
              }
            });
      }
      answers.forEach(answer -> assertAnswered(answer.join()));
    }
    exporter.shutdown(soon());
    before.awaitNoneMore();
  }

  /** Delivered, or a refusal that says why. */
  private static void assertAnswered(ExportResult result) {
    switch (result) {
      case ExportResult.Delivered delivered -> assertThat(delivered.rejectedItems()).isZero();
      case ExportResult.Refused(ExportResult.Refusal refusal) ->
          assertThat(refusal.message()).isNotBlank();
      case ExportResult.Partial partial -> assertThat(partial.parts()).isNotEmpty();
    }
  }
}
