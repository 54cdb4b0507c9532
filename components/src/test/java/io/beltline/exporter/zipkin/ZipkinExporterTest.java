package io.beltline.exporter.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Exporter.Lanes;
import io.beltline.api.Exporter.Outgoing;
import io.beltline.api.Origins;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.exporter.Yaml;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipkinExporterTest {
  private static final Telemetry ONE = Spans.of(Spans.text("service.name", "shop"), "", Spans.IDS);

  private final RealClock clock = RealClock.INSTANCE;
  private final AtomicReference<HttpRequest> got = new AtomicReference<>();
  private final AtomicReference<HttpResponse> script =
      new AtomicReference<>(HttpResponse.empty(202));
  private final ScriptedBackend backend =
      ScriptedBackend.http(
          request -> {
            got.set(request);
            return script.get();
          });

  @AfterEach
  void end() {
    backend.close();
  }

  @Test
  void spansArriveAsJson() {
    assertThat(export("", ONE)).isEqualTo(ExportResult.delivered());
    assertThat(got.get().method()).isEqualTo("POST");
    assertThat(got.get().path()).isEqualTo("/api/v2/spans");
    assertThat(got.get().header("content-type")).isEqualTo("application/json");
    assertThat(got.get().body().toUtf8()).isEqualTo(Spans.json(ONE));
  }

  @Test
  void spansArriveAsProtobuf() {
    assertThat(export("format: proto\ncompression: gzip\n", ONE))
        .isEqualTo(ExportResult.delivered());
    assertThat(got.get().header("content-type")).isEqualTo("application/x-protobuf");
    assertThat(got.get().body()).isEqualTo(Spans.proto(ONE));
  }

  @ParameterizedTest
  @CsvSource({"json,1", "proto,0"})
  void onlyTextIsLookedAtOnceMore(String format, int looks) {
    List<String> looked = new ArrayList<>();
    Outgoing outgoing =
        body -> {
          looked.add(body.getFirst().toUtf8());
          return null;
        };
    assertThat(export("format: " + format + "\n", ONE, outgoing))
        .isEqualTo(ExportResult.delivered());
    assertThat(looked).hasSize(looks);
  }

  @Test
  void answersDecide() {
    script.set(HttpResponse.text(503, "full").with("retry-after", "3"));
    ExportResult.Refusal refusal = ((Refused) export("", ONE)).refusal();
    assertThat(refusal.action()).isEqualTo(Action.RETRY);
    assertThat(refusal.message()).isEqualTo("HTTP 503: full");
    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(3));
    script.set(HttpResponse.text(413, "too much"));
    assertThat(((Refused) export("", ONE)).refusal().action()).isEqualTo(Action.RETRY_SMALLER);
  }

  @Test
  void nobodyThereIsRetried() {
    backend.close();
    assertThat(((Refused) export("", ONE)).refusal().action()).isEqualTo(Action.RETRY);
  }

  @Test
  void spansWithoutIdsAreRejectedAlone() {
    Telemetry mixed =
        Spans.request(
            "{'resourceSpans':[{'scopeSpans':[{'spans':[{'name':'none'},{" + Spans.IDS + "}]}]}]}");
    assertThat(export("", mixed)).isInstanceOf(ExportResult.Delivered.class);
    assertThat(((ExportResult.Delivered) export("", mixed)).rejectedItems()).isEqualTo(1);
    got.set(null);
    ExportResult none = export("", Spans.of("", "", "'name':'none'"));
    assertThat(((Refused) none).refusal().action()).isEqualTo(Action.DEAD_LETTER);
    assertThat(got.get()).isNull();
  }

  @Test
  void whatIsNoTelemetryIsADeadLetter() {
    Telemetry broken = Telemetry.of(Signal.TRACES, Payload.of(new byte[] {0x0a, 5, 1}));
    assertThat(((Refused) export("", broken)).refusal().action()).isEqualTo(Action.DEAD_LETTER);
  }

  private ExportResult export(String yaml, Telemetry telemetry) {
    return export(yaml, telemetry, Outgoing.UNCHECKED);
  }

  private ExportResult export(String yaml, Telemetry telemetry, Outgoing outgoing) {
    ZipkinExporterConfig config =
        Yaml.bind(
                ZipkinExporterConfig.class,
                "endpoint: http://127.0.0.1:" + backend.port() + "/api/v2/spans\n" + yaml)
            .value();
    Exporter exporter =
        new ZipkinExporterFactory().create(TestSettings.of("zipkin").settings(), config);
    exporter.start(new TestHost(clock));
    try {
      return exporter.export(
          new ExportRequest(
              Context.EMPTY,
              telemetry,
              Deadline.in(clock, Duration.ofSeconds(30)),
              Origins.UNKNOWN,
              Lanes.NONE,
              outgoing));
    } finally {
      exporter.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    }
  }
}
