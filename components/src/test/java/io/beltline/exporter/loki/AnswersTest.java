package io.beltline.exporter.loki;

import static io.beltline.exporter.loki.RunningExporter.attribute;
import static io.beltline.exporter.loki.RunningExporter.logs;
import static io.beltline.exporter.loki.RunningExporter.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Partial;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Exporter;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of batches of which Loki does not take everything. */
class AnswersTest {
  private static final String RAW =
      "format: raw\nmapping: {labels: [app]}\ndefault_labels_enabled: {exporter: false}\n";

  private static String of(String app, long seconds, String line) {
    return record(seconds, line, attribute("app", app));
  }

  private static void isOf(Part part, String... records) {
    assertThat(OtlpJson.write(part.telemetry())).isEqualTo(OtlpJson.write(logs("", records)));
  }

  private static HttpResponse old(String app, String second) {
    return HttpResponse.text(
        400,
        "entry for stream '{app=\"%s\", service_name=\"%s\"}' has timestamp too old: %s, oldest"
                .formatted(app, app, second)
            + " acceptable timestamp is: 2026-01-01T00:00:00Z");
  }

  private static HttpResponse tooFast(String app) {
    return HttpResponse.text(
        429,
        "entry with timestamp 2026-01-01 ignored, reason: 'Per stream rate limit exceeded (limit:"
            + " 3MB/sec) while attempting to ingest for stream '{app=\"%s\"}' totaling 1kB',\nuser"
                .formatted(app)
            + " 'fake', total ignored: 1 out of 9 for stream: {app=\"%s\"}".formatted(app));
  }

  @Test
  void aLineThatIsNamedCostsNoOther() {
    try (RunningExporter running = new RunningExporter(RAW)) {
      running.backend.script(
          got ->
              got.lines().contains("{app=\"a\"} @1 old")
                  ? old("a", "1970-01-01T00:00:01Z")
                  : LokiBackend.STORED);
      Partial result =
          (Partial) running.send(of("a", 1, "old"), of("a", 2, "fine"), of("b", 1, "too"));
      assertThat(result.parts()).hasSize(1);
      Part part = result.parts().getFirst();
      isOf(part, of("a", 1, "old"));
      assertThat(part.refusal().action()).isEqualTo(Action.DEAD_LETTER);
      assertThat(part.refusal().bisect()).isFalse();
      assertThat(part.refusal().message()).contains("HTTP 400").contains("timestamp too old");
      assertThat(running.backend.got().getLast().lines())
          .containsExactly("{app=\"a\"} @2 fine", "{app=\"b\"} @1 too");
      assertThat(running.refused("too_old")).isEqualTo(1);
    }
  }

  @Test
  void whatIsNotNamedIsLookedFor() {
    try (RunningExporter running = new RunningExporter(RAW)) {
      running.backend.script(got -> HttpResponse.text(400, "something is wrong"));
      Refused result = (Refused) running.send(of("a", 1, "x"), of("b", 1, "y"));
      assertThat(result.refusal().action()).isEqualTo(Action.DEAD_LETTER);
      assertThat(result.refusal().bisect()).isTrue();
      assertThat(running.backend.got()).hasSize(1);
    }
  }

  @Test
  void aSlowStreamGoesToALaneOfItsOwn() {
    try (RunningExporter running = new RunningExporter(RAW)) {
      running.backend.script(
          got ->
              got.lines().stream().anyMatch(line -> line.startsWith("{app=\"a\"}"))
                  ? tooFast("a")
                  : LokiBackend.STORED);
      Partial result = (Partial) running.send(of("a", 1, "x"), of("b", 1, "y"));
      Part part = result.parts().getFirst();
      isOf(part, of("a", 1, "x"));
      assertThat(part.lane()).isEqualTo("{app=\"a\"}");
      assertThat(part.refusal().action()).isEqualTo(Action.RETRY);
      assertThat(running.refused("stream_rate")).isEqualTo(1);
    }
  }

  @Test
  void whatBelongsBehindASlowStreamIsNotSent() {
    try (RunningExporter running = new RunningExporter(RAW)) {
      running.lanes(lanes("{app=\"a\"}", ""));
      Partial result = (Partial) running.send(of("a", 2, "x"), of("b", 2, "y"));
      assertThat(result.parts()).hasSize(1);
      assertThat(result.parts().getFirst().lane()).isEqualTo("{app=\"a\"}");
      assertThat(running.backend.lines()).containsExactly("{app=\"b\"} @2 y");
      running.lanes(lanes("{app=\"a\"}", "{app=\"a\"}"));
      assertThat(running.send(of("a", 2, "x"))).isEqualTo(ExportResult.delivered());
      assertThat(running.backend.lines()).containsExactly("{app=\"a\"} @2 x");
    }
  }

