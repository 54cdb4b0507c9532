package io.beltline.exporter.prometheusremotewrite;

import static io.beltline.exporter.prometheusremotewrite.RunningExporter.attribute;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.counter;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.gauge;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.metrics;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Delivered;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Partial;
import io.beltline.api.ExportResult.Refused;
import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.exporter.prometheusremotewrite.WriteBackend.Got;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Late, repeated and refused samples, and requests that are cut. */
class OrderTest {
  private static HttpResponse full() {
    return HttpResponse.text(503, "full").with("retry-after", "3");
  }

  private static String wide(String name, int series) {
    return counter(
        name,
        IntStream.range(0, series)
            .mapToObj(i -> point(1, 5, "" + i, attribute("i", "" + i)))
            .toArray(String[]::new));
  }

  @Test
  void lateSamplesAreSentByThemselves() {
    try (RunningExporter running = new RunningExporter("")) {
      running.send(gauge("temp", 10, "1"));
      running.backend.got();
      running.backend.script(
          got ->
              got.lines().getFirst().startsWith("temp")
                  ? HttpResponse.text(400, "out of order").with(RemoteWrite.SAMPLES_WRITTEN, "0")
                  : WriteBackend.STORED);
      ExportResult result = running.send(gauge("temp", 9, "1"), gauge("other", 9, "2"));
      assertThat(running.backend.got())
          .extracting(Got::lines)
          .containsExactly(List.of("other{} 2@9000 # gauge||"), List.of("temp{} 1@9000 # gauge||"));
      Part part = ((Partial) result).parts().getFirst();
      assertThat(OtlpJson.write(part.telemetry()))
          .isEqualTo(OtlpJson.write(metrics("", "", gauge("temp", 9, "1"))));
      assertThat(part.refusal().action()).isEqualTo(Action.DEAD_LETTER);
    }
  }

  @Test
  void lateSamplesAreDroppedAndCountedIfTheyAreNotWanted() {
    try (RunningExporter running = new RunningExporter("late_samples: drop\n")) {
      running.send(gauge("temp", 10, "1"));
      running.backend.got();
      ExportResult result = running.send(gauge("temp", 9, "1"), gauge("other", 9, "2"));
      assertThat(running.backend.lines()).containsExactly("other{} 2@9000 # gauge||");
      assertThat(((Delivered) result).rejectedItems()).isEqualTo(1);
      assertThat(running.dropped("late")).isEqualTo(1);
    }
  }

  @Test
  void aSampleIsSentOnce() {
    try (RunningExporter running = new RunningExporter("")) {
      running.send(gauge("temp", 10, "1"), gauge("temp", 10, "1"));
      running.send(gauge("temp", 10, "1"));
      assertThat(running.backend.lines()).containsExactly("temp{} 1@10000 # gauge||");
      assertThat(running.dropped("repeated")).isEqualTo(2);
    }
  }

  @Test
  void whatWasNotTakenIsNotLate() {
    try (RunningExporter running = new RunningExporter("late_samples: drop\n")) {
      running.backend.script(got -> full());
      ExportResult result = running.send(gauge("temp", 10, "1"));
      assertThat(((Refused) result).refusal().action()).isEqualTo(Action.RETRY);
      assertThat(((Refused) result).refusal().retryAfter()).isEqualTo(Duration.ofSeconds(3));
      running.backend.got();
      running.backend.script(got -> WriteBackend.STORED);
      running.send(gauge("temp", 9, "1"));
      running.send(gauge("temp", 10, "1"));
      assertThat(running.backend.lines()).hasSize(2);
      assertThat(running.dropped("late")).isZero();
    }
  }

