package io.beltline.exporter.prometheusremotewrite;

import static io.beltline.exporter.prometheusremotewrite.RunningExporter.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refused;
import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.exporter.prometheusremotewrite.WriteBackend.Got;
import io.beltline.transport.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which version is sent, and the headers that go with it. */
class NegotiationTest {
  private static final String V1 = "protobuf_message: prometheus.WriteRequest\n";

  private static HttpResponse unsupported() {
    return HttpResponse.text(415, "no");
  }

  @Test
  void theHeadersAreThoseOfTheVersion() {
    try (RunningExporter running = new RunningExporter("")) {
      running.send(gauge("temp", 5, "1"));
      Got got = running.backend.got().getFirst();
      assertThat(got.request().method()).isEqualTo("POST");
      assertThat(got.request().header("content-type"))
          .isEqualTo("application/x-protobuf;proto=io.prometheus.write.v2.Request");
      assertThat(got.request().header(RemoteWrite.VERSION)).isEqualTo("2.0.0");
      assertThat(got.request().header("user-agent")).isNotEmpty();
    }
    try (RunningExporter running = new RunningExporter(V1)) {
      running.send(gauge("temp", 5, "1"));
      Got got = running.backend.got().getFirst();
      assertThat(got.request().header("content-type")).isEqualTo("application/x-protobuf");
      assertThat(got.request().header(RemoteWrite.VERSION)).isEqualTo("0.1.0");
    }
  }

  @Test
  void usersCannotChangeTheHeadersOfTheProtocol() {
    try (RunningExporter running =
        new RunningExporter(
            "headers: {Content-Encoding: gzip, Content-Type: text/plain, User-Agent: me,"
                + " X-Prometheus-Remote-Write-Version: '9', X-Scope-OrgID: tenant}\n"
                + "compression: snappy\ninclude_metadata_keys: [X-Tenant]\n")) {
      running.header("x-tenant", "t1");
      assertThat(running.send(gauge("temp", 5, "1"))).isEqualTo(ExportResult.delivered());
      Got got = running.backend.got().getFirst();
      assertThat(got.lines()).containsExactly("temp{} 1@5000 # gauge||");
      assertThat(got.request().header(RemoteWrite.VERSION)).isEqualTo("2.0.0");
      assertThat(got.request().header("user-agent")).isNotEqualTo("me");
      assertThat(got.request().header("x-scope-orgid")).isEqualTo("tenant");
      assertThat(got.request().header("x-tenant")).isEqualTo("t1");
    }
  }

  @Test
  void theSameSeriesOfTwoTenantsAreTwo() {
    try (RunningExporter running = new RunningExporter("include_metadata_keys: [X-Tenant]\n")) {
      for (String tenant : List.of("a", "b", "a", "b")) {
        running.header("x-tenant", tenant);
        assertThat(running.send(gauge("temp", 5, "1"))).isEqualTo(ExportResult.delivered());
      }
      assertThat(running.backend.got())
          .as("each once: the second of a tenant is a repetition")
          .extracting(got -> got.request().header("x-tenant"))
          .containsExactly("a", "b");
    }
  }

  @Test
  void aServerThatSays415GetsTheOtherVersionFromThenOn() {
    try (RunningExporter running = new RunningExporter("")) {
      running.backend.script(got -> got.isSecond() ? unsupported() : HttpResponse.empty(204));
      assertThat(running.send(gauge("temp", 5, "1"))).isEqualTo(ExportResult.delivered());
      assertThat(running.backend.got()).extracting(Got::isSecond).containsExactly(true, false);
      running.send(gauge("temp", 6, "1"));
      assertThat(running.backend.got()).extracting(Got::isSecond).containsExactly(false);
    }
  }

  @Test
  void aServerThatSaysNothingOfWhatItStoredHasStoredNothing() {
    try (RunningExporter running = new RunningExporter("")) {
      running.backend.script(got -> HttpResponse.empty(204));
      assertThat(running.send(gauge("temp", 5, "1"))).isEqualTo(ExportResult.delivered());
      List<Got> got = running.backend.got();
      assertThat(got).extracting(Got::isSecond).containsExactly(true, false);
      assertThat(got.getLast().lines()).containsExactly("temp{} 1@5000");
    }
  }

  @Test
  void aServerThatStoredNothingOfAReplicaIsContent() {
    try (RunningExporter running = new RunningExporter("")) {
      running.backend.script(got -> HttpResponse.empty(202).with(RemoteWrite.SAMPLES_WRITTEN, "0"));
      assertThat(running.send(gauge("temp", 5, "1"))).isEqualTo(ExportResult.delivered());
      assertThat(running.backend.got()).hasSize(1);
    }
  }

  @Test
  void aServerThatMeets400ForWhatItDoesNotKnowGetsTheOtherVersion() {
    try (RunningExporter running = new RunningExporter("")) {
      running.backend.script(
          got -> got.isSecond() ? HttpResponse.text(400, "what") : HttpResponse.empty(204));
      assertThat(running.send(gauge("temp", 5, "1"))).isEqualTo(ExportResult.delivered());
      assertThat(running.backend.got()).extracting(Got::isSecond).containsExactly(true, false);
    }
  }

  @Test
  void aServerThatIsKnownToUnderstandIsBelieved() {
    try (RunningExporter running = new RunningExporter("")) {
      running.send(gauge("temp", 5, "1"));
      running.backend.got();
      running.backend.script(got -> HttpResponse.text(400, "out of order"));
      ExportResult result = running.send(gauge("temp", 6, "1"));
      assertThat(((Refused) result).refusal().action()).isEqualTo(Action.DEAD_LETTER);
      assertThat(((Refused) result).refusal().bisect()).isTrue();
      assertThat(running.backend.got()).hasSize(1);
    }
  }

  @Test
  void aServerOfNeitherVersionHoldsTheData() {
    try (RunningExporter running = new RunningExporter("")) {
      running.backend.script(got -> unsupported());
      ExportResult result = running.send(gauge("temp", 5, "1"));
      assertThat(((Refused) result).refusal().action()).isEqualTo(Action.HOLD);
    }
  }

  @Test
  void theFirstVersionIsLeftWhereItIsNotSupported() {
    try (RunningExporter running = new RunningExporter(V1)) {
      running.backend.script(got -> got.isSecond() ? WriteBackend.STORED : unsupported());
      assertThat(running.send(gauge("temp", 5, "1"))).isEqualTo(ExportResult.delivered());
      assertThat(running.backend.got()).extracting(Got::isSecond).containsExactly(false, true);
    }
  }

  @Test
  void whatTheServerStoredIsCounted() {
    try (RunningExporter running = new RunningExporter("")) {
      running.send(gauge("temp", 5, "1"));
      assertThat(
              running
                  .settings
                  .meter()
                  .count("otelcol_exporter_prometheusremotewrite_written_samples"))
          .isEqualTo(1);
      assertThat(
              running.settings.meter().count("otelcol_exporter_prometheusremotewrite_sent_batches"))
          .isEqualTo(1);
    }
  }
}