  private static Exporter.Lanes lanes(String occupied, String own) {
    return new Exporter.Lanes() {
      @Override
      public boolean isOccupied(String lane) {
        return lane.equals(occupied);
      }

      @Override
      public String own() {
        return own;
      }
    };
  }

  @Test
  void aLimitOfTheTenantKeepsEverythingWaiting() {
    try (RunningExporter running = new RunningExporter(RAW)) {
      running.backend.script(
          got ->
              HttpResponse.text(429, "ingestion rate limit exceeded for user fake (limit: 4")
                  .with("retry-after", "3"));
      Refused result = (Refused) running.send(of("a", 1, "x"), of("b", 1, "y"));
      assertThat(result.refusal().action()).isEqualTo(Action.RETRY);
      assertThat(result.refusal().retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }
  }

  @Test
  void largeStreamsAreCutByTimeAndStopAtTheFirstRefusal() {
    String yaml = RAW + "limits: {max_request_size: 1024}\nsending_queue: {num_consumers: 1}\n";
    String[] records =
        IntStream.range(0, 100).mapToObj(i -> of("a", i + 1, "line")).toArray(String[]::new);
    try (RunningExporter running = new RunningExporter(yaml)) {
      assertThat(running.send(records)).isEqualTo(ExportResult.delivered());
      List<LokiBackend.Got> got = running.backend.got();
      assertThat(got).hasSizeGreaterThanOrEqualTo(3);
      assertThat(got.stream().flatMap(one -> one.lines().stream()).toList())
          .containsExactlyElementsOf(
              IntStream.range(0, 100).mapToObj(i -> "{app=\"a\"} @" + (i + 1) + " line").toList());
      running.backend.script(
          one ->
              one.lines().contains("{app=\"a\"} @50 line")
                  ? HttpResponse.text(503, "busy")
                  : LokiBackend.STORED);
      Part part = ((Partial) running.send(records)).parts().getFirst();
      assertThat(part.telemetry().itemCount()).isBetween(51, 90);
      assertThat(running.backend.lines()).doesNotContain("{app=\"a\"} @100 line");
    }
  }

  @Test
  void requestsThatAreTooLargeAreCut() {
    try (RunningExporter running = new RunningExporter(RAW)) {
      running.backend.script(got -> HttpResponse.text(413, "request body too large"));
      Refused result = (Refused) running.send(of("a", 1, "x"), of("a", 2, "y"));
      assertThat(result.refusal().action()).isEqualTo(Action.RETRY_SMALLER);
    }
  }

  @Test
  void linesThatAreTooLongAreNotSent() {
    try (RunningExporter running = new RunningExporter(RAW + "limits: {max_line_size: 4}\n")) {
      Part part =
          ((Partial) running.send(of("a", 1, "12345"), of("a", 2, "1234"))).parts().getFirst();
      isOf(part, of("a", 1, "12345"));
      assertThat(part.refusal().message()).contains("5 bytes").contains("max_line_size");
      assertThat(running.backend.lines()).containsExactly("{app=\"a\"} @2 1234");
      assertThat(running.refused("line_too_long")).isEqualTo(1);
    }
  }

  @Test
  void structuredMetadataIsLeftOutWhereItIsNotAllowed() {
    String yaml = "mapping: {structured_metadata: [user]}\n";
    try (RunningExporter running = new RunningExporter(yaml)) {
      running.backend.script(
          got ->
              got.lines().stream().anyMatch(line -> line.contains(" | "))
                  ? HttpResponse.text(
                      400,
                      "stream '{exporter=\"OTLP\"}' includes structured metadata, but this feature"
                          + " is disallowed. Please see `limits_config.allow_structured_metadata`")
                  : LokiBackend.STORED);
      String record = record(1, "x", attribute("user", "u1"));
      assertThat(running.send(record)).isEqualTo(ExportResult.delivered());
      assertThat(running.send(record)).isEqualTo(ExportResult.delivered());
      assertThat(running.backend.lines())
          .containsExactly(
              "{exporter=\"OTLP\"} @1 {\"body\":\"x\"} | user=u1",
              "{exporter=\"OTLP\"} @1 {\"body\":\"x\",\"attributes\":{\"user\":\"u1\"}}",
              "{exporter=\"OTLP\"} @1 {\"body\":\"x\",\"attributes\":{\"user\":\"u1\"}}");
    }
  }

  private static String ofTenant(String tenant, long seconds, String user) {
    return record(
        seconds,
        "x",
        attribute("team", tenant),
        attribute("user", user),
        attribute("loki.tenant", "team"));
  }

  @Test
  void oneTenantWithoutStructuredMetadataCostsTheOthersNothing() {
    String yaml = "format: logfmt\nmapping: {structured_metadata: [user]}\n";
    try (RunningExporter running = new RunningExporter(yaml)) {
      running.backend.script(
          got ->
              got.tenant().equals("a")
                      && got.lines().stream().anyMatch(line -> line.contains(" | "))
                  ? HttpResponse.text(
                      400,
                      "stream '{exporter=\"OTLP\", team=\"a\"}' includes structured metadata, but"
                          + " this feature is disallowed. Please see"
                          + " `limits_config.allow_structured_metadata`")
                  : LokiBackend.STORED);
      String[] records = {ofTenant("a", 1, "u1"), ofTenant("b", 1, "u2"), ofTenant("a", 2, "u3")};
      assertThat(running.send(records)).isEqualTo(ExportResult.delivered());
      List<LokiBackend.Got> got = running.backend.got();
      assertThat(got).extracting(LokiBackend.Got::tenant).containsExactlyInAnyOrder("a", "b", "a");
      assertThat(got.getLast().lines())
          .as("planned anew, with what they lacked")
          .hasSize(2)
          .allMatch(line -> line.contains("attribute_user=u") && !line.contains(" | "));
      assertThat(running.send(records)).isEqualTo(ExportResult.delivered());
      assertThat(running.backend.got())
          .as("what one tenant does not take, the other still gets")
          .hasSize(2)
          .anyMatch(
              one -> one.tenant().equals("b") && one.lines().getFirst().endsWith(" | user=u2"));
    }
  }

  @Test
  void whatIsNamedBeforeStructuredMetadataIsRefusedIsRefusedOnce() {
    try (RunningExporter running = new RunningExporter(RAW + "limits: {max_label_values: 1}\n")) {
      running.backend.script(
          got ->
              got.lines().stream().anyMatch(line -> line.contains("old"))
                  ? old("a", "1970-01-01T00:00:01Z")
                  : got.lines().stream().anyMatch(line -> line.contains(" | "))
                      ? HttpResponse.text(
                          400,
                          "stream '{exporter=\"OTLP\"}' includes structured metadata, but this"
                              + " feature is disallowed.")
                      : LokiBackend.STORED);
      Partial result = (Partial) running.send(of("a", 1, "old"), of("b", 2, "x"));
      assertThat(result.parts()).hasSize(1);
      isOf(result.parts().getFirst(), of("a", 1, "old"));
      assertThat(running.refused("too_old")).isEqualTo(1);
      assertThat(running.demoted("app", "values")).as("told once").isEqualTo(1);
      assertThat(running.lost("app")).isEqualTo(1);
      assertThat(running.backend.got().getLast().lines())
          .containsExactly("{exporter=\"OTLP\"} @2 x");
    }
  }

  @Test
  void linesOfASlowStreamJoinItsLaneThoughAllOthersStop() {
    String yaml = RAW + "limits: {max_request_size: 1024}\nsending_queue: {num_consumers: 1}\n";
    String[] records =
        IntStream.range(0, 100)
            .mapToObj(i -> of(i % 2 == 0 ? "a" : "b", i + 1, "line"))
            .toArray(String[]::new);
    try (RunningExporter running = new RunningExporter(yaml)) {
      running.backend.script(
          got ->
              got.lines().stream().anyMatch(line -> line.startsWith("{app=\"a\"}"))
                  ? tooFast("a")
                  : HttpResponse.text(503, "busy"));
      List<Part> parts = ((Partial) running.send(records)).parts();
      assertThat(parts.stream().filter(part -> part.lane().equals("{app=\"a\"}")))
          .as("the first of them, and those behind")
          .hasSize(2);
      assertThat(
              parts.stream()
                  .filter(part -> part.lane().isEmpty())
                  .mapToInt(part -> part.telemetry().itemCount())
                  .sum())
          .isEqualTo(50);
    }
  }

  @Test
  void memoryThatRunsOutForOneRequestLeavesTheOthersDelivered() {
    try (RunningExporter running = new RunningExporter("format: raw\n")) {
      running.outgoing(
          body -> {
            if (body.getFirst().toUtf8().contains("team=\"a\"")) {
              throw new OutOfMemoryError("of the test");
            }
            return null;
          });
      Partial result = (Partial) running.send(ofTenant("a", 1, "u1"), ofTenant("b", 1, "u2"));
      Part part = result.parts().getFirst();
      assertThat(result.parts()).hasSize(1);
      isOf(part, ofTenant("a", 1, "u1"));
      assertThat(part.refusal().action()).isEqualTo(Action.RETRY);
      assertThat(part.refusal().message()).contains("memory");
      assertThat(running.backend.got()).extracting(LokiBackend.Got::tenant).containsExactly("b");
    }
  }
}