  @Test
  void largeBatchesAreCutBetweenSeriesAndSentAtOnce() {
    try (RunningExporter running =
        new RunningExporter("max_batch_size_bytes: 1000\nmax_batch_request_parallelism: 4\n")) {
      assertThat(running.send(wide("hits", 200))).isEqualTo(ExportResult.delivered());
      List<Got> got = running.backend.got();
      assertThat(got).hasSizeGreaterThan(10);
      assertThat(got.stream().flatMap(one -> one.lines().stream()))
          .hasSize(200)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void onlyWhatWasRefusedComesBack() {
    try (RunningExporter running = new RunningExporter("max_batch_size_bytes: 1000\n")) {
      running.send(gauge("first", 1, "1"));
      running.backend.got();
      running.backend.script(
          got ->
              got.lines().stream().anyMatch(line -> line.contains("i=\"77\""))
                  ? full()
                  : WriteBackend.STORED);
      ExportResult result = running.send(wide("hits", 200));
      List<Part> parts = ((Partial) result).parts();
      assertThat(parts).hasSize(1);
      int refused = parts.getFirst().telemetry().itemCount();
      assertThat(refused).isBetween(1, 30);
      running.backend.got();
      running.backend.script(got -> WriteBackend.STORED);
      running.export(parts.getFirst().telemetry());
      assertThat(running.backend.lines())
          .hasSize(refused)
          .anyMatch(line -> line.contains("\"77\""));
    }
  }

  @Test
  void memoryThatRunsOutForOneRequestLeavesTheOthersDelivered() {
    try (RunningExporter running = new RunningExporter("max_batch_size_bytes: 1\n")) {
      running.outgoing(
          body -> {
            if (body.getFirst().toUtf8().contains("first")) {
              throw new OutOfMemoryError("of the test");
            }
            return null;
          });
      Partial result = (Partial) running.send(gauge("first", 1, "1"), gauge("second", 1, "1"));
      assertThat(result.parts()).hasSize(1);
      Part part = result.parts().getFirst();
      assertThat(OtlpJson.write(part.telemetry()))
          .isEqualTo(OtlpJson.write(metrics("", "", gauge("first", 1, "1"))));
      assertThat(part.refusal().action()).isEqualTo(Action.RETRY);
      assertThat(running.backend.lines()).containsExactly("second{} 1@1000 # gauge||");
    }
  }

  @Test
  void whatIsStoredOfSeveralSamplesIsNotSentAgain() {
    try (RunningExporter running = new RunningExporter("")) {
      running.backend.script(
          got ->
              HttpResponse.text(400, "one of them is too old")
                  .with(RemoteWrite.SAMPLES_WRITTEN, "3"));
      ExportResult result =
          running.send(counter("hits", point(1, 5, "1"), point(1, 6, "2")), wide("other", 2));
      assertThat(result).isEqualTo(new Delivered(1, "HTTP 400: one of them is too old"));
    }
  }

  @Test
  void whatIsLostBesideWhatWasRefusedIsDroppedAndNamed() {
    try (RunningExporter running = new RunningExporter("max_batch_size_bytes: 1\n")) {
      running.backend.script(
          got ->
              got.lines().getFirst().startsWith("hits")
                  ? HttpResponse.text(400, "one of them is too old")
                      .with(RemoteWrite.SAMPLES_WRITTEN, "2")
                  : full());
      ExportResult result =
          running.send(
              counter("hits", point(1, 5, "1"), point(1, 6, "2"), point(1, 7, "3")),
              gauge("temp", 9, "1"),
              gauge("other", 9, "1"));
      List<Part> parts = ((Partial) result).parts();
      assertThat(parts)
          .filteredOn(part -> part.refusal().action() == Action.RETRY)
          .extracting(part -> part.telemetry().itemCount())
          .containsExactly(1, 1);
      assertThat(parts)
          .filteredOn(part -> part.refusal().action() == Action.DROP)
          .singleElement()
          .satisfies(
              part -> {
                assertThat(part.telemetry().itemCount()).isEqualTo(1);
                assertThat(part.refusal().message()).contains("one of them is too old");
              });
    }
  }

  @Test
  void whatWasSentIsKnownToTheSuccessorOfAReload() {
    TestHost host = new TestHost(RealClock.INSTANCE);
    try (RunningExporter before = new RunningExporter("late_samples: drop\n", host)) {
      before.send(gauge("temp", 10, "1"));
    }
    try (RunningExporter after = new RunningExporter("late_samples: drop\n", host)) {
      after.send(gauge("temp", 9, "1"));
      assertThat(after.backend.lines()).isEmpty();
      assertThat(after.dropped("late")).isEqualTo(1);
    }
  }

  @Test
  void refusedBatchesOfOneSampleASeriesAreLookedInto() {
    try (RunningExporter running = new RunningExporter("")) {
      running.backend.script(
          got -> HttpResponse.text(409, "conflict").with(RemoteWrite.SAMPLES_WRITTEN, "1"));
      ExportResult result = running.send(wide("other", 2));
      assertThat(((Refused) result).refusal().bisect()).isTrue();
      assertThat(((Refused) result).refusal().action()).isEqualTo(Action.DEAD_LETTER);
    }
  }

  @Test
  void aSeriesOfTwoResourcesIsNamed() {
    try (RunningExporter running = new RunningExporter("")) {
      for (int i = 0; i < 4; i++) {
        running.sendOf(
            attribute("host.name", i % 2 == 0 ? "a" : "b"), "", gauge("temp", 5 + i, "1"));
      }
      assertThat(
              running
                  .settings
                  .meter()
                  .count("otelcol_exporter_prometheusremotewrite_series_collisions"))
          .isEqualTo(2);
    }
  }

  @Test
  void targetInfoIsNotSentWithEveryBatch() {
    String resource = attribute("service.name", "shop") + "," + attribute("host.name", "h");
    try (RunningExporter running = new RunningExporter("")) {
      for (int i = 0; i < 100; i += 10) {
        running.sendOf(resource, "", gauge("temp", 1000 + i, "1"));
      }
      assertThat(running.backend.lines().stream().filter(line -> line.startsWith("target_info")))
          .hasSize(4);
    }
  }

  @Test
  void whatCannotBeSentIsADeadLetter() {
    try (RunningExporter running = new RunningExporter("include_metadata_keys: [x-tenant]\n")) {
      running.header("x-tenant", "a\nb");
      ExportResult result = running.send(gauge("temp", 10, "1"));
      assertThat(((Refused) result).refusal().action()).isEqualTo(Action.DEAD_LETTER);
      assertThat(((Refused) result).refusal().message()).contains("header x-tenant");
    }
  }
}
